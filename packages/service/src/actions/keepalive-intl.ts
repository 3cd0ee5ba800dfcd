import { keepaliveIntl } from '@bonafide/protocol'
import { defineAction } from './define-action.ts'

export default defineAction(keepaliveIntl, async () => ({ Result: { Result: 'SUCCESS' } }))

import { id2MetaVerifyIntl } from '@bonafide/protocol'
import { askSource } from './outside/ask-source.ts'

export default askSource(id2MetaVerifyIntl, ({ bizCode }) => ({ Result: { BizCode: bizCode } }))

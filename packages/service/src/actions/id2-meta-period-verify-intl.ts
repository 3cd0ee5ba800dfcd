import { id2MetaPeriodVerifyIntl } from '@bonafide/protocol'
import { askSource } from './outside/ask-source.ts'
import { verdictOf } from './outside/source-answers.ts'

export default askSource(id2MetaPeriodVerifyIntl, (answer) => ({ Result: verdictOf(answer) }))

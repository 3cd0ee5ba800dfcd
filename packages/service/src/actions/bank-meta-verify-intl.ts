import { bankMetaVerifyIntl } from '@bonafide/protocol'
import { askSource } from './outside/ask-source.ts'
import { optional } from './outside/source-answers.ts'

export default askSource(bankMetaVerifyIntl, ({ bizCode, subCode }) => ({
  ResultObject: { BizCode: bizCode, ...optional('SubCode', subCode) },
}))

import { mobile3MetaVerifyIntl } from '@bonafide/protocol'
import { askSource } from './outside/ask-source.ts'
import { optional } from './outside/source-answers.ts'

export default askSource(mobile3MetaVerifyIntl, ({ bizCode, subCode, detail }) => ({
  Result: { BizCode: bizCode, ...optional('IspName', detail?.['ispName']), ...optional('SubCode', subCode) },
}))

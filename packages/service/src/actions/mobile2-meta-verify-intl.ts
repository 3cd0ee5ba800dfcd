import { mobile2MetaVerifyIntl } from '@bonafide/protocol'
import { askSource } from './outside/ask-source.ts'
import { optional } from './outside/source-answers.ts'

export default askSource(mobile2MetaVerifyIntl, ({ bizCode, detail }) => ({
  Result: { BizCode: bizCode, ...optional('IspName', detail?.['ispName']) },
}))

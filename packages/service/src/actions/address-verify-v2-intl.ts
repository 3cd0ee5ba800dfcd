import { addressVerifyV2Intl } from '@bonafide/protocol'
import { askSource } from './outside/ask-source.ts'

export default askSource(addressVerifyV2Intl, ({ bizCode, detail = {} }, transactionId) => ({
  Result: { BizCode: bizCode, Detail: JSON.stringify(detail), TransactionId: transactionId },
}))

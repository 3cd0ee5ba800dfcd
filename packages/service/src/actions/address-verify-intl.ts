import { addressVerifyIntl } from '@bonafide/protocol'
import { askSource } from './outside/ask-source.ts'
import { optional, verdictOf } from './outside/source-answers.ts'

export default askSource(addressVerifyIntl, (answer, transactionId) => ({
  ResultObject: {
    ...verdictOf(answer),
    ...optional('AddressInfo', answer.detail?.['addressInfo']),
    ...optional('IspName', answer.detail?.['ispName']),
    TransactionId: transactionId,
  },
}))

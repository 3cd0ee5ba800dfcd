import { idnAuthorityVerifyIntl } from '@bonafide/protocol'
import { askSource } from './outside/ask-source.ts'
import { verdictOf } from './outside/source-answers.ts'

export default askSource(idnAuthorityVerifyIntl, (answer, transactionId) => ({
  Result: {
    ...verdictOf(answer),
    ExtSourceInfo: JSON.stringify(answer.detail ?? {}),
    TransactionId: transactionId,
  },
}))

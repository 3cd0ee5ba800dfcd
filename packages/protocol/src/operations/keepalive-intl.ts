import { defineOperation } from './operation.ts'

/** Answers that the service is there and the key is good. */
export default defineOperation({
  name: 'KeepaliveIntl',
  parameters: {},
  answer: { Result: { Result: 'string' } },
})

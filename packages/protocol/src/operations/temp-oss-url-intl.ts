import { text } from './kinds.ts'
import { defineOperation } from './operation.ts'

/** Where an object that was sent can be fetched for 15 minutes (server-apis section 5). */
export default defineOperation({
  name: 'TempOssUrlIntl',
  parameters: { ObjectName: text({ in: 'form', required: true, max: 256 }) },
  answer: { Data: { Url: 'string' } },
})

import { text } from './kinds.ts'
import { defineOperation } from './operation.ts'

/**
 * Where the file of an asynchronous download lies. The published client of this version lacks the operation, so that its
 * names are those of DownloadVerifyRecordIntl (check-result section 8).
 */
export default defineOperation({
  name: 'QueryDownloadTaskIntl',
  parameters: { DownloadTaskId: text({ required: true, max: 512 }) },
  successCode: '200',
  answer: { Data: { DownloadTaskId: 'string', Status: 'string', Url: 'string' } },
})

import { readReportRequest } from './download/report-request.ts'
import { choice, structured, text } from './kinds.ts'
import { defineOperation } from './operation.ts'

/** The account's verifications as a CSV file: how many, or one line for each (check-result section 8). */
export default defineOperation({
  name: 'DownloadVerifyRecordIntl',
  parameters: {
    BizType: choice(['INVOKE_STATISTICS', 'INVOKE_RECORD'], { required: true }),
    /** Names a query template of the vendor's console; what is asked for is said by the other parameters. */
    Code: text({ max: 128 }),
    DownloadMode: choice(['sync', 'async'], { fallback: 'sync' }),
    Param: structured(readReportRequest, 1024, { required: true }),
    ProductType: choice(['KYC'], { fallback: 'KYC' }),
  },
  successCode: '200',
  answer: { Data: { DownloadTaskId: 'string', Url: 'string' } },
})

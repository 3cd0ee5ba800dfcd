import { downloadVerifyRecordIntl, parseParameters } from '@bonafide/protocol'
import { reportAddress, reportTask } from '../reports/report-address.ts'
import { defineAction } from './define-action.ts'

export default defineAction(downloadVerifyRecordIntl, async (params, { tenant, tools, parsing }) => {
  const { BizType, DownloadMode, Param } = parseParameters(downloadVerifyRecordIntl, params, parsing)
  const report = { tenantId: tenant.id, kind: BizType, ...Param }
  const DownloadTaskId = reportTask(report, tools)
  if (DownloadMode === 'async') return { Data: { DownloadTaskId } }
  return { Data: { DownloadTaskId, Url: reportAddress(report, tools) } }
})

import { invalidParameter, parseParameters, queryDownloadTaskIntl } from '@bonafide/protocol'
import { reportAddress, reportOfTask } from '../reports/report-address.ts'
import { defineAction } from './define-action.ts'

export default defineAction(queryDownloadTaskIntl, async (params, { tenant, tools, parsing }) => {
  const { DownloadTaskId } = parseParameters(queryDownloadTaskIntl, params, parsing)
  const report = reportOfTask(DownloadTaskId, tenant.id, tools)
  if (report === undefined) throw invalidParameter('DownloadTaskId', 'There is no such task.')
  return { Data: { DownloadTaskId, Status: 'SUCCESS', Url: reportAddress(report, tools) } }
})

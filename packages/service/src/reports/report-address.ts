import { type FlowTools, minutesAfter } from '../flow/tools.ts'
import { type ReportTicket, readTicket, writeTicket } from './report-ticket.ts'

/** As long as the links of the API are good (check-result section 2). */
const ADDRESS_MINUTES = 15
const TASK_MINUTES = 24 * 60

type AddressTools = Pick<FlowTools, 'keys' | 'clock' | 'settings'>
type Report = Omit<ReportTicket, 'validUntil'>

/** Where the report can be fetched, for a while, by whoever has the address. */
export function reportAddress(report: Report, { keys, clock, settings }: AddressTools): string {
  const validUntil = minutesAfter(clock.now(), ADDRESS_MINUTES)
  return `${settings.publicUrl}/reports/${writeTicket({ ...report, validUntil }, 'report-address', keys.installation)}`
}

/** The id of a task that is done already: a report is made when it is fetched. */
export function reportTask(report: Report, { keys, clock }: AddressTools): string {
  const validUntil = minutesAfter(clock.now(), TASK_MINUTES)
  return writeTicket({ ...report, validUntil }, 'report-task', keys.installation)
}

/** The report of a task of this tenant; undefined for any other text. */
export function reportOfTask(task: string, tenantId: string, { keys, clock }: AddressTools): Report | undefined {
  const ticket = readTicket(task, 'report-task', keys.installation, clock.now())
  return ticket?.tenantId === tenantId ? ticket : undefined
}

import type { Store } from '../ports/store.ts'
import { csvLine } from './csv.ts'
import type { ReportTicket } from './report-ticket.ts'

const PAGE = 1000
const DAY_MS = 24 * 60 * 60 * 1000

type ReportStore = Pick<Store, 'countVerifications' | 'listVerifications'>

/** The lines of a report, as they are read: no more than a page of it is ever held. Ids and outcomes, nothing personal. */
export async function* writeReport(ticket: ReportTicket, store: ReportStore): AsyncGenerator<string> {
  const { tenantId, productCode } = ticket
  const range = {
    tenantId,
    ...(productCode === undefined ? {} : { productCode }),
    from: ticket.from,
    before: new Date(ticket.to.getTime() + DAY_MS),
  }
  yield* ticket.kind === 'INVOKE_STATISTICS' ? statistics(range, store) : records(range, store)
}

type Range = Parameters<Store['countVerifications']>[0]

async function* statistics(range: Range, store: ReportStore): AsyncGenerator<string> {
  yield csvLine(['Day', 'ProductCode', 'Begun', 'Finished', 'Passed', 'NotPassed'])
  for (const { day, productCode, begun, finished, passed } of await store.countVerifications(range)) {
    yield csvLine([day, productCode, begun, finished, passed, finished - passed])
  }
}

async function* records(range: Range, store: ReportStore): AsyncGenerator<string> {
  yield csvLine(['TransactionId', 'MerchantBizId', 'ProductCode', 'CreatedAt', 'State', 'Passed', 'SubCode'])
  let after: { createdAt: Date; id: string } | undefined
  for (;;) {
    const page = await store.listVerifications(range, after, PAGE)
    for (const { id, merchantBizId, productCode, createdAt, state, verdict } of page) {
      const outcome = verdict === undefined ? ['', ''] : [verdict.passed ? 'Y' : 'N', verdict.subCode]
      yield csvLine([id, merchantBizId, productCode, createdAt.toISOString(), state, ...outcome])
    }
    after = page.at(-1)
    if (page.length < PAGE) return
  }
}

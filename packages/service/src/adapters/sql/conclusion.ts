import { createHash } from 'node:crypto'
import { type Transaction as SqlTransaction, sql } from 'kysely'
import type { Store } from '../../ports/store.ts'
import { appendAudit } from './audit.ts'
import { registerWithin } from './face-records.ts'
import { toTransaction } from './rows.ts'
import type { SqlDatabase } from './sql-database.ts'
import type { Tables } from './tables.ts'
import { inNameOf } from './tenant-scope.ts'
import { lockTransaction, readTransactions } from './transactions.ts'

type ConclusionPart = Pick<Store, 'conclude' | 'listReviews' | 'appendReview'>

export function conclusionPart(database: SqlDatabase): ConclusionPart {
  return {
    conclude: (...args) => conclude(database, ...args),
    async listReviews(tenantId) {
      const waiting = readTransactions(database.db)
        .where('transactions.ekyc_result', '=', 'Pending')
        .where('decisions.sealed_decision', 'is not', null)
      const asked =
        tenantId === undefined
          ? waiting
          : waiting.where(inNameOf(tenantId)).where('transactions.tenant_id', '=', tenantId)
      return (await asked.orderBy('transactions.created_at').execute()).map(toTransaction)
    },
    appendReview: (...args) => appendReview(database, ...args),
  }
}

function conclude(
  database: SqlDatabase,
  ...[job, decision]: Parameters<Store['conclude']>
): ReturnType<Store['conclude']> {
  return database.transaction(async (trx) => {
    const row = await lockTransaction(trx, job.transactionId)
    if (row?.state === 'finished') return 'already'
    if (row?.state !== 'judging' || row.judge_attempt !== job.attempt) return 'stale'
    const enrolled = decision.enrolment && (await registerWithin(trx, decision.enrolment, decision.decidedAt))
    if (enrolled !== undefined && enrolled.outcome !== 'registered') return enrolled.outcome
    const verdict = verdictColumns(decision.verdict)
    await trx
      .insertInto('decisions')
      .values({
        transaction_id: row.id,
        attempt: job.attempt,
        ...verdict,
        sealed_decision: decision.sealedDecision,
        decided_at: decision.decidedAt,
      })
      .execute()
    await trx
      .updateTable('transactions')
      .set({ state: 'finished', clip_until: decision.clipUntil ?? null, ...verdict })
      .where('id', '=', row.id)
      .execute()
    await queueCallback(trx, row, decision.decidedAt, decision.callback)
    const detail = {
      ...verdictDetail(decision.verdict),
      attempt: String(job.attempt),
      decision: sha256(decision.sealedDecision),
    }
    const entry = { transactionId: row.id, at: decision.decidedAt, event: 'concluded', detail }
    await appendAudit(trx, entry, ...(enrolled?.entries ?? []))
    return 'concluded'
  })
}

/** A verdict may be amended as often as needed, but only where the decision itself left it to a person. */
function appendReview(
  database: SqlDatabase,
  ...[transactionId, review]: Parameters<Store['appendReview']>
): ReturnType<Store['appendReview']> {
  return database.transaction(async (trx) => {
    const row = await lockTransaction(trx, transactionId)
    if (row?.state !== 'finished') return 'not-reviewable'
    const decision = await trx
      .selectFrom('decisions')
      .select('ekyc_result')
      .where('transaction_id', '=', row.id)
      .executeTakeFirst()
    if (decision?.ekyc_result !== 'Pending') return 'not-reviewable'
    const verdict = verdictColumns(review.verdict)
    await trx
      .insertInto('reviews')
      .values({
        transaction_id: row.id,
        ...verdict,
        reviewer: review.reviewer,
        sealed_note: review.sealedNote,
        at: review.at,
      })
      .execute()
    await trx.updateTable('transactions').set(verdict).where('id', '=', row.id).execute()
    await queueCallback(trx, row, review.at, review.callback)
    await appendAudit(trx, {
      transactionId: row.id,
      at: review.at,
      event: 'reviewed',
      detail: { ...verdictDetail(review.verdict), reviewer: review.reviewer, note: sha256(review.sealedNote) },
    })
    return 'recorded'
  })
}

async function queueCallback(
  trx: SqlTransaction<Tables>,
  row: { readonly id: string; readonly tenant_id: string },
  at: Date,
  callback: { readonly id: string; readonly sealedUrl: Uint8Array } | undefined,
): Promise<void> {
  if (callback === undefined) return
  await trx
    .insertInto('callbacks')
    .values({
      id: callback.id,
      tenant_id: row.tenant_id,
      transaction_id: row.id,
      sealed_url: callback.sealedUrl,
      created_at: at,
      due_at: at,
      lease_until: null,
    })
    .execute()
  await sql`select pg_notify('bonafide_callbacks', '')`.execute(trx)
}

type Verdict = Parameters<Store['conclude']>[1]['verdict']

function verdictColumns({ passed, subCode, ekycResult }: Verdict) {
  return { passed, sub_code: subCode, ekyc_result: ekycResult }
}

function verdictDetail({ passed, subCode, ekycResult }: Verdict) {
  return { passed: String(passed), subCode, ekycResult }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

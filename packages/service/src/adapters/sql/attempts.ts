import { type Transaction as SqlTransaction, sql, type UpdateObject } from 'kysely'
import type { Attempt, Store } from '../../ports/store.ts'
import { appendAudit } from './audit.ts'
import type { JudgingQueue } from './judging-queue.ts'
import { toAttempt } from './rows.ts'
import type { SqlDatabase } from './sql-database.ts'
import { storable } from './storable.ts'
import type { Tables } from './tables.ts'
import { lockTransaction } from './transactions.ts'

type AttemptPart = Pick<
  Store,
  | 'beginAttempt'
  | 'findAttempt'
  | 'recordPiece'
  | 'recordDeviceReport'
  | 'acceptEvidence'
  | 'reopenStep'
  | 'supersededAttempts'
  | 'submittedAttempts'
>

export function attemptPart(database: SqlDatabase, queue: JudgingQueue, now: () => Date): AttemptPart {
  return {
    beginAttempt: (...args) => beginAttempt(database, now(), ...args),
    async findAttempt(transactionId, attemptId) {
      if (!storable(transactionId) || !storable(attemptId)) return undefined
      const row = await database.db
        .selectFrom('attempts')
        .selectAll()
        .where('id', '=', attemptId)
        .where('transaction_id', '=', transactionId)
        .executeTakeFirst()
      return row === undefined ? undefined : toAttempt(row)
    },
    recordPiece: (...args) => recordPiece(database, ...args),
    recordDeviceReport: (...args) => recordDeviceReport(database, ...args),
    acceptEvidence: (...args) => acceptEvidence(database, queue, ...args),
    reopenStep: (...args) => reopenStep(database, ...args),
    async supersededAttempts(transactionId, step) {
      const rows = await database.db
        .selectFrom('attempts')
        .selectAll()
        .where('transaction_id', '=', transactionId)
        .where('step', '=', step)
        .where('state', '=', 'superseded')
        .orderBy('number')
        .execute()
      return rows.map(toAttempt)
    },
    async submittedAttempts(transactionId) {
      const rows = await database.db
        .selectFrom('attempts')
        .selectAll()
        .where('transaction_id', '=', transactionId)
        .where('state', '=', 'submitted')
        .orderBy('step')
        .execute()
      return rows.map(toAttempt)
    },
  }
}

function beginAttempt(
  database: SqlDatabase,
  at: Date,
  ...[attempt, maxAttempts, expiresAt]: Parameters<Store['beginAttempt']>
): ReturnType<Store['beginAttempt']> {
  return database.transaction(async (trx) => {
    const row = await lockTransaction(trx, attempt.transactionId)
    if (row === undefined || (row.state !== 'started' && row.state !== 'capturing')) return 'closed'
    if (!row.steps.includes(attempt.step) || row.steps_done.includes(attempt.step)) return 'closed'
    const count = await countAttempts(trx, row.id, attempt.step)
    if (count >= maxAttempts) return 'exhausted'
    await trx
      .updateTable('attempts')
      .set({ state: 'superseded' })
      .where('transaction_id', '=', row.id)
      .where('step', '=', attempt.step)
      .where('state', '=', 'open')
      .execute()
    const begun = await trx
      .insertInto('attempts')
      .values({
        id: attempt.id,
        transaction_id: row.id,
        step: attempt.step,
        number: count + 1,
        challenge: attempt.challenge ?? null,
        expires_at: attempt.expiresAt,
        state: 'open',
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await trx
      .updateTable('transactions')
      .set({ state: 'capturing', expires_at: expiresAt })
      .where('id', '=', row.id)
      .execute()
    const detail = { attempt: begun.id, step: begun.step, number: String(begun.number) }
    await appendAudit(trx, { transactionId: row.id, at, event: 'attempt-begun', detail })
    return toAttempt(begun)
  })
}

async function countAttempts(trx: SqlTransaction<Tables>, transactionId: string, step: string): Promise<number> {
  const { count } = await trx
    .selectFrom('attempts')
    .select((select) => select.fn.countAll<string>().as('count'))
    .where('transaction_id', '=', transactionId)
    .where('step', '=', step)
    .executeTakeFirstOrThrow()
  return Number(count)
}

async function recordPiece(
  database: SqlDatabase,
  ...[transactionId, attemptId, index, sha256, expiresAt]: Parameters<Store['recordPiece']>
): ReturnType<Store['recordPiece']> {
  const pieces = sql<string>`pieces || jsonb_build_object(${String(index)}::text, ${sha256}::text)`
  return changeOpenAttempt(database, { transactionId, attemptId, expiresAt, change: { pieces } })
}

async function recordDeviceReport(
  database: SqlDatabase,
  ...[transactionId, attemptId, sealedReport, expiresAt]: Parameters<Store['recordDeviceReport']>
): ReturnType<Store['recordDeviceReport']> {
  const change = { sealed_device_report: sealedReport }
  return changeOpenAttempt(database, { transactionId, attemptId, expiresAt, change })
}

interface AttemptChange {
  readonly transactionId: string
  readonly attemptId: string
  readonly expiresAt: Date
  readonly change: UpdateObject<Tables, 'attempts'>
}

/** The transaction's row is locked first, as everywhere, so that an expiry and a change cannot both win. */
function changeOpenAttempt(
  database: SqlDatabase,
  { transactionId, attemptId, expiresAt, change }: AttemptChange,
): Promise<Attempt | undefined> {
  return database.transaction(async (trx) => {
    const row = await lockTransaction(trx, transactionId)
    if (row?.state !== 'capturing' || !storable(attemptId)) return undefined
    const updated = await trx
      .updateTable('attempts')
      .set(change)
      .where('id', '=', attemptId)
      .where('transaction_id', '=', transactionId)
      .where('state', '=', 'open')
      .returningAll()
      .executeTakeFirst()
    if (updated === undefined) return undefined
    await trx.updateTable('transactions').set({ expires_at: expiresAt }).where('id', '=', transactionId).execute()
    return toAttempt(updated)
  })
}

function acceptEvidence(
  database: SqlDatabase,
  queue: JudgingQueue,
  ...[transactionId, attemptId, at, expiresAt, deviceToken]: Parameters<Store['acceptEvidence']>
): ReturnType<Store['acceptEvidence']> {
  return database.transaction(async (trx) => {
    const row = await lockTransaction(trx, transactionId)
    if (row === undefined || !storable(attemptId)) return 'closed'
    const attempt = await trx
      .selectFrom('attempts')
      .select(['step', 'state', 'expires_at'])
      .where('id', '=', attemptId)
      .where('transaction_id', '=', transactionId)
      .executeTakeFirst()
    if (attempt?.state === 'submitted') return row.steps_done.length === row.steps.length ? 'judging' : 'accepted'
    if (row.state !== 'capturing' || row.expires_at <= at) return 'closed'
    if (attempt?.state !== 'open' || attempt.expires_at < at) return 'closed'
    const next = row.steps.find((step) => !row.steps_done.includes(step))
    if (attempt.step !== next) return 'out-of-order'

    const stepsDone = [...row.steps_done, attempt.step]
    const complete = stepsDone.length === row.steps.length
    const token = deviceToken === undefined ? {} : { device_token: deviceToken }
    await trx
      .updateTable('attempts')
      .set({ state: 'submitted', ...token })
      .where('id', '=', attemptId)
      .execute()
    await trx
      .updateTable('transactions')
      .set({ steps_done: stepsDone, expires_at: expiresAt, state: complete ? 'judging' : 'capturing' })
      .where('id', '=', transactionId)
      .execute()
    if (complete) await queue.send(trx, transactionId)
    const detail = { attempt: attemptId, step: attempt.step }
    await appendAudit(
      trx,
      { transactionId, at, event: 'evidence-accepted', detail },
      ...(complete ? [{ transactionId, at, event: 'judging' }] : []),
    )
    return complete ? 'judging' : 'accepted'
  })
}

function reopenStep(
  database: SqlDatabase,
  ...[{ transactionId, step, due, at, expiresAt }, maxAttempts]: Parameters<Store['reopenStep']>
): ReturnType<Store['reopenStep']> {
  return database.transaction(async (trx) => {
    const row = await lockTransaction(trx, transactionId)
    if (row?.state !== 'capturing' || row.expires_at <= at) return 'closed'
    const next = row.steps.find((candidate) => !row.steps_done.includes(candidate))
    if (next === step) return 'reopened'
    if (next !== due || !row.steps_done.includes(step)) return 'closed'
    if ((await countAttempts(trx, transactionId, step)) >= maxAttempts) return 'exhausted'
    await trx
      .updateTable('attempts')
      .set({ state: 'superseded' })
      .where('transaction_id', '=', transactionId)
      .where('step', 'in', [step, due])
      .where('state', 'in', ['open', 'submitted'])
      .execute()
    const stepsDone = row.steps_done.filter((done) => done !== step)
    await trx
      .updateTable('transactions')
      .set({ steps_done: stepsDone, expires_at: expiresAt })
      .where('id', '=', transactionId)
      .execute()
    await appendAudit(trx, { transactionId, at, event: 'page-retaken', detail: { step } })
    return 'reopened'
  })
}

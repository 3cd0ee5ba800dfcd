import { sql, type Transaction } from 'kysely'
import PgBoss from 'pg-boss'
import type { JudgingJob } from '../../ports/store.ts'
import { runWithin, type SqlDatabase } from './sql-database.ts'
import type { Tables } from './tables.ts'

const QUEUE = 'judging'
/** After that many failed judgements a job is not judged again (design.md section 4: a job that killed two workers). */
const MAX_FAILURES = 2
/** Lost workers (a killed process says nothing about the job) are forgiven up to here (security.md I2). */
const MAX_ATTEMPTS = 5
/** The judgement has its own deadline; its job outlives it, so that an expired job means a dead worker. */
const EXPIRY_MARGIN_S = 5
/** In practice without end: what stops a job is its conclusion. */
const RETRIES = 1_000_000
const RETRY_DELAY_S = 1
/** Counting ends here: a tenant with more waiting has all of the rest behind everybody. */
const MOST_COUNTED = 1_000

/** Judging jobs on pg-boss. A job exists exactly when the SQL transaction that sent it was committed. */
export interface JudgingQueue {
  send(trx: Transaction<Tables>, transactionId: string): Promise<void>
  /** Takes the next job and numbers the attempt, which makes every earlier holder stale. */
  take(): Promise<JudgingJob | undefined>
  /** Ends the attempt; nothing happens when a newer attempt holds the job. */
  settle(job: JudgingJob, outcome: 'done' | 'failed' | 'handed-back'): Promise<void>
  /** Hands out again what dead workers left behind. */
  maintain(): Promise<void>
  /** How long a worker may hold a job, in milliseconds. */
  readonly holdMs: number
}

export async function openJudgingQueue(database: SqlDatabase, deadlineMs: number): Promise<JudgingQueue> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => executed(database.run(text, values)) },
    schedule: false,
    supervise: false,
    migrate: true,
  })
  const expireInSeconds = Math.ceil(deadlineMs / 1000) + EXPIRY_MARGIN_S
  await boss.start()
  await boss.createQueue(QUEUE)
  if (database.exclusive) await handBackAll(database, boss)
  return {
    holdMs: expireInSeconds * 1000,
    async send(trx, transactionId) {
      const priority = -(await waitingBeside(trx, transactionId))
      const options = { db: within(trx), expireInSeconds, retryLimit: RETRIES, retryDelay: RETRY_DELAY_S, priority }
      await boss.send(QUEUE, { transactionId }, options)
      await sql`select pg_notify('bonafide_judging', '')`.execute(trx)
    },
    take: () => database.transaction((trx) => take(trx, boss)),
    settle: (job, outcome) => database.transaction((trx) => settle(trx, boss, job, outcome)),
    maintain: () => boss.maintain(),
  }
}

/**
 * How many of the same tenant are being judged or wait already. As the job's place behind them it makes tenants take
 * turns: the third job of one waits with the third of another, however many more the first has.
 */
async function waitingBeside(trx: Transaction<Tables>, transactionId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from (
      select 1 from transactions where state = 'judging' and id <> ${transactionId}
        and tenant_id = (select tenant_id from transactions where id = ${transactionId}) limit ${MOST_COUNTED}) waiting`.execute(
    trx,
  )
  return rows[0]?.count ?? 0
}

async function take(trx: Transaction<Tables>, boss: PgBoss): Promise<JudgingJob | undefined> {
  const [job] = await boss.fetch<{ transactionId: string }>(QUEUE, { batchSize: 1, db: within(trx) })
  if (job === undefined) return undefined
  const row = await trx
    .updateTable('transactions')
    .set({ judge_attempt: sql`judge_attempt + 1` })
    .where('id', '=', job.data.transactionId)
    .where('state', '=', 'judging')
    .returning(['judge_attempt', 'judge_failures'])
    .executeTakeFirst()
  if (row === undefined) {
    // Concluded, and its worker died before it said so; or deleted.
    await boss.complete(QUEUE, job.id, {}, { db: within(trx) })
    return undefined
  }
  return {
    id: job.id,
    transactionId: job.data.transactionId,
    attempt: row.judge_attempt,
    exhausted: row.judge_failures >= MAX_FAILURES || row.judge_attempt > MAX_ATTEMPTS,
  }
}

async function settle(
  trx: Transaction<Tables>,
  boss: PgBoss,
  job: JudgingJob,
  outcome: Parameters<JudgingQueue['settle']>[1],
) {
  const row = await trx
    .updateTable('transactions')
    .set({ judge_failures: outcome === 'failed' ? sql`judge_failures + 1` : sql`judge_failures` })
    .where('id', '=', job.transactionId)
    .where('judge_attempt', '=', job.attempt)
    .returning('id')
    .executeTakeFirst()
  if (row === undefined) return
  if (outcome === 'done') await boss.complete(QUEUE, job.id, {}, { db: within(trx) })
  else await boss.fail(QUEUE, job.id, { outcome }, { db: within(trx) })
}

/** With nobody else on the database, a job that is marked as running was left by a process that died. */
async function handBackAll(database: SqlDatabase, boss: PgBoss): Promise<void> {
  const { rows } = await database.run(`select id from pgboss.job where name = $1 and state = 'active'`, [QUEUE])
  const ids = (rows as { id: string }[]).map(({ id }) => id)
  if (ids.length > 0) await boss.fail(QUEUE, ids)
}

function within(trx: Transaction<Tables>) {
  return { executeSql: (text: string, values: unknown[]) => executed(runWithin(trx, text, values)) }
}

/** pg-boss types its rows loosely; ours are read through its own functions. */
async function executed(result: Promise<{ rows: unknown[] }>): Promise<{ rows: never[] }> {
  return { rows: (await result).rows as never[] }
}

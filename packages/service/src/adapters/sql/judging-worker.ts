import { startDeadline, startWait, type Wait } from '../../deadline.ts'
import type { JudgingJob } from '../../ports/store.ts'
import { DatabaseUnavailable } from './broken-connections.ts'
import type { JudgingQueue } from './judging-queue.ts'
import type { SqlDatabase } from './sql-database.ts'

/** Only a safety net: a NOTIFY wakes the workers. */
const POLL_MS = 1_000
const MAINTENANCE_MS = 1_000
const SETTLE_AGAIN_MS = 500
/** security.md I9 */
const GRACE_MS = 30_000

type Outcome = Parameters<JudgingQueue['settle']>[1]

export type Work = (job: JudgingJob, signal: AbortSignal) => Promise<void>

export interface JudgingWorkerOptions {
  readonly database: SqlDatabase
  readonly queue: JudgingQueue
  readonly concurrency: number
  readonly work: Work
  readonly onError: (error: unknown) => void
  readonly graceMs?: number
}

/** Works on judging jobs until stopped. Nothing it does can reject: failures of the database are told to `onError`. */
export function startJudgingWorkers(options: JudgingWorkerOptions): { stop(): Promise<void> } {
  const { database, queue, onError } = options
  const stopping = new AbortController()
  const aborting = new AbortController()
  const bell = createBell()
  const unsubscribe = database.listen('bonafide_judging', bell.ring)
  const loops = Array.from({ length: options.concurrency }, () => work())
  const maintenance = maintain()

  async function work() {
    while (!stopping.signal.aborted) {
      const wait = bell.wait(POLL_MS, stopping.signal)
      const job = await queue.take().catch(onError)
      if (!job) await wait.over
      wait.end()
      if (job) await runJob(job, options, aborting.signal)
    }
  }

  async function maintain() {
    while (!stopping.signal.aborted) {
      await queue.maintain().catch(onError)
      await startWait(MAINTENANCE_MS, [stopping.signal]).over
    }
  }

  return {
    async stop() {
      stopping.abort()
      unsubscribe()
      const patience = setTimeout(() => aborting.abort(), options.graceMs ?? GRACE_MS)
      await Promise.all([...loops, maintenance])
      clearTimeout(patience)
    },
  }
}

async function runJob(
  job: JudgingJob,
  { queue, work, onError }: JudgingWorkerOptions,
  aborting: AbortSignal,
): Promise<void> {
  const deadline = startDeadline(queue.holdMs, aborting)
  let outcome: Outcome = 'done'
  try {
    await work(job, deadline.signal)
  } catch (error) {
    // A database that goes away says nothing about the job.
    outcome = aborting.aborted || error instanceof DatabaseUnavailable ? 'handed-back' : 'failed'
    onError(error)
  }
  await settle(job, outcome, { queue, onError }, deadline.signal)
  deadline.end()
}

/** Also after an outage, so that the job need not wait until its time is over. */
async function settle(
  job: JudgingJob,
  outcome: Outcome,
  { queue, onError }: Pick<JudgingWorkerOptions, 'queue' | 'onError'>,
  over: AbortSignal,
): Promise<void> {
  for (;;) {
    try {
      return await queue.settle(job, outcome)
    } catch (error) {
      onError(error)
      if (over.aborted || !(error instanceof DatabaseUnavailable)) return
    }
    await startWait(SETTLE_AGAIN_MS, [over]).over
  }
}

/** Wakes everybody who waits; a ring between two waits is not lost, because the wait starts before the look. */
function createBell() {
  const waiting = new Set<Wait>()
  return {
    ring() {
      for (const wait of waiting) wait.end()
    },
    wait(ms: number, signal: AbortSignal): Wait {
      const wait = startWait(ms, [signal])
      waiting.add(wait)
      void wait.over.then(() => waiting.delete(wait))
      return wait
    },
  }
}

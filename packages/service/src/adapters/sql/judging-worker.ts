import type { JudgingJob } from '../../ports/store.ts'
import type { JudgingQueue } from './judging-queue.ts'
import type { SqlDatabase } from './sql-database.ts'

/** Only a safety net: a NOTIFY wakes the workers. */
const POLL_MS = 1_000
const MAINTENANCE_MS = 1_000
/** security.md I9 */
const GRACE_MS = 30_000

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
      const heard = bell.next(POLL_MS, stopping.signal)
      const job = await queue.take().catch(onError)
      if (job === undefined || job === null) await heard
      else await runJob(job, options, aborting.signal)
    }
  }

  async function maintain() {
    while (!stopping.signal.aborted) {
      await queue.maintain().catch(onError)
      await pause(MAINTENANCE_MS, stopping.signal)
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
  const expired = AbortSignal.timeout(queue.holdMs)
  let outcome: 'done' | 'failed' | 'handed-back' = 'done'
  try {
    await work(job, AbortSignal.any([aborting, expired]))
  } catch (error) {
    outcome = aborting.aborted ? 'handed-back' : 'failed'
    onError(error)
  }
  await queue.settle(job, outcome).catch(onError)
}

/** Wakes everybody who waits; a ring between two waits is not lost, because the wait starts before the look. */
function createBell() {
  let waiting: (() => void)[] = []
  return {
    ring() {
      const woken = waiting
      waiting = []
      for (const wake of woken) wake()
    },
    next(ms: number, signal: AbortSignal): Promise<void> {
      const heard = new Promise<void>((resolve) => waiting.push(resolve))
      return Promise.race([heard, pause(ms, signal)])
    },
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}

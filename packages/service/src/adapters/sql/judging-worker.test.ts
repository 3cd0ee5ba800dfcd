import { getEventListeners } from 'node:events'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { JudgingJob } from '../../ports/store.ts'
import { DatabaseUnavailable } from './broken-connections.ts'
import { startJudgingWorkers } from './judging-worker.ts'
import type { SqlDatabase } from './sql-database.ts'

describe('judging workers', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it('leave no listener and no timer behind, however many jobs they are woken for', async () => {
    const stopping = watchFirstSignal()
    let left = 50
    let ring = () => {}
    let finish = () => {}
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    const job: JudgingJob = { id: 'j', transactionId: 't', attempt: 1, exhausted: false }
    const workers = startJudgingWorkers({
      database: {
        listen: (_channel, wake) => {
          ring = wake
          return () => true
        },
      } satisfies Pick<SqlDatabase, 'listen'> as unknown as SqlDatabase,
      queue: {
        holdMs: 60_000,
        send: async () => undefined,
        maintain: async () => undefined,
        settle: async () => undefined,
        // Every second look finds nothing, and the bell rings at once.
        async take() {
          left -= 1
          if (left === 0) finish()
          if (left % 2 === 0) return job
          queueMicrotask(() => ring())
          return undefined
        },
      },
      concurrency: 1,
      work: async () => undefined,
      onError: () => undefined,
    })
    await finished
    // The wait between two rounds of maintenance, and that of the one worker.
    expect(getEventListeners(stopping(), 'abort').length).toBeLessThanOrEqual(2)
    await workers.stop()
    expect(getEventListeners(stopping(), 'abort')).toEqual([])
  })

  it('hand a job back as soon as a database that went away is there again, and hold nothing against the job', async () => {
    const away = () => Promise.reject(new DatabaseUnavailable('away'))
    const outcomes: string[] = []
    let jobs: JudgingJob[] = [{ id: 'j', transactionId: 't', attempt: 1, exhausted: false }]
    let hear = () => {}
    const heard = new Promise<void>((resolve) => {
      hear = resolve
    })
    const workers = startJudgingWorkers({
      database: { listen: () => () => true } satisfies Pick<SqlDatabase, 'listen'> as unknown as SqlDatabase,
      queue: {
        holdMs: 60_000,
        send: async () => undefined,
        maintain: async () => undefined,
        async settle(_job, outcome) {
          outcomes.push(outcome)
          if (outcomes.length < 2) return away()
          hear()
        },
        async take() {
          const [job] = jobs
          jobs = []
          return job
        },
      },
      concurrency: 1,
      work: away,
      onError: () => undefined,
    })
    await heard
    await workers.stop()
    expect(outcomes).toEqual(['handed-back', 'handed-back'])
  })
})

/** The signal that is listened to first: that of the workers' end. */
function watchFirstSignal(): () => AbortSignal {
  let first: AbortSignal | undefined
  const add = AbortSignal.prototype.addEventListener
  vi.spyOn(AbortSignal.prototype, 'addEventListener').mockImplementation(function (this: AbortSignal, ...args) {
    first ??= this
    return Reflect.apply(add, this, args)
  })
  return () => {
    if (first === undefined) throw new Error('nobody listened to a signal')
    return first
  }
}

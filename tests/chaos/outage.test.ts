import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { ChaosStack } from './support/chaos-stack.ts'
import { closedAfterEach } from './support/closed-after-each.ts'
import { startLoad } from './support/load.ts'
import { readPlan } from './support/plan.ts'
import { report } from './support/report.ts'
import { type SignedRequest, sendSigned, signRequest } from './support/signed-requests.ts'

const { outageSeconds } = readPlan()
/** Requests under way at a time. */
const CALLERS = 4
/** Issue "it survives": back within 10 s. */
const BACK_WITHIN_MS = 10_000

const opened = closedAfterEach()

interface Answered {
  readonly atMs: number
  readonly status: number
  readonly retryAfter: string | null
}

describe('a database that goes away', () => {
  it(`for ${outageSeconds} s under load: refusals say when to come back, end with the outage, and nothing accepted is lost`, {
    timeout: 300_000,
  }, async () => {
    const stack = await opened.stack({ database: 'postgres' })
    const { postgres, worker, api } = stack
    if (postgres === undefined || worker === undefined) throw new Error('this needs PostgreSQL')
    const load = await startLoad(stack, 2)
    const asked = keepAsking(stack)
    await wait(1500)
    const goneAt = performance.now()
    await postgres.kill()
    await wait(outageSeconds * 1000)
    await postgres.start()
    const backAt = performance.now()
    await wait(BACK_WITHIN_MS / 2)
    const answers = await asked.stop()
    if (!api.alive() || !worker.alive()) throw new Error(`${api.output()}\n${worker.output()}`)
    await load.finish()

    const refused = answers.filter(({ status }) => status !== 200)
    const after = answers.filter(({ atMs }) => atMs > backAt)
    const firstGoodMs = Math.min(...after.filter(({ status }) => status === 200).map(({ atMs }) => atMs - backAt))
    const lastBadMs = Math.max(0, ...refused.map(({ atMs }) => atMs - backAt))
    report(`database away for ${outageSeconds} s`, {
      requests: answers.length,
      'refused before the outage': refused.filter(({ atMs }) => atMs < goneAt).length,
      'refused in it, all 503 with Retry-After': refused.length,
      'first answer after its return, ms': Math.round(firstGoodMs),
      'last refusal after its return, ms': Math.round(lastBadMs),
      'verifications finished': load.trials.length,
      lost: load.trials.filter(({ finished }) => !finished).length,
    })
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.filter(({ status, retryAfter }) => status !== 503 || retryAfter === null)).toEqual([])
    expect(refused.filter(({ atMs }) => atMs < goneAt)).toEqual([])
    expect(firstGoodMs).toBeLessThan(BACK_WITHIN_MS)
    expect(lastBadMs).toBeLessThan(BACK_WITHIN_MS)
    expect(load.trials.every(({ finished }) => finished)).toBe(true)
    expect([api.alive(), worker.alive()]).toEqual([true, true])
  })
})

/** Asks without a pause and notes every answer; a connection that breaks would be one of status 0. */
function keepAsking({ api, credentials }: ChaosStack) {
  const answers: Answered[] = []
  let asking = true
  const sign = (): Promise<SignedRequest> => signRequest(api.url, credentials, 'KeepaliveIntl')
  const work = Promise.all(
    Array.from({ length: CALLERS }, async () => {
      while (asking) {
        const answer = await sendSigned(api.url, await sign()).catch(() => undefined)
        const [status, retryAfter] = [answer?.status ?? 0, answer?.headers.get('retry-after') ?? null]
        answers.push({ atMs: performance.now(), status, retryAfter })
        await wait(10)
      }
    }),
  )
  work.catch(() => undefined)
  return {
    async stop(): Promise<readonly Answered[]> {
      asking = false
      await work
      return answers
    },
  }
}

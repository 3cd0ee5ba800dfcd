import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { VerificationApiError } from '@bonafide/server-sdk'
import { describe, expect, it } from 'vitest'
import type { ChaosStack } from '../chaos/support/chaos-stack.ts'
import { closedAfterEach } from '../chaos/support/closed-after-each.ts'
import { graySubject } from '../chaos/support/load.ts'
import { report } from '../chaos/support/report.ts'
import { begin, carryOn, type Trial, type TrialOptions } from '../e2e/support/persistent-client.ts'
import { openResultAsker } from './ask-results.ts'

const seconds = Number(process.env['BONAFIDE_TEST_LOAD_SECONDS'] ?? 10)
const idleSeconds = Number(process.env['BONAFIDE_TEST_IDLE_SECONDS'] ?? 5)
/** One judgement at a time that takes a second: capacity is one a second, and the machine has room for its callers. */
const CAPACITY = { LIGHT_JUDGING_MS: '1000', BONAFIDE_JUDGE_PROCESSES: '1', BONAFIDE_MOST_WAIT_SECONDS: '5' }
/** As behind a load balancer, all callers have one address here. */
const ONE_ADDRESS = { BONAFIDE_CONNECTIONS_PER_ADDRESS: '5000' }
const OFFERED_EACH_MS = 100
const ASKED_EACH_MS = 100
/** Connections are open and code is compiled before anything is measured. */
const WARM_UP_SECONDS = 3
/** Issue "it survives" */
const MOST_TIMES_IDLE = 5
/** The second half of the time may hold that much more than the first: what grows without end holds more. */
const MOST_GROWTH = 1.25

const opened = closedAfterEach()

describe('ten times as many verifications as can be judged', () => {
  it(`for ${seconds} s: results are told as fast as before, memory is bounded, refusals say when to come back`, {
    timeout: 600_000,
  }, async () => {
    const stack = await opened.stack({ database: 'postgres', frontDoor: true, env: { ...CAPACITY, ...ONE_ADDRESS } })
    const { door } = stack
    if (door === undefined) throw new Error('this needs the front door')
    const subject = await graySubject()
    const trials: Trial[] = []
    const orderOf = (name: string): TrialOptions => ({
      service: door.url,
      client: stack.client,
      merchantBizId: name,
      callbackUrl: `${stack.callbacks.url}/done`,
      subject,
      onStarted: (trial) => trials.push(trial),
    })
    const first = orderOf('first')
    await carryOn(await begin(first), first)
    const [known] = trials
    if (known === undefined) throw new Error('nothing was verified')
    const { transactionId, merchantBizId } = known
    const results = opened.part(
      openResultAsker({
        endpoint: stack.api.url,
        credentials: stack.credentials,
        verification: { transactionId, merchantBizId },
        eachMs: ASKED_EACH_MS,
      }),
    )

    await results.askFor(WARM_UP_SECONDS)
    const idleBefore = await results.askFor(idleSeconds / 2)
    const memory: number[] = []
    const work: Promise<void>[] = []
    let refused = 0
    const offer = async (count: number) => {
      const order = orderOf(`n${count}`)
      try {
        work.push(carryOn(await begin(order), order).catch(console.error))
      } catch (error) {
        if (!(error instanceof VerificationApiError) || error.statusCode !== 503) return console.error(error)
        refused += 1
      }
    }
    const [busy] = await Promise.all([
      results.askFor(seconds),
      repeat(seconds, OFFERED_EACH_MS, offer),
      repeat(seconds, 1000, async () => void memory.push(await residentMb(stack))),
    ])
    await Promise.all(work)
    const idle = [...idleBefore, ...(await results.askFor(idleSeconds / 2))]

    const bare = door.answers.filter(
      ({ status, retryAfter }) => status === 0 || (status >= 500 && retryAfter === undefined),
    )
    const half = Math.ceil(memory.length / 2)
    const [firstMb, laterMb] = [Math.max(...memory.slice(0, half)), Math.max(...memory.slice(half))]
    report(`10 verifications a second where 1 can be judged, ${seconds} s`, {
      'verifications offered': trials.length - 1 + refused,
      accepted: trials.length - 1,
      'of which not finished': trials.filter(({ finished }) => !finished).length,
      refused,
      'refused without saying when to come back': bare.length,
      'CheckResult p99 idle, ms': Math.round(p99(idle)),
      'CheckResult p99 under load, ms': Math.round(p99(busy)),
      'asked idle / under load': `${idle.length} / ${busy.length}`,
      'api and worker, MB, first / second half': `${firstMb} / ${laterMb}`,
    })
    expect(refused).toBeGreaterThan(0)
    expect(bare).toEqual([])
    expect(trials.every(({ finished }) => finished)).toBe(true)
    expect(p99(busy)).toBeLessThanOrEqual(MOST_TIMES_IDLE * p99(idle))
    expect(laterMb).toBeLessThanOrEqual(MOST_GROWTH * firstMb)
  })
})

/** Begins something again and again, whether or not the one before has ended; answers what came of all. */
async function repeat<T>(
  forSeconds: number,
  eachMs: number,
  run: (count: number) => Promise<T>,
): Promise<readonly T[]> {
  const begun: Promise<T>[] = []
  const until = performance.now() + forSeconds * 1000
  for (let count = 0; performance.now() < until; count += 1) {
    begun.push(run(count))
    await wait(eachMs)
  }
  return Promise.all(begun)
}

function p99(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * 0.99)] ?? Number.NaN
}

async function residentMb({ api, worker }: ChaosStack): Promise<number> {
  const kilobytes = await Promise.all(
    [api, ...(worker === undefined ? [] : [worker])].map(async (process) =>
      Number(/^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${process.pid()}/status`, 'utf8'))?.[1]),
    ),
  )
  return Math.round(kilobytes.reduce((sum, each) => sum + each, 0) / 1024)
}

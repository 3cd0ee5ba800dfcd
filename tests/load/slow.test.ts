import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { closedAfterEach } from '../chaos/support/closed-after-each.ts'
import { graySubject } from '../chaos/support/load.ts'
import { report } from '../chaos/support/report.ts'
import { begin, carryOn, type Trial } from '../e2e/support/persistent-client.ts'
import { openResultAsker } from './ask-results.ts'
import { openSlowConnections } from './slow-clients.ts'

const CONNECTIONS = 500
/** Below the cap of each, so that it is time that cuts them off. */
const ADDRESSES = 10
const IDLE_SECONDS = 15
/** security.md D7 */
const MOST_TIMES_IDLE = 2
/** What each kind is allowed, and a look of the server's each second; the machine may be busy. */
const CLOSED_WITHIN_MS = { header: 10_000, body: 60_000 }
const TIMED = ['header', 'body'] as const
const SLACK_MS = 15_000
const LONGEST_SECONDS = 90
const NOTICED_MS = 2_000

const opened = closedAfterEach()

describe(`${CONNECTIONS} connections that are slow with their header, their body, or with reading`, () => {
  it('are cut off in time, and other callers notice nothing', { timeout: 600_000 }, async () => {
    const stack = await opened.stack({ database: 'embedded' })
    const { api, client, callbacks, credentials } = stack
    const trials: Trial[] = []
    const order = {
      ...{ service: api.url, client, merchantBizId: 'first', callbackUrl: `${callbacks.url}/done` },
      ...{ subject: await graySubject(), onStarted: (trial: Trial) => void trials.push(trial) },
    }
    await carryOn(await begin(order), order)
    const [known] = trials
    if (known === undefined) throw new Error('nothing was verified')
    const { transactionId, merchantBizId } = known
    const asker = opened.part(
      openResultAsker({
        endpoint: api.url,
        credentials,
        verification: { transactionId, merchantBizId },
        eachMs: 100,
      }),
    )
    await asker.askFor(3)
    const idle = await asker.askFor(IDLE_SECONDS)
    const slow = opened.part(await openSlowConnections(api.url, CONNECTIONS, ADDRESSES))
    const held = slow.open()
    const beside = await asker.askFor(LONGEST_SECONDS)
    await wait(SLACK_MS)
    slow.readAll()
    await wait(NOTICED_MS)
    const left = slow.open()
    const [idleP95, besideP95] = [percentile95(idle), percentile95(beside)]
    const longest = Object.fromEntries(
      TIMED.map((kind) => [kind, Math.round(Math.max(0, ...slow.closedAfterMs(kind)))]),
    )
    report(`${CONNECTIONS} slow connections`, {
      'held at first': JSON.stringify(held),
      'left after all time is over': JSON.stringify(left),
      'longest that one was held, ms': JSON.stringify(longest),
      'CheckResult p95 idle, ms': idleP95.toFixed(1),
      'CheckResult p95 beside them, ms': besideP95.toFixed(1),
      'questions beside them': beside.length,
    })
    expect(held.header + held.body + held.read).toBe(CONNECTIONS)
    expect(left).toEqual({ header: 0, body: 0, read: 0 })
    for (const kind of TIMED) expect(longest[kind]).toBeLessThan(CLOSED_WITHIN_MS[kind] + SLACK_MS)
    expect(besideP95).toBeLessThan(MOST_TIMES_IDLE * idleP95)
  })
})

function percentile95(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.POSITIVE_INFINITY
}

import { describe, expect, it } from 'vitest'
import type { ChaosStack } from '../chaos/support/chaos-stack.ts'
import { closedAfterEach } from '../chaos/support/closed-after-each.ts'
import { report } from '../chaos/support/report.ts'
import { inventPeople } from '../e2e/support/people.ts'
import { begin, carryOn, pageSubject, type TrialSubject } from '../e2e/support/persistent-client.ts'
import { type MeasuredWorker, startMeasuredWorker } from './measured-worker.ts'

const pages = Number(process.env['BONAFIDE_TEST_LOAD_PAGES'] ?? 4)
const WORKERS = [1, 2, 4, 8] as const
/** More than that many share the cores of a small machine, and cost what the machine makes them cost: the queue is emptied all the same. */
const MOST_COMPARED = 4
/** What each worker has judged before anything is measured: its models are loaded and its code is compiled. */
const WARM = 2
/** Each worker judges one page at a time. With eight of them on few cores a page takes long by the clock: none is given up. */
const ONE_AT_A_TIME = { BONAFIDE_JUDGE_PROCESSES: '1', BONAFIDE_JUDGE_DEADLINE_SECONDS: '300' }
/** Issue "it survives": constant within 25 %. */
const MOST_DIFFERENCE = 0.25

const opened = closedAfterEach()
const workers: MeasuredWorker[] = []

describe('more workers', () => {
  it(`cost the same for each verification: ${pages} passport pages for each of ${WORKERS.join(', ')}`, {
    timeout: 1_200_000,
  }, async () => {
    const people = await inventPeople()
    const subject = pageSubject(await people.passport())
    await people.close()
    const stack = await opened.stack({ database: 'postgres', env: ONE_AT_A_TIME })
    await stack.worker?.stop()
    const measured: Measured[] = []
    for (const count of WORKERS) {
      while (workers.length < count) workers.push(opened.part(await startMeasuredWorker(stack)))
      while (!(await allWarm())) await verifyMany(stack, subject, count)
      const one = await measure(stack, subject)
      measured.push(one)
      process.stderr.write(`${lineOf(one)}\n`)
    }
    const costs = measured.filter(({ count }) => count <= MOST_COMPARED).map(({ seconds }) => seconds / pages)
    const difference = Math.max(...costs) / Math.min(...costs) - 1
    report(`judged passport pages, ${pages} accepted at once for each number of workers`, {
      ...Object.fromEntries(measured.map((one) => [`with ${one.count}`, lineOf(one)])),
      [`largest difference of cost, 1 to ${MOST_COMPARED} workers, %`]: Math.round(difference * 100),
    })
    expect(measured.map(({ judged }) => judged)).toEqual(WORKERS.map(() => pages))
    expect(difference).toBeLessThanOrEqual(MOST_DIFFERENCE)
  })
})

interface Measured {
  readonly count: number
  readonly judged: number
  /** Processor time of all workers together. */
  readonly seconds: number
  /** From the first submission to the last verdict, by the clock. */
  readonly lastedSeconds: number
}

async function measure(stack: ChaosStack, subject: TrialSubject): Promise<Measured> {
  const look = async () => ({ judged: await sumOf('judged'), seconds: await sumOf('seconds') })
  const before = await look()
  const began = performance.now()
  await verifyMany(stack, subject, pages)
  const lastedSeconds = (performance.now() - began) / 1000
  const after = await look()
  return {
    count: workers.length,
    judged: after.judged - before.judged,
    seconds: after.seconds - before.seconds,
    lastedSeconds,
  }
}

function lineOf({ count, judged, seconds, lastedSeconds }: Measured): string {
  return `${count} workers: ${judged} judged, ${(seconds / pages).toFixed(2)} CPU seconds each, the last one after ${lastedSeconds.toFixed(0)} s`
}

async function allWarm(): Promise<boolean> {
  return (await Promise.all(workers.map((worker) => worker.judged()))).every((judged) => judged >= WARM)
}

async function sumOf(figure: 'judged' | 'seconds'): Promise<number> {
  return (await Promise.all(workers.map((worker) => worker[figure]()))).reduce((sum, one) => sum + one, 0)
}

async function verifyMany(stack: ChaosStack, subject: TrialSubject, count: number): Promise<void> {
  const order = {
    service: stack.api.url,
    client: stack.client,
    callbackUrl: `${stack.callbacks.url}/done`,
    subject,
    onStarted: () => undefined,
  }
  await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const named = { ...order, merchantBizId: `page${index}` }
      await carryOn(await begin(named), named)
    }),
  )
}

import { readdir, readFile } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { type ChaosStack, openChaosStack } from '../chaos/support/chaos-stack.ts'
import { report } from '../chaos/support/report.ts'
import { inventPeople } from '../e2e/support/people.ts'
import { begin, carryOn, pageSubject, type TrialSubject } from '../e2e/support/persistent-client.ts'
import { PROGRAMS, type ServiceProcess } from '../processes/service-process.ts'

const each = Number(process.env['BONAFIDE_TEST_LOAD_PAGES'] ?? 4)
const WORKERS = [1, 2, 4] as const
/** Before it is measured, every worker has loaded its models. */
const WARM_UP_PER_WORKER = 3
/** Issue "it survives": constant within 25 %. */
const MOST_DIFFERENCE = 0.25
/** USER_HZ, in which Linux counts the time of processes. */
const TICKS_PER_SECOND = 100

let open: ChaosStack | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

describe('more workers', () => {
  it(`cost the same for each verification: ${each} passport pages for each of ${WORKERS.join(', ')}`, {
    timeout: 1_500_000,
  }, async () => {
    const people = await inventPeople()
    const subject = pageSubject(await people.passport())
    await people.close()
    const stack = await openChaosStack({ database: 'postgres', env: { BONAFIDE_JUDGE_PROCESSES: '1' } })
    open = stack
    await stack.worker?.stop()
    const workers: ServiceProcess[] = []
    const costs: number[] = []
    for (const count of WORKERS) {
      while (workers.length < count) workers.push(await stack.another('worker', PROGRAMS.bonafide))
      await verifyMany(stack, subject, `warm${count}`, count * WARM_UP_PER_WORKER)
      const before = await secondsOf(workers)
      await verifyMany(stack, subject, `judged${count}`, each)
      costs.push(((await secondsOf(workers)) - before) / each)
    }
    const difference = Math.max(...costs) / Math.min(...costs) - 1
    report(`judged passport pages, ${each} for each number of workers`, {
      ...Object.fromEntries(
        WORKERS.map((count, index) => [`CPU seconds each, ${count} workers`, costs[index]?.toFixed(2) ?? '']),
      ),
      'largest difference, %': Math.round(difference * 100),
    })
    expect(difference).toBeLessThanOrEqual(MOST_DIFFERENCE)
  })
})

async function verifyMany(stack: ChaosStack, subject: TrialSubject, name: string, count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const order = {
        service: stack.api.url,
        client: stack.client,
        merchantBizId: `${name}n${index}`,
        callbackUrl: `${stack.callbacks.url}/done`,
        subject,
        onStarted: () => undefined,
      }
      await carryOn(await begin(order), order)
    }),
  )
}

/** Processor time of these processes and of all that they started, ended ones too. */
async function secondsOf(processes: readonly ServiceProcess[]): Promise<number> {
  const ticks = await Promise.all(processes.map((process) => ticksOf(process.pid())))
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS_PER_SECOND
}

async function ticksOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // Fields 14 to 17: own time and that of children that ended; the second field may contain anything.
  const own = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
    .map(Number)
  const children = await Promise.all((await childrenOf(pid)).map(ticksOf))
  return [...own, ...children].reduce((sum, one) => sum + one, 0)
}

async function childrenOf(pid: number): Promise<readonly number[]> {
  const tasks = await readdir(`/proc/${pid}/task`)
  const lists = await Promise.all(tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8')))
  return lists.flatMap((list) =>
    list
      .split(' ')
      .filter((id) => id !== '')
      .map(Number),
  )
}

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { type ChaosStack, openChaosStack, startLoad } from './support/chaos-stack.ts'
import { decisionsOf } from './support/decisions-of.ts'
import { diskFaults } from './support/disk-faults.ts'
import { readPlan } from './support/plan.ts'
import { report } from './support/report.ts'

const { refusals, faults } = readPlan()
const chosen = diskFaults().slice(0, faults)
const CLIENTS = 2
/** Issue "it survives": back within 10 s. */
const BACK_WITHIN_MS = 10_000
const LOOK_MS = 50

let open: ChaosStack | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

describe('a disk that fails', () => {
  it('can be had on this machine', () => expect(chosen.length).toBe(Math.min(faults, 8)))

  it.each(chosen)(
    '$database, $name: refusals say when to come back, nothing half-written is accepted, and it recovers',
    {
      timeout: 300_000,
    },
    async ({ name, database, begin }) => {
      const stack = await openChaosStack({ database, frontDoor: true, blobDisk: name.includes('full') })
      open = stack
      const { door, api } = stack
      if (door === undefined) throw new Error('this needs the front door')
      const load = await startLoad(stack, CLIENTS)
      const doneNow = () => load.trials.filter(({ finished }) => finished).length
      await until(() => doneNow() > 0, stack)
      const end = await begin(stack)
      const brokenAt = performance.now()
      const refusedSince = () => door.answers.filter(({ atMs, status }) => atMs > brokenAt && isRefusal(status))
      await until(() => refusedSince().length >= refusals, stack)
      await end()
      const mendedAt = performance.now()
      const before = doneNow()
      await until(() => doneNow() >= before + CLIENTS, stack)
      await load.finish()

      const refused = refusedSince()
      const lastMs = Math.max(0, ...refused.map(({ atMs }) => atMs - mendedAt))
      const ids = load.trials.map(({ transactionId }) => transactionId)
      for (const { transactionId, merchantBizId } of load.trials) {
        expect(await stack.client.checkResult({ transactionId, merchantBizId })).toMatchObject({ passed: true })
      }
      await stack.callbacks.until(ids)
      await api.stop()
      const decided = await decisionsOf(stack, ids)
      const drafts = await draftsIn(join(stack.dataDir, 'blobs'))
      report(`${database}, ${name}`, {
        'refused meanwhile': refused.length,
        'of which not 503 with Retry-After': refused.filter(isBare).length,
        'last refusal after its end, ms': Math.round(lastMs),
        'verifications accepted': ids.length,
        lost: load.trials.filter(({ finished }) => !finished).length,
        'decided twice': decided.filter((count) => count > 1).length,
        'half-written blobs': drafts.length,
      })
      expect(refused.filter(isBare)).toEqual([])
      expect(lastMs).toBeLessThan(BACK_WITHIN_MS)
      expect(decided).toEqual(ids.map(() => 1))
      expect(drafts).toEqual([])
    },
  )
})

const isRefusal = (status: number) => status === 0 || status >= 500
const isBare = ({ status, retryAfter }: { readonly status: number; readonly retryAfter: string | undefined }) =>
  status !== 503 || retryAfter === undefined

async function until(holds: () => boolean, { api }: ChaosStack): Promise<void> {
  while (!holds()) {
    if (!api.alive()) throw new Error(`the process ended:\n${api.output().slice(-2000)}`)
    await wait(LOOK_MS)
  }
}

async function draftsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true })
  return names.filter((name) => name.includes('.draft-'))
}

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { ChaosStack } from './support/chaos-stack.ts'
import { closedAfterEach } from './support/closed-after-each.ts'
import { diskFaults } from './support/disk-faults.ts'
import { startLoad } from './support/load.ts'
import { outcomeOf } from './support/outcome.ts'
import { readPlan } from './support/plan.ts'
import { report } from './support/report.ts'

const { refusals, faults } = readPlan()
const chosen = diskFaults().slice(0, faults)
const CLIENTS = 2
/** Issue "it survives": back within 10 s. */
const BACK_WITHIN_MS = 10_000
const LOOK_MS = 50

const opened = closedAfterEach()

describe('a disk that fails', () => {
  it('can be had on this machine', () => expect(chosen.length).toBe(Math.min(faults, 8)))

  it.each(chosen)(
    '$database, $name: refusals say when to come back, nothing half-written is accepted, and it recovers',
    {
      timeout: 300_000,
    },
    async ({ name, database, begin }) => {
      const stack = await opened.stack({ database, frontDoor: true, blobDisk: name.includes('full') })
      const { door } = stack
      if (door === undefined) throw new Error('this needs the front door')
      const load = await startLoad(stack, CLIENTS)
      const doneNow = () => load.finished().length
      await until(() => doneNow() > 0, stack)
      const end = await begin(stack)
      const brokenAt = performance.now()
      const refusedSince = () => door.answers.filter(({ atMs, status }) => atMs > brokenAt && isRefusal(status))
      await until(() => refusedSince().length >= refusals, stack)
      await end()
      const mendedAt = performance.now()
      const before = doneNow()
      await until(() => doneNow() >= before + CLIENTS, stack)
      const { figures, decided } = await outcomeOf(stack, load)
      const refused = refusedSince()
      const lastMs = Math.max(0, ...refused.map(({ atMs }) => atMs - mendedAt))
      const drafts = await draftsIn(join(stack.dataDir, 'blobs'))
      report(`${database}, ${name}`, {
        'refused meanwhile': refused.length,
        'of which not 503 with Retry-After': refused.filter(isBare).length,
        'last refusal after its end, ms': Math.round(lastMs),
        ...figures,
        'half-written blobs': drafts.length,
      })
      expect(refused.filter(isBare)).toEqual([])
      expect(lastMs).toBeLessThan(BACK_WITHIN_MS)
      expect(decided).toEqual(decided.map(() => 1))
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

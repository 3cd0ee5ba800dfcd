import { describe, expect, it } from 'vitest'
import { closedAfterEach } from './support/closed-after-each.ts'
import { killAtCall } from './support/kill-at-call.ts'
import { startLoad } from './support/load.ts'
import { outcomeOf } from './support/outcome.ts'
import { readPlan } from './support/plan.ts'
import { report } from './support/report.ts'

const CLIENTS = 2
const { syncs } = readPlan()

const opened = closedAfterEach()

/** security.md I1: at every place where something becomes durable, a process can end just before it does. Needs strace. */
describe('a process that is killed at its n-th sync', () => {
  it.each(['embedded', 'postgres'] as const)(
    `on %s, for each n up to ${syncs}: nothing accepted is lost, and everything is decided once`,
    { timeout: 1_400_000 },
    async (database) => {
      const stack = await opened.stack({ database })
      const load = await startLoad(stack, CLIENTS)
      for (let nth = 1; nth <= syncs; nth += 1) {
        await killAtCall(stack.api, 'fsync,fdatasync', nth)
        await stack.api.start()
      }
      const { figures, decided } = await outcomeOf(stack, load)
      report(`killed at the n-th sync, ${database}`, { kills: syncs, ...figures })
      expect(figures).toMatchObject({ lost: 0, 'without callback': 0 })
      expect(decided).toEqual(decided.map(() => 1))
    },
  )
})

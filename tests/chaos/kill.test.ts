import { setTimeout as wait } from 'node:timers/promises'
import { seeded } from '@bonafide/lab'
import { describe, expect, it } from 'vitest'
import type { ChaosStack } from './support/chaos-stack.ts'
import { closedAfterEach } from './support/closed-after-each.ts'
import { startLoad } from './support/load.ts'
import { outcomeOf } from './support/outcome.ts'
import { readPlan } from './support/plan.ts'
import { report } from './support/report.ts'

const CLIENTS = 4
const plan = readPlan()

const opened = closedAfterEach()

describe.each(plan.databases)('kill -9 of random processes on the database %s', (database) => {
  const rounds = plan.kills[database]

  it(`loses no accepted submission, decides once and calls back, over ${rounds} kills`, {
    timeout: 1_400_000,
  }, async () => {
    const stack = await opened.stack({ database })
    const load = await startLoad(stack, CLIENTS)
    const killed = new Map<string, number>()
    const { next } = seeded(plan.seed)
    const victims = [stack.api, ...(stack.worker === undefined ? [] : [stack.worker]), ...databaseOf(stack)]
    const begun = performance.now()
    for (let round = 0; round < rounds; round += 1) {
      await wait(50 + next() * (plan.mostPauseMs - 50))
      const victim = victims[Math.floor(next() * victims.length)]
      if (victim === undefined) throw new Error('nothing to kill')
      await victim.kill()
      await victim.start()
      killed.set(victim.name, (killed.get(victim.name) ?? 0) + 1)
    }
    const { ids, decided, figures } = await outcomeOf(stack, load)
    report(`kill -9, ${database}`, {
      rounds,
      seed: plan.seed,
      'of which': [...killed].map(([name, count]) => `${count} ${name}`).join(', '),
      ...figures,
      'callbacks sent again': [...stack.callbacks.received.values()].filter((count) => count > 1).length,
      minutes: Math.round((performance.now() - begun) / 6000) / 10,
    })
    expect(figures).toMatchObject({ lost: 0, 'without callback': 0 })
    expect(decided).toEqual(ids.map(() => 1))
    expect(ids.length).toBeGreaterThanOrEqual(CLIENTS)
  })
})

function databaseOf({ postgres }: ChaosStack) {
  return postgres === undefined ? [] : [{ name: 'database', kill: postgres.kill, start: postgres.start }]
}

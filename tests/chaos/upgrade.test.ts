import { describe, expect, it } from 'vitest'
import { PROGRAMS } from '../processes/service-process.ts'
import { closedAfterEach } from './support/closed-after-each.ts'
import { startLoad } from './support/load.ts'
import { outcomeOf } from './support/outcome.ts'
import { report } from './support/report.ts'
import { buildVersionBefore } from './support/version-before.ts'

const CLIENTS = 3
/** Verifications that each state of the upgrade must finish before the next one begins. */
const EACH = 10
/** The newest step, and the one that changed what the version before it may see. */
const STARTS = [
  { name: 'the newest step of the schema', step: undefined },
  { name: 'row-level security', step: '0075-row-security.ts' },
]

const opened = closedAfterEach()

describe('a rolling upgrade under load', () => {
  it.each(STARTS)('from the version before $name: no request fails', { timeout: 900_000 }, async ({ name, step }) => {
    const old = opened.part(buildVersionBefore(step))
    const stack = await opened.stack({ database: 'postgres', frontDoor: true, program: old.program })
    const { door, postgres, worker, api } = stack
    if (door === undefined || postgres === undefined || worker === undefined) throw new Error('a part is missing')
    const steps = async () => (await postgres.query('select id from schema_migrations')).length
    const stepsBefore = await steps()
    const load = await startLoad(stack, CLIENTS)
    await load.more(EACH)
    const newWorker = await stack.another('worker', PROGRAMS.light)
    const newApi = await stack.another('api', PROGRAMS.light)
    door.direct([api.url, newApi.url])
    await load.more(EACH)
    door.direct([newApi.url])
    await api.stop()
    await worker.stop()
    await load.more(EACH)

    const { figures, failed, decided } = await outcomeOf(stack, load)
    report(`rolling upgrade from ${old.commit}, before ${name}`, {
      'steps of the schema': `${stepsBefore} before, ${await steps()} after`,
      ...figures,
    })
    expect(await steps()).toBeGreaterThan(stepsBefore)
    expect(failed).toEqual([])
    expect(decided).toEqual(decided.map(() => 1))
    expect([newApi.alive(), newWorker.alive()]).toEqual([true, true])
  })
})

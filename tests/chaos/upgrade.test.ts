import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { PROGRAMS } from '../processes/service-process.ts'
import { type ChaosStack, openChaosStack, startLoad } from './support/chaos-stack.ts'
import { decisionsOf } from './support/decisions-of.ts'
import { report } from './support/report.ts'
import { buildVersionBefore, type VersionBefore } from './support/version-before.ts'

const CLIENTS = 3
/** Verifications that each state of the upgrade must finish before the next one begins. */
const EACH = 10
const LOOK_MS = 50
/** The newest step, and the one that changed what the version before it may see. */
const STARTS = [
  { name: 'the newest step of the schema', step: undefined },
  { name: 'row-level security', step: '0075-row-security.ts' },
]

let open: ChaosStack | undefined
let before: VersionBefore | undefined
afterEach(async () => {
  await open?.close()
  before?.remove()
  open = undefined
})

describe('a rolling upgrade under load', () => {
  it.each(STARTS)('from the version before $name: no request fails', { timeout: 900_000 }, async ({ name, step }) => {
    const old = buildVersionBefore(step)
    before = old
    const stack = await openChaosStack({ database: 'postgres', frontDoor: true, program: old.program })
    open = stack
    const { door, postgres, worker, api } = stack
    if (door === undefined || postgres === undefined || worker === undefined) throw new Error('a part is missing')
    const steps = async () => (await postgres.query('select id from schema_migrations')).length
    const stepsBefore = await steps()
    const load = await startLoad(stack, CLIENTS)
    const finishSome = async () => {
      const done = () => load.trials.filter(({ finished }) => finished).length
      const enough = done() + EACH
      while (done() < enough) await wait(LOOK_MS)
    }
    await finishSome()
    const newWorker = await stack.another('worker', PROGRAMS.light)
    const newApi = await stack.another('api', PROGRAMS.light)
    door.direct([api.url, newApi.url])
    await finishSome()
    door.direct([newApi.url])
    await api.stop()
    await worker.stop()
    await finishSome()
    await load.finish()

    const failed = door.answers.filter(({ status }) => status === 0 || status >= 500)
    const ids = load.trials.map(({ transactionId }) => transactionId)
    await stack.callbacks.until(ids)
    const decided = await decisionsOf(stack, ids)
    report(`rolling upgrade from ${old.commit}, before ${name}`, {
      'steps of the schema': `${stepsBefore} before, ${await steps()} after`,
      'verifications accepted': ids.length,
      lost: load.trials.filter(({ finished }) => !finished).length,
      'decided twice': decided.filter((count) => count > 1).length,
      requests: door.answers.length,
      failed: failed.length,
    })
    expect(await steps()).toBeGreaterThan(stepsBefore)
    expect(failed).toEqual([])
    expect(decided).toEqual(ids.map(() => 1))
    expect([newApi.alive(), newWorker.alive()]).toEqual([true, true])
  })
})

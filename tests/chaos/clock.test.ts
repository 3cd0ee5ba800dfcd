import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { type ChaosStack, openChaosStack, startLoad } from './support/chaos-stack.ts'
import { decisionsOf } from './support/decisions-of.ts'
import { jumpingClock } from './support/jumping-clock.ts'
import { report } from './support/report.ts'

const CLIENTS = 3
/** Verifications that must be finished under each time. */
const EACH = 4
const LOOK_MS = 50
const SWEEP_MS = 11_000
/** libfaketime reads the file once a second: to read it at each look at the clock would be all that a process does. */
const SEEN_MS = 1_500
const JUMPS = ['-1h', '+0', '+1h', '+0', '+10y', '+0', '-1h', '+10y', '+0']

let open: ChaosStack | undefined
let folder: string | undefined
afterEach(async () => {
  await open?.close()
  if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  open = undefined
})

/** security.md I7. Needs libfaketime: the package faketime. */
describe("a system's clock that jumps under load", () => {
  it.each(['postgres', 'embedded'] as const)(
    'on %s: nothing is lost, decided twice, expired or deleted',
    {
      timeout: 900_000,
    },
    async (database) => {
      folder = await mkdtemp(join(tmpdir(), 'bonafide-clock-'))
      const clock = jumpingClock(join(folder, 'time'))
      await clock.set('+0')
      const stack = await openChaosStack({ database, frontDoor: true, env: clock.env })
      open = stack
      const { door, api, worker } = stack
      if (door === undefined) throw new Error('a part is missing')
      const load = await startLoad(stack, CLIENTS)
      const finishSome = async () => {
        const done = () => load.trials.filter(({ finished }) => finished).length
        const enough = done() + EACH
        while (done() < enough) await wait(LOOK_MS)
      }
      await finishSome()
      for (const jump of JUMPS) {
        await clock.set(jump)
        await wait(SEEN_MS)
        await finishSome()
        // Sweeps, which come every ten seconds, must have seen the longest jump as well.
        if (jump === '+10y') await wait(SWEEP_MS)
      }
      await load.finish()

      const ids = load.trials.map(({ transactionId }) => transactionId)
      for (const { transactionId, merchantBizId } of load.trials) {
        expect(await stack.client.checkResult({ transactionId, merchantBizId })).toMatchObject({ passed: true })
      }
      await stack.callbacks.until(ids)
      const output = `${api.output()}${worker?.output() ?? ''}`
      await api.stop()
      const decided = await decisionsOf(stack, ids)
      const failed = door.answers.filter(({ status }) => status === 0 || status >= 400)
      report(`clock jumps, ${database}`, {
        jumps: JUMPS.join(' '),
        'noticed in the log': output.split('clock-jumped').length - 1,
        'verifications accepted': ids.length,
        lost: load.trials.filter(({ finished }) => !finished).length,
        'decided twice': decided.filter((count) => count > 1).length,
        requests: door.answers.length,
        refused: failed.length,
      })
      expect(output).toContain('clock-jumped')
      expect(failed).toEqual([])
      expect(decided).toEqual(ids.map(() => 1))
    },
  )
})

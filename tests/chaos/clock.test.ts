import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { closedAfterEach } from './support/closed-after-each.ts'
import { jumpingClock } from './support/jumping-clock.ts'
import { startLoad } from './support/load.ts'
import { outcomeOf } from './support/outcome.ts'
import { report } from './support/report.ts'

const CLIENTS = 3
/** Verifications that must be finished under each time. */
const EACH = 4
const SWEEP_MS = 11_000
/** libfaketime reads the file once a second: to read it at each look at the clock would be all that a process does. */
const SEEN_MS = 1_500
const JUMPS = ['-1h', '+0', '+1h', '+0', '+10y', '+0', '-1h', '+10y', '+0']

const opened = closedAfterEach()

/** security.md I7. Needs libfaketime: the package faketime. */
describe("a system's clock that jumps under load", () => {
  it.each(['postgres', 'embedded'] as const)(
    'on %s: nothing is lost, decided twice, expired or deleted',
    {
      timeout: 900_000,
    },
    async (database) => {
      const clock = jumpingClock(join(await opened.folder('clock'), 'time'))
      await clock.set('+0')
      const stack = await opened.stack({ database, frontDoor: true, env: clock.env })
      const { door, api, worker } = stack
      if (door === undefined) throw new Error('a part is missing')
      const load = await startLoad(stack, CLIENTS)
      await load.more(EACH)
      for (const jump of JUMPS) {
        await clock.set(jump)
        await wait(SEEN_MS)
        await load.more(EACH)
        // Sweeps, which come every ten seconds, must have seen the longest jump as well.
        if (jump === '+10y') await wait(SWEEP_MS)
      }
      const { figures, decided } = await outcomeOf(stack, load)
      const output = `${api.output()}${worker?.output() ?? ''}`
      const refused = door.answers.filter(({ status }) => status === 0 || status >= 400)
      report(`clock jumps, ${database}`, {
        jumps: JUMPS.join(' '),
        'noticed in the log': output.split('clock-jumped').length - 1,
        ...figures,
        refused: refused.length,
      })
      expect(output).toContain('clock-jumped')
      expect(refused).toEqual([])
      expect(decided).toEqual(decided.map(() => 1))
    },
  )
})

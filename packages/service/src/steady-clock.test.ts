import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSteadyClock } from './steady-clock.ts'

const HOUR_MS = 3_600_000
const YEAR_MS = 365 * 24 * HOUR_MS
const START = Date.parse('2026-03-01T12:00:00Z')

/** security.md I7 */
describe('the clock of the service', () => {
  it.each([
    ['an hour back', -HOUR_MS],
    ['an hour ahead', HOUR_MS],
    ['ten years ahead', 10 * YEAR_MS],
  ])("goes on where the system's clock jumps %s, and follows when it comes back", (_, byMs) => {
    const world = openWorld()
    world.pass(5_000)
    world.set(byMs)
    world.pass(120_000)
    expect(world.clock.now().getTime()).toBe(START + 125_000)
    expect(world.jumps).toEqual([byMs])
    world.set(0)
    world.pass(1_000)
    expect(world.clock.now().getTime()).toBe(START + 126_000)
    expect(world.clock.isDoubted?.()).toBe(true)
    world.pass(24 * HOUR_MS)
    expect(world.clock.isDoubted?.()).toBe(false)
  })

  it('believes a clock that stays where it was set for ten minutes, and deletes by it a day later', () => {
    const world = openWorld()
    world.set(HOUR_MS)
    world.clock.now()
    world.pass(9 * 60_000)
    expect(world.clock.now().getTime()).toBe(START + 9 * 60_000)
    world.pass(60_000)
    expect(world.clock.now().getTime()).toBe(START + HOUR_MS + 10 * 60_000)
    expect(world.clock.isDoubted?.()).toBe(true)
    expect(world.jumps).toEqual([HOUR_MS])
  })

  it('is not put off by a machine that slept, nor by small corrections', () => {
    const world = openWorld()
    world.sleep(8 * HOUR_MS)
    expect(world.clock.now().getTime()).toBe(START + 8 * HOUR_MS)
    world.set(-50_000)
    expect(world.clock.now().getTime()).toBe(START + 8 * HOUR_MS - 50_000)
    expect(world.jumps).toEqual([])
    expect(world.clock.isDoubted?.()).toBe(false)
  })

  it('never differs from true time by more than a correction, whatever jumps for less than ten minutes', () => {
    const step = fc.record({
      passMs: fc.integer({ min: 1, max: 500_000 }),
      jumpMs: fc.integer({ min: -YEAR_MS, max: YEAR_MS }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const world = openWorld()
        for (const { passMs, jumpMs } of steps) {
          world.set(jumpMs)
          world.clock.now()
          world.pass(passMs)
          expect(Math.abs(world.clock.now().getTime() - world.trueMs())).toBeLessThanOrEqual(60_000)
          world.set(0)
          world.clock.now()
          world.pass(61_000)
          world.clock.now()
        }
      }),
    )
  })
})

function openWorld() {
  const jumps: number[] = []
  let [awake, asleep, offset] = [0, 0, 0]
  const trueMs = () => START + awake + asleep
  const sources = { wallMs: () => trueMs() + offset, steadyMs: () => awake, sinceBootMs: () => awake + asleep }
  return {
    jumps,
    trueMs,
    clock: createSteadyClock((byMs) => jumps.push(byMs), sources),
    pass: (ms: number) => {
      awake += ms
    },
    sleep: (ms: number) => {
      asleep += ms
    },
    /** By how much the system's clock is wrong from here on. */
    set: (ms: number) => {
      offset = ms
    },
  }
}

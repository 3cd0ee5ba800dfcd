import { uptime } from 'node:os'
import type { Clock } from './flow/tools.ts'

/** What a time service corrects at once, and a network's delay: further away it is a jump. */
const CORRECTION_MS = 60_000
/** How often it is noted where the clocks stand: they drift by less than a second meanwhile. */
const NOTE_MS = 60_000
/** A clock that stays where it jumped to is believed after this: somebody set it right. */
const BELIEVED_AFTER_MS = 10 * 60_000
/** For what cannot be taken back, such as deleting what is old, this is not enough. */
const DOUBTED_FOR_MS = 24 * 3_600_000

export interface TimeSources {
  /** Milliseconds since 1970, as the system's clock says. */
  readonly wallMs: () => number
  /** Never jumps; stands still while the machine sleeps. */
  readonly steadyMs: () => number
  /** Never jumps and counts sleep, but costs a system call. */
  readonly sinceBootMs: () => number
}

const SYSTEM: TimeSources = {
  wallMs: () => Date.now(),
  steadyMs: () => performance.now(),
  sinceBootMs: () => uptime() * 1000,
}

/**
 * The system's clock without its jumps (security.md I7): leases, deadlines and expiries go on as if it had not jumped, until it
 * has stood by its word for ten minutes. Sleep of the machine is no jump. `onJump` is told by how much.
 */
export function createSteadyClock(onJump: (byMs: number) => void, sources: TimeSources = SYSTEM): Clock {
  const { wallMs, steadyMs, sinceBootMs } = sources
  const noted = () => ({ wall: wallMs(), steady: steadyMs(), sinceBoot: sinceBootMs() })
  let at = noted()
  let jump: { readonly byMs: number; readonly since: number } | undefined
  let lastJump = Number.NEGATIVE_INFINITY

  function judge(byMs: number, steady: number): number {
    if (jump === undefined || Math.abs(jump.byMs - byMs) > CORRECTION_MS) {
      jump = { byMs, since: steady }
      lastJump = steady
      onJump(byMs)
    }
    if (steady - jump.since < BELIEVED_AFTER_MS) return wallMs() - byMs
    jump = undefined
    at = noted()
    return at.wall
  }

  return {
    now() {
      const [wall, steady] = [wallMs(), steadyMs()]
      const passed = steady - at.steady
      if (Math.abs(wall - at.wall - passed) > CORRECTION_MS) {
        const byMs = wall - at.wall - (sinceBootMs() - at.sinceBoot)
        if (Math.abs(byMs) > CORRECTION_MS) return new Date(judge(byMs, steady))
      }
      jump = undefined
      if (passed > NOTE_MS || wall - at.wall > NOTE_MS) at = noted()
      return new Date(wall)
    },
    isDoubted: () => steadyMs() - lastJump < DOUBTED_FOR_MS,
  }
}

import { median } from '../depth/least-squares.ts'
import type { SmallFrame } from './small-frames.ts'

/** What the changes from frame to frame say about where frames come from; both 0 for a camera. */
export interface FrameRhythm {
  /**
   * How regularly every second or third change is smaller than its neighbours, as half the logarithm of their ratio:
   * frames that are shown twice change by noise only.
   */
  readonly repeats: number
  /** The same for the way from a frame to the middle of its neighbours: frames that were mixed from neighbours lie there. */
  readonly blends: number
}

/** `leaveOut` names frames whose light changed from the one before. */
export function frameRhythm(frames: readonly SmallFrame[], leaveOut: (index: number) => boolean): FrameRhythm {
  const changes = frames.map((now, index) => {
    const before = frames[index - 1]
    // Between frames farther apart more happens.
    return before === undefined || leaveOut(index)
      ? undefined
      : meanAway(now, before, before) / (now.atMs - before.atMs)
  })
  const middles = frames.map((now, index) => {
    const [before, after] = [frames[index - 1], frames[index + 1]]
    return before === undefined || after === undefined || leaveOut(index) || leaveOut(index + 1)
      ? undefined
      : meanAway(now, before, after) / (after.atMs - before.atMs)
  })
  return { repeats: swing(changes), blends: swing(middles) }
}

/** Rates are raised by showing or mixing one frame of two, or two of three. */
const PERIODS = [2, 3] as const
/** In grey levels a millisecond; changes below this are as good as none, and logarithms of nothing stay finite. */
const LEAST = 0.0002

function swing(values: readonly (number | undefined)[]): number {
  const logs = values.map((value) => (value === undefined ? undefined : Math.log(value + LEAST)))
  const contrasts = logs.map((value, index) => {
    const [before, after] = [logs[index - 1], logs[index + 1]]
    return value === undefined || before === undefined || after === undefined ? undefined : value - (before + after) / 2
  })
  return Math.max(...PERIODS.map((period) => phaseSwing(contrasts, period)))
}

/** Half the way between the frames of one phase and those of another. */
function phaseSwing(contrasts: readonly (number | undefined)[], period: number): number {
  const phases = Array.from({ length: period }, (_, phase) =>
    contrasts.filter((value, index): value is number => value !== undefined && index % period === phase),
  ).filter((phase) => phase.length > 0)
  if (phases.length < period) return 0
  const levels = phases.map(median)
  return (Math.max(...levels) - Math.min(...levels)) / 2
}

/** Mean distance of a frame from what lies between two others at its time. */
function meanAway(now: SmallFrame, before: SmallFrame, after: SmallFrame): number {
  const share = after.atMs === before.atMs ? 0 : (now.atMs - before.atMs) / (after.atMs - before.atMs)
  let sum = 0
  for (let i = 0; i < now.small.data.length; i++) {
    const between = (before.small.data[i] ?? 0) * (1 - share) + (after.small.data[i] ?? 0) * share
    sum += Math.abs((now.small.data[i] ?? 0) - between)
  }
  return sum / now.small.data.length
}

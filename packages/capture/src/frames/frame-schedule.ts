import type { ChallengeView, ChannelAction, FramePolicy } from '@bonafide/protocol'

/** Decides which camera frames of one attempt are kept and how hard they are compressed. */
export interface FrameSchedule {
  /** Whether the frame captured at this time (milliseconds since the first kept one) is wanted. Ask once per frame. */
  readonly wants: (atMs: number) => boolean
  /** JPEG quality 0-1 for the next frame: the policy's, less when the bytes run short. */
  readonly quality: () => number
  /** Counts a frame as kept; false when its bytes no longer fit and it must be dropped. */
  readonly keep: (bytes: number) => boolean
  readonly kept: () => number
}

/** Cameras miss beats: aiming a little above the asked rate keeps it where a frame comes late. */
const RATE_MARGIN = 1.15
const WORST_QUALITY = 0.4
/** A person's own calm level is measured between the windows; three frames of it before the first, and some of the pauses. */
const LEAST_IDLE_FRAMES = 6
/** Rounding of rates and camera times must not cost a frame. */
const NEARLY_ONE = 0.98

export function createFrameSchedule(policy: FramePolicy, challenge: ChallengeView): FrameSchedule {
  const windows = windowsOf(policy, challenge)
  const plan = planFor(policy, windows, challenge.totalMs)
  let credit = 0
  let last: { readonly atMs: number; readonly window: number } | undefined
  let kept = 0
  let bytesKept = 0
  let quality = policy.jpegQuality

  function wants(atMs: number): boolean {
    if (kept >= policy.maxFrames || atMs > challenge.totalMs) return false
    const window = windows.findIndex((one) => atMs >= one.startMs && atMs < one.endMs)
    const opening = last === undefined || (window >= 0 && window !== last.window)
    const rate = windows[window]?.rate
    const perSecond = rate === undefined ? plan.idleRate : rate * plan.factor
    credit = opening ? 1 : credit + ((atMs - (last?.atMs ?? 0)) * perSecond) / 1000
    last = { atMs, window }
    if (credit < NEARLY_ONE) return false
    credit = Math.min(credit - 1, 0.9)
    return true
  }

  function keep(bytes: number): boolean {
    if (bytesKept + bytes > policy.maxBytes) {
      quality = WORST_QUALITY
      return false
    }
    bytesKept += bytes
    kept += 1
    const share = (policy.maxBytes - bytesKept) / Math.max(1, plan.frames - kept) / bytes
    if (share < 1) quality = Math.max(WORST_QUALITY, quality - 0.08)
    else if (share > 1.3) quality = Math.min(policy.jpegQuality, quality + 0.02)
    return true
  }

  return { wants, keep, quality: () => quality, kept: () => kept }
}

/** A stretch of the challenge and the frames a second that are asked for in it. */
interface RatedWindow {
  readonly startMs: number
  readonly endMs: number
  readonly rate: number
}

/** Colours follow each other without a pause, so they are one window; it opens with a frame like every other. */
function windowsOf(policy: FramePolicy, { steps, flashes }: ChallengeView): readonly RatedWindow[] {
  const asked = steps.map(({ action, startMs, endMs }) => ({ startMs, endMs, rate: rateOf(action, policy) }))
  const [first, last] = [flashes[0], flashes.at(-1)]
  if (first === undefined || last === undefined) return asked
  return [...asked, { startMs: first.startMs, endMs: last.endMs, rate: policy.flashRate }]
}

function rateOf(action: ChannelAction, { approachRate, windowRate }: FramePolicy): number {
  return action === 'nearer' || action === 'farther' ? approachRate : windowRate
}

interface FramePlan {
  /** On the rate of each window. */
  readonly factor: number
  readonly idleRate: number
  readonly frames: number
}

/** Rates that stay within `maxFrames` (the time between windows gives way first) and reach `minFrames`. */
function planFor(policy: FramePolicy, windows: readonly RatedWindow[], totalMs: number): FramePlan {
  const secondsOf = ({ startMs, endMs }: RatedWindow): number => (endMs - startMs) / 1000
  const idleSeconds = Math.max(0.001, totalMs / 1000 - windows.reduce((sum, window) => sum + secondsOf(window), 0))
  const asked = windows.reduce((sum, window) => sum + secondsOf(window) * window.rate, 0)
  // Each window opens with a frame that the one before did not plan for.
  const room = policy.maxFrames - windows.length - Math.min(LEAST_IDLE_FRAMES, idleSeconds * policy.idleRate)
  const factor = Math.min(RATE_MARGIN, room / Math.max(1, asked))
  const inWindows = asked * factor + windows.length
  const missing = Math.max(0, policy.minFrames * RATE_MARGIN - inWindows)
  const idleRate = Math.min(
    Math.max(policy.idleRate, missing / idleSeconds),
    (policy.maxFrames - inWindows) / idleSeconds,
  )
  return { factor, idleRate, frames: Math.min(policy.maxFrames, inWindows + idleRate * idleSeconds) }
}

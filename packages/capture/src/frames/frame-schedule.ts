import type { ChallengeView, FramePolicy } from '@bonafide/protocol'

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
/** Rounding of rates and camera times must not cost a frame. */
const NEARLY_ONE = 0.98

export function createFrameSchedule(policy: FramePolicy, challenge: ChallengeView): FrameSchedule {
  const rates = ratesFor(policy, challenge)
  const planned = Math.max(1, rates.planned)
  let credit = 0
  let last: { readonly atMs: number; readonly window: number } | undefined
  let kept = 0
  let bytesKept = 0
  let quality = policy.jpegQuality

  function wants(atMs: number): boolean {
    if (kept >= policy.maxFrames || atMs > challenge.totalMs) return false
    const window = windowAt(challenge, atMs)
    const opening = last === undefined || (window >= 0 && window !== last.window)
    credit = opening ? 1 : credit + ((atMs - (last?.atMs ?? 0)) * (window >= 0 ? rates.window : rates.idle)) / 1000
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
    const share = (policy.maxBytes - bytesKept) / Math.max(1, planned - kept) / bytes
    if (share < 1) quality = Math.max(WORST_QUALITY, quality - 0.08)
    else if (share > 1.3) quality = Math.min(policy.jpegQuality, quality + 0.02)
    return true
  }

  return { wants, keep, quality: () => quality, kept: () => kept }
}

/** The action that the challenge asks for at a time, none between its windows. */
export function actionAt(challenge: ChallengeView, atMs: number): ChallengeView['steps'][number]['action'] | undefined {
  return challenge.steps[windowAt(challenge, atMs)]?.action
}

function windowAt(challenge: ChallengeView, atMs: number): number {
  return challenge.steps.findIndex((step) => atMs >= step.startMs && atMs < step.endMs)
}

/** Rates that stay within `maxFrames` (the time between windows gives way first) and reach `minFrames`. */
function ratesFor(policy: FramePolicy, challenge: ChallengeView): { window: number; idle: number; planned: number } {
  const windowSeconds = challenge.steps.reduce((sum, step) => sum + (step.endMs - step.startMs), 0) / 1000
  const idleSeconds = Math.max(0.001, challenge.totalMs / 1000 - windowSeconds)
  const windowFrames = windowSeconds * policy.windowRate * RATE_MARGIN + challenge.steps.length
  const room = Math.max(0, policy.maxFrames - windowFrames)
  const missing = Math.max(0, policy.minFrames * RATE_MARGIN - windowFrames)
  const idle = Math.min(Math.max(policy.idleRate, missing / idleSeconds), room / idleSeconds)
  const window = windowFrames <= policy.maxFrames ? policy.windowRate * RATE_MARGIN : policy.windowRate
  return { window, idle, planned: Math.min(policy.maxFrames, windowFrames + idle * idleSeconds) }
}

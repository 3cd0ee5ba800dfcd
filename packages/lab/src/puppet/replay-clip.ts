import type { Challenge, Frame } from '@bonafide/engine'
import { seeded } from '../random.ts'
import { captureTimes, type FrameRates, USUAL_RATES } from './capture-times.ts'

/**
 * A recording played before the camera: it knows nothing of the challenge, and begins again where it ends early.
 * Throws a RangeError for a recording without frames.
 */
export function replayClip(
  recording: readonly Frame[],
  challenge: Challenge,
  { seed, rates = USUAL_RATES }: { readonly seed: number; readonly rates?: FrameRates },
): readonly Frame[] {
  const last = recording.at(-1)
  if (last === undefined) throw new RangeError('the recording has no frames')
  const lengthMs = Math.max(last.atMs, 1)
  return captureTimes(challenge, rates, seeded(seed)).map((atMs) => ({
    atMs,
    picture: nearest(recording, atMs % lengthMs, last).picture,
  }))
}

function nearest(recording: readonly Frame[], atMs: number, otherwise: Frame): Frame {
  return recording.reduce(
    (best, frame) => (Math.abs(frame.atMs - atMs) < Math.abs(best.atMs - atMs) ? frame : best),
    otherwise,
  )
}

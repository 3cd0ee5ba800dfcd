import type { FaceTrack } from '../face/face-track.ts'
import type { Challenge } from '../verification/challenge.ts'
import { median } from './depth/least-squares.ts'
import { type FaceLevels, levelsOf } from './face-levels.ts'
import { stepAt } from './windows.ts'

/** The levels of one frame that shows a face. */
export interface LevelFrame {
  readonly index: number
  readonly atMs: number
  readonly levels: FaceLevels
}

export function levelFrames(track: FaceTrack): readonly LevelFrame[] {
  return track.frames.flatMap(({ index, atMs, face }) =>
    face === undefined ? [] : [{ index, atMs, levels: levelsOf(face) }],
  )
}

/** Calm frames this shortly before an action are the best measure of what it starts from. */
const RECENT_MS = 1000
const FEWEST_RECENT = 2

/**
 * The person's own level before an action: the median of the calm frames right before it, or of all calm frames where
 * the pause was too short. Undefined when the clip holds no calm frame.
 */
export function calmBefore(frames: readonly LevelFrame[], challenge: Challenge, atMs: number): FaceLevels | undefined {
  const calm = frames.filter((frame) => stepAt(challenge, frame.atMs) === undefined)
  const recent = calm.filter((frame) => frame.atMs < atMs && frame.atMs >= atMs - RECENT_MS)
  const used = recent.length >= FEWEST_RECENT ? recent : calm
  return used.length === 0 ? undefined : medianLevels(used.map((frame) => frame.levels))
}

function medianLevels(levels: readonly FaceLevels[]): FaceLevels {
  const of = (name: keyof FaceLevels) => median(levels.map((level) => level[name]))
  return { turn: of('turn'), mouth: of('mouth'), eyes: of('eyes'), sizePx: of('sizePx') }
}

import type { FaceTrack } from '../face/face-track.ts'
import type { Challenge } from '../verification/challenge.ts'
import { median } from './depth/least-squares.ts'
import { type FaceLevels, levelsOf } from './face-levels.ts'
import { REACTION_MS, stepAt } from './windows.ts'

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
 * The frames that show the person's own level before an action: the calm ones right before it; where the pause was too
 * short, all calm ones before it; where there are none, those of the whole clip. Frames up to `reactionMs` after a window
 * are not calm: its action may still end.
 */
export function calmFrames(
  frames: readonly LevelFrame[],
  challenge: Challenge,
  atMs: number,
  reactionMs = REACTION_MS,
): readonly LevelFrame[] {
  const before = frames.filter((frame) => frame.atMs < atMs)
  const calm = (some: readonly LevelFrame[], afterMs: number) =>
    some.filter((frame) => stepAt(challenge, frame.atMs, afterMs) === undefined)
  const recent = calm(
    before.filter((frame) => frame.atMs >= atMs - RECENT_MS),
    reactionMs,
  )
  if (recent.length >= FEWEST_RECENT) return recent
  const earlier = calm(before, REACTION_MS)
  return earlier.length > 0 ? earlier : calm(frames, REACTION_MS)
}

/**
 * The frames that show how somebody is held when a distance is asked for: the calm ones right before, or the very last. All
 * 5 rendered people who went away and came near again at once were said not to have come nearer, held against frames on
 * which they had been near before.
 */
export function heldFrames(frames: readonly LevelFrame[], challenge: Challenge, atMs: number): readonly LevelFrame[] {
  const before = frames.filter((frame) => frame.atMs < atMs)
  const recent = before.filter(
    (frame) => frame.atMs >= atMs - RECENT_MS && stepAt(challenge, frame.atMs, 0) === undefined,
  )
  return recent.length > 0 ? recent : before.slice(-1)
}

/** The median level of some frames; undefined without any. */
export function medianLevels(frames: readonly LevelFrame[]): FaceLevels | undefined {
  if (frames.length === 0) return undefined
  const of = (name: keyof FaceLevels) => median(frames.map(({ levels }) => levels[name]))
  return { turn: of('turn'), mouth: of('mouth'), eyes: of('eyes'), nod: of('nod'), sizePx: of('sizePx') }
}

import type { FaceTrack } from '../face/face-track.ts'
import type { Challenge, ChallengeAction, ChallengeStep } from '../verification/challenge.ts'
import { ACTIONS, type ActionMeasure } from './actions.ts'
import { calmFrames, heldFrames, type LevelFrame, levelFrames, medianLevels } from './calm-levels.ts'
import { eyeChange } from './eye-changes.ts'
import type { FaceLevels } from './face-levels.ts'
import { REACTION_MS, stepAt } from './windows.ts'

/** How one step of the challenge was answered. */
export interface StepAnswer {
  readonly step: ChallengeStep
  /** `done` in its window, `missing`, or `not-judged` where the frames do not show the person before or during the action. */
  readonly verdict: 'done' | 'missing' | 'not-judged'
  /** Strength at the peak; 1 is enough. */
  readonly strength: number
  readonly peakFrame?: number
}

export interface Obedience {
  readonly steps: readonly StepAnswer[]
  /** Actions that began when nobody asked for them. */
  readonly unasked: readonly { readonly action: ChallengeAction; readonly frame: number }[]
}

/**
 * Below this share of an action it is let go of: four pairs of eyes that were closed when a blink was asked for read
 * 0.24 to 0.40 when they had opened again. Others read 0.5 to 1.4 all the time before, since they were held otherwise
 * than on the calm frames, and rose by 1.5 and more: a rise by a whole action answers too (docs/measurements/liveness.md).
 */
const LET_GO = 0.5
const TAKEN_UP = 1

/** Compares what the face did with what it was asked to do, step by step, each against the person's own calm level. */
export function judgeObedience(track: FaceTrack, challenge: Challenge): Obedience {
  const frames = levelFrames(track)
  return {
    steps: challenge.steps.map((step) => judgeStep(track, frames, step)),
    unasked: unaskedActions(frames, challenge),
  }
}

function judgeStep(track: FaceTrack, frames: readonly LevelFrame[], step: ChallengeStep): StepAnswer {
  const rest = framesBefore(frames, track.clip.challenge, step)
  const asked = frames.filter((frame) => frame.atMs >= step.startMs && frame.atMs <= step.endMs + REACTION_MS)
  const [calm, [first]] = [medianLevels(rest), asked]
  if (calm === undefined || first === undefined) return { step, verdict: 'not-judged', strength: 0 }
  const strengthOf = strengthAgainst(track, step.action, rest, calm)
  const peak = asked.reduce((best, frame) => (strengthOf(frame) > strengthOf(best) ? frame : best), first)
  const before = frames.filter((frame) => frame.atMs < step.startMs).slice(-1)
  const answered = rises([...before, ...asked].map(strengthOf), before.length)
  return { step, strength: strengthOf(peak), peakFrame: peak.index, verdict: answered ? 'done' : 'missing' }
}

/** The frames that an action is held against. */
function framesBefore(
  frames: readonly LevelFrame[],
  challenge: Challenge,
  { action, startMs }: ChallengeStep,
): readonly LevelFrame[] {
  const { before } = ACTIONS[action]
  if (before === 'held') return heldFrames(frames, challenge, startMs)
  return calmFrames(frames, challenge, startMs, before === 'at-once' ? 0 : REACTION_MS)
}

/**
 * Whether an action comes up among the frames that were asked, which start at `from`. Whoever holds the pose when it is
 * asked for did not answer; whoever lets go of it, as of a blink that came by itself, and takes it up again did.
 */
function rises(strengths: readonly number[], from: number): boolean {
  let low = from === 0
  let least = Number.POSITIVE_INFINITY
  return strengths.some((strength, index) => {
    if (strength < LET_GO || (index < from && strength < 1)) low = true
    least = Math.min(least, strength)
    return index >= from && strength >= 1 && (low || strength >= least + TAKEN_UP)
  })
}

function strengthAgainst(
  track: FaceTrack,
  action: ChallengeAction,
  rest: readonly LevelFrame[],
  calm: FaceLevels,
): (frame: LevelFrame) => number {
  const measure = ACTIONS[action]
  if (measure.byEyes === undefined) return ({ levels }) => measure.strength(levels, calm)
  const look = eyeChange(track, rest)
  return (frame) => Math.max(measure.strength(frame.levels, calm), look(frame))
}

function unaskedActions(frames: readonly LevelFrame[], challenge: Challenge): Obedience['unasked'] {
  return Object.entries(ACTIONS).flatMap(([name, measure]) => {
    const action = name as ChallengeAction
    return beginnings(frames, challenge, measure)
      .filter((frame) => stepAt(challenge, frame.atMs)?.action !== action)
      .map((frame) => ({ action, frame: frame.index }))
  })
}

/**
 * Frames on which an action begins. One that began when asked and lasts longer does not begin again; neither does the way
 * back from another, which only looks like one against the calm frames just before it, nor a face that is held otherwise
 * since it came nearer, which does so only against those of the whole clip.
 */
function beginnings(
  frames: readonly LevelFrame[],
  challenge: Challenge,
  measure: ActionMeasure,
): readonly LevelFrame[] {
  const { unasked } = measure
  const usual = medianLevels(calmFrames(frames, challenge, 0))
  if (unasked === undefined || usual === undefined) return []
  const shows = (frame: LevelFrame | undefined) => {
    if (frame === undefined || measure.strength(frame.levels, usual) < unasked) return false
    const before = medianLevels(calmFrames(frames, challenge, frame.atMs + 1))
    return before !== undefined && measure.strength(frame.levels, before) >= unasked
  }
  return frames.filter((frame, index) => shows(frame) && !shows(frames[index - 1]))
}

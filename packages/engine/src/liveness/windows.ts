import type { Challenge, ChallengeStep } from '../verification/challenge.ts'
import type { FaceClip } from '../verification/evidence.ts'

/**
 * A person reacts to a prompt after a quarter to half a second, so an action may begin this long after its window and
 * still be the answer to it. Nobody can begin before: the prompt was not there yet.
 */
export const REACTION_MS = 400

/** The step whose answer may begin at a moment, so long after its window at most. */
export function stepAt(challenge: Challenge, atMs: number, afterMs = REACTION_MS): ChallengeStep | undefined {
  return challenge.steps.find((step) => atMs >= step.startMs && atMs <= step.endMs + afterMs)
}

/** Screens and cameras answer within this; frames so long after a change of colour may differ from the one before by light alone. */
const LIGHT_CHANGE_MS = 300

/** Whether the light of a frame may differ from that of the frame before because the screen changed its colour. */
export function isLightChange({ challenge, frames }: FaceClip, index: number): boolean {
  const [before, now] = [frames[index - 1]?.atMs ?? 0, frames[index]?.atMs ?? 0]
  return challenge.flashes.some(({ startMs, endMs }) =>
    [startMs, endMs].some((changeMs) => changeMs <= now && changeMs >= before - LIGHT_CHANGE_MS),
  )
}

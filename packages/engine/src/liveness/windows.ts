import type { Challenge, ChallengeStep } from '../verification/challenge.ts'

/**
 * A person reacts to a prompt after a quarter to half a second, so an action may begin this long after its window and
 * still be the answer to it. Nobody can begin before: the prompt was not there yet.
 */
export const REACTION_MS = 400

/** The step whose answer may begin at a moment, so long after its window at most. */
export function stepAt(challenge: Challenge, atMs: number, afterMs = REACTION_MS): ChallengeStep | undefined {
  return challenge.steps.find((step) => atMs >= step.startMs && atMs <= step.endMs + afterMs)
}

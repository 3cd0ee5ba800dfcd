import type { Random } from '../ports.ts'
import type { Challenge, ChallengeAction, ChallengeStep } from '../verification/challenge.ts'

interface Range {
  readonly fromMs: number
  readonly toMs: number
}

/** Calm frames before the first action, from which the person's own neutral level is measured. */
const LEAD_IN: Range = { fromMs: 800, toMs: 1200 }
const PAUSE: Range = { fromMs: 250, toMs: 500 }
const TAIL_MS = 400

/** One second to turn and one to come back keeps tracked points (docs/measurements/liveness.md); a mouth is quicker. */
const WINDOWS = {
  'turn-left': { fromMs: 1800, toMs: 2200 },
  'turn-right': { fromMs: 1800, toMs: 2200 },
  'open-mouth': { fromMs: 1200, toMs: 1500 },
} as const satisfies Partial<Record<ChallengeAction, Range>>

/**
 * Draws what one attempt asks for: both turns and an open mouth in random order, at random moments, 6.5 to 8.5 seconds
 * in all. The person cannot know the order or the moments before, and neither can a recording.
 */
export function drawChallenge(random: Random, id: string): Challenge {
  let nowMs = draw(random, LEAD_IN)
  const steps = shuffle(random, ['turn-left', 'turn-right', 'open-mouth'] as const).map((action): ChallengeStep => {
    const startMs = nowMs
    const endMs = startMs + draw(random, WINDOWS[action])
    nowMs = endMs + draw(random, PAUSE)
    return { action, startMs, endMs }
  })
  return { id, steps, flashes: [], totalMs: (steps.at(-1)?.endMs ?? 0) + TAIL_MS }
}

function draw(random: Random, { fromMs, toMs }: Range): number {
  return fromMs + random.below(toMs - fromMs + 1)
}

function shuffle<T>(random: Random, items: readonly T[]): readonly T[] {
  const left = [...items]
  return items.flatMap(() => left.splice(random.below(left.length), 1))
}

import type { Challenge, ChallengeAction, ChallengeStep } from '@bonafide/engine'
import { clamp } from '../curves.ts'
import type { Seeded } from '../random.ts'
import type { Movement } from './movement.ts'

/** People react to a prompt within a fifth to a third of a second. */
const REACTION_MS = { least: 150, most: 350 } as const

const RISE_MS = 420
const FALL_MS = 380

/** The movements of a person who does each step of a challenge inside its window. */
export function obey(challenge: Challenge, random: Seeded): readonly Movement[] {
  return challenge.steps.map((step) => fitInto(step, step.action, random))
}

/** The asked movements at the asked times, but each in the place of the next one. */
export function confuse(challenge: Challenge, random: Seeded): readonly Movement[] {
  const { steps } = challenge
  return steps.map((step, order) => {
    const other = steps[(order + 1) % steps.length]?.action ?? step.action
    return fitInto(step, other === step.action ? opposite(step.action) : other, random)
  })
}

function fitInto(step: ChallengeStep, action: ChallengeAction, random: Seeded): Movement {
  const length = step.endMs - step.startMs
  const reaction = Math.min(random.between(REACTION_MS.least, REACTION_MS.most), length * 0.25)
  const pace = clamp((length - reaction) / (RISE_MS + FALL_MS + 300), 0.4, 1)
  const [riseMs, fallMs] = [RISE_MS * pace * random.between(0.9, 1.1), FALL_MS * pace * random.between(0.9, 1.1)]
  // People come back when the prompt goes; the hold never makes them late.
  const holdMs = clamp(length - reaction - riseMs - fallMs - 60, 0, random.between(500, 800))
  return { action, fromMs: step.startMs + reaction, riseMs, holdMs, fallMs, strength: random.between(0.94, 1.04) }
}

function opposite(action: ChallengeAction): ChallengeAction {
  if (action === 'turn-left') return 'turn-right'
  if (action === 'turn-right') return 'turn-left'
  return 'nod'
}

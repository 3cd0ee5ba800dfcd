import type { Challenge, ChallengeAction, ChallengeStep } from '@bonafide/engine'
import { clamp } from '../curves.ts'
import type { Seeded } from '../random.ts'
import type { Movement } from './movement.ts'

/** People react to a prompt within a fifth to a third of a second. */
const REACTION_MS = { least: 150, most: 350 } as const

/** How long an action takes where its window leaves the time, and how long it is held at most. */
interface Pace {
  readonly riseMs: number
  readonly fallMs: number
  readonly holdMs: readonly [number, number]
  /** The phone stays where it was asked to be until another distance is asked for, or to the end. */
  readonly stays?: true
}

/** Turns follow the guide of the screen, which takes a second each way; lids close for a moment or are held shut. */
const PACE: Readonly<Record<ChallengeAction, Pace>> = {
  'turn-left': { riseMs: 720, fallMs: 680, holdMs: [150, 500] },
  'turn-right': { riseMs: 720, fallMs: 680, holdMs: [150, 500] },
  'open-mouth': { riseMs: 420, fallMs: 380, holdMs: [400, 800] },
  blink: { riseMs: 120, fallMs: 160, holdMs: [120, 700] },
  nod: { riseMs: 420, fallMs: 380, holdMs: [100, 300] },
  nearer: { riseMs: 900, fallMs: 900, holdMs: [0, 0], stays: true },
  farther: { riseMs: 900, fallMs: 900, holdMs: [0, 0], stays: true },
}

/** The movements of a person who does each step of a challenge inside its window. */
export function obey(challenge: Challenge, random: Seeded): readonly Movement[] {
  return perform(challenge, random, (step) => step.action)
}

/** The asked movements at the asked times, but each in the place of the next one. */
export function confuse(challenge: Challenge, random: Seeded): readonly Movement[] {
  const { steps } = challenge
  return perform(challenge, random, (step, order) => {
    const other = steps[(order + 1) % steps.length]?.action ?? step.action
    return other === step.action ? opposite(step.action) : other
  })
}

function perform(
  { steps, totalMs }: Challenge,
  random: Seeded,
  choose: (step: ChallengeStep, order: number) => ChallengeAction,
): readonly Movement[] {
  const movements = steps.map((step, order) => fitInto(step, choose(step, order), random))
  return movements.map((movement, order) => {
    if (PACE[movement.action].stays !== true) return movement
    const leaves = movements.slice(order + 1).find(({ action }) => PACE[action].stays === true)
    const untilMs = leaves?.fromMs ?? totalMs + movement.fallMs
    return { ...movement, holdMs: Math.max(0, untilMs - movement.fromMs - movement.riseMs) }
  })
}

function fitInto(step: ChallengeStep, action: ChallengeAction, random: Seeded): Movement {
  const length = step.endMs - step.startMs
  const reaction = Math.min(random.between(REACTION_MS.least, REACTION_MS.most), length * 0.25)
  const { riseMs: rise, fallMs: fall, holdMs: hold, stays } = PACE[action]
  const within = stays === true ? rise : rise + fall
  const pace = clamp((length - reaction) / (within + 300), 0.4, 1)
  const [riseMs, fallMs] = [rise * pace * random.between(0.9, 1.1), fall * pace * random.between(0.9, 1.1)]
  // People come back when the prompt goes; the hold never makes them late.
  const holdMs = clamp(length - reaction - riseMs - fallMs - 60, 0, random.between(...hold))
  return { action, fromMs: step.startMs + reaction, riseMs, holdMs, fallMs, strength: random.between(0.94, 1.04) }
}

function opposite(action: ChallengeAction): ChallengeAction {
  if (action === 'turn-left') return 'turn-right'
  if (action === 'turn-right') return 'turn-left'
  return 'nod'
}

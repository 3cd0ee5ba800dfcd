import type { Random } from '../ports.ts'
import type { Challenge, ChallengeAction, ChallengeFlash, ChallengeStep } from '../verification/challenge.ts'
import { type ChallengeWish, USUAL_WISH } from '../verification/challenge-wish.ts'
import { composeChallenge } from './compose-challenge.ts'
import { draw, type Range } from './draw.ts'
import { drawFlashes } from './draw-flashes.ts'

/** Calm frames before the first action, from which the person's own neutral level is measured. */
const LEAD_IN: Range = { fromMs: 800, toMs: 900 }
/** Long enough that an answer begun late (`REACTION_MS`) is over before the next one can begin. */
const PAUSE: Range = { fromMs: 250, toMs: 350 }
const TAIL_MS = 200

/** One second to turn and one to come back keeps tracked points (docs/measurements/liveness.md); a mouth is quicker. */
const WINDOWS: Readonly<Record<ChallengeAction, Range>> = {
  'turn-left': { fromMs: 1800, toMs: 2000 },
  'turn-right': { fromMs: 1800, toMs: 2000 },
  nod: { fromMs: 1800, toMs: 2000 },
  nearer: { fromMs: 1200, toMs: 1400 },
  farther: { fromMs: 1200, toMs: 1400 },
  'open-mouth': { fromMs: 1000, toMs: 1200 },
  blink: { fromMs: 1000, toMs: 1200 },
}

export interface ChallengeOptions {
  readonly wish?: ChallengeWish
  /** False where colours must not be shown: two turns stand in for them, and they prove less. */
  readonly light?: boolean
}

/**
 * Draws what one attempt asks for, about eight seconds: the usual one is a turn to a random side, an approach, an opened
 * mouth somewhere between, then colours of the screen while the face is near. Side, places, moments and colours are
 * random, so that neither the person nor a recording can know them before.
 */
export function drawChallenge(
  random: Random,
  id: string,
  { wish = USUAL_WISH, light = true }: ChallengeOptions = {},
): Challenge {
  const steps: ChallengeStep[] = []
  const flashes: ChallengeFlash[] = []
  let nowMs = draw(random, LEAD_IN)
  let endMs = nowMs
  for (const part of composeChallenge(random, wish, light)) {
    if (part === 'colours') flashes.push(...drawFlashes(random, nowMs))
    else steps.push({ action: part, startMs: nowMs, endMs: nowMs + draw(random, WINDOWS[part]) })
    endMs = (part === 'colours' ? flashes : steps).at(-1)?.endMs ?? nowMs
    nowMs = endMs + draw(random, PAUSE)
  }
  return { id, steps, flashes, totalMs: endMs + TAIL_MS }
}

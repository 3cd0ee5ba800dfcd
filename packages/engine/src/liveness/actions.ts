import type { ChallengeAction } from '../verification/challenge.ts'
import type { FaceLevels } from './face-levels.ts'

/** How one action shows. Strength 1 is the size from which it counts as done. */
export interface ActionMeasure {
  /** `calm` is the person's own level before. */
  strength(now: FaceLevels, calm: FaceLevels): number
  /** Whether the look of the eyes may show the action where the mesh does not. */
  readonly byEyes?: true
  /** Strength from which the action counts as done although nobody asked for it; absent where people do it all the time. */
  readonly unasked?: number
}

/*
 * Sizes are midpoints between the weakest live head and the strongest print, bent print or print with eye holes of the
 * 54 labelled clips (docs/measurements/liveness.md): turns 0.125 and 0.104, mouth 0.102 and 0.006 of the face height. An
 * approach has to be 1.25 times, which the capture's guide asks for.
 */
const TURN = 0.115
const MOUTH = 0.055
const NEARER = 1.25
/** Lids close by a fifth on the mesh; narrow eyes do not show that, their look does (`eye-changes.ts`). */
const BLINK = 0.2
/** Nods of rendered heads read 0.071 and more; a print that is waved, mouths, and calm heads 0.028 and less. */
const NOD = 0.05

/**
 * What may happen unasked: a turn that overshoots on its way back, lips that part a little in a smile. Rendered heads of
 * the labelled clips stay below 0.4 of a turn and 0.3 of a mouth where neither is asked.
 */
const UNASKED_TURN = 1.2
const UNASKED_MOUTH = 1.6
const UNASKED_NOD = 2

export const ACTIONS: Readonly<Record<ChallengeAction, ActionMeasure>> = {
  'turn-left': { strength: (now, calm) => (now.turn - calm.turn) / TURN, unasked: UNASKED_TURN },
  'turn-right': { strength: (now, calm) => (calm.turn - now.turn) / TURN, unasked: UNASKED_TURN },
  'open-mouth': { strength: (now, calm) => (now.mouth - calm.mouth) / MOUTH, unasked: UNASKED_MOUTH },
  blink: { strength: (now, calm) => (1 - now.eyes / calm.eyes) / BLINK, byEyes: true },
  nod: { strength: (now, calm) => (now.nod - calm.nod) / NOD, unasked: UNASKED_NOD },
  nearer: { strength: (now, calm) => Math.log(now.sizePx / calm.sizePx) / Math.log(NEARER) },
  farther: { strength: (now, calm) => Math.log(calm.sizePx / now.sizePx) / Math.log(NEARER) },
}

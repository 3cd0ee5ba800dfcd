import type { ChallengeAction } from '../verification/challenge.ts'
import type { FaceLevels } from './face-levels.ts'

/** How one action shows. Strength 1 is the size from which it counts as done. */
export interface ActionMeasure {
  /** `calm` is the person's own level before. */
  strength(now: FaceLevels, calm: FaceLevels): number
  /**
   * Where the level before the action is taken from; by default from calm frames, a reaction after the action before it.
   * - `at-once`: right before, even while the action before it may still end: what that changes does not change this, and an
   *   older level is no good where the person has come nearer since
   * - `held`: the same, and of a single frame where the pause shows no more: older ones may show another distance
   */
  readonly before?: 'at-once' | 'held'
  /** Whether the look of the eyes may show the action where the mesh does not. */
  readonly byEyes?: true
  /** Strength from which it counts although nobody asked; absent where people do it all the time or beside other actions. */
  readonly unasked?: number
}

/*
 * Sizes lie between the weakest live head and the strongest print, bent print or print with eye holes, and calm heads, of
 * the labelled clips and of twelve more people (docs/measurements/liveness.md): turns 0.137 against 0.104; lips 0.045 of
 * the face height against 0.006, 0.016 of calm heads. An approach has to be 1.25 times, which the capture's guide asks for.
 */
const TURN = 0.115
const MOUTH = 0.035
const NEARER = 1.25
/** Lids close by a fifth on the mesh; narrow eyes do not show that, their look does (`eye-changes.ts`). */
const BLINK = 0.2
/**
 * Nods of rendered heads read 0.071 and more; a print that is waved, mouths, and calm heads 0.028 and less.
 * Whoever comes nearer tilts the head by as much, so that a nod nobody asked for says nothing.
 */
const NOD = 0.05

/**
 * What may happen unasked: a turn that overshoots on its way back, lips that part in a smile. Rendered heads stay below
 * 0.4 of a turn and half of this of a mouth where neither is asked.
 */
const UNASKED_TURN = 1.2
const UNASKED_MOUTH = 2.5

export const ACTIONS: Readonly<Record<ChallengeAction, ActionMeasure>> = {
  'turn-left': { strength: (now, calm) => (now.turn - calm.turn) / TURN, unasked: UNASKED_TURN },
  'turn-right': { strength: (now, calm) => (calm.turn - now.turn) / TURN, unasked: UNASKED_TURN },
  'open-mouth': { strength: (now, calm) => (now.mouth - calm.mouth) / MOUTH, unasked: UNASKED_MOUTH },
  blink: { strength: (now, calm) => (1 - now.eyes / calm.eyes) / BLINK, byEyes: true, before: 'at-once' },
  nod: { strength: (now, calm) => (now.nod - calm.nod) / NOD },
  nearer: { strength: (now, calm) => Math.log(now.sizePx / calm.sizePx) / Math.log(NEARER), before: 'held' },
  farther: { strength: (now, calm) => Math.log(calm.sizePx / now.sizePx) / Math.log(NEARER), before: 'held' },
}

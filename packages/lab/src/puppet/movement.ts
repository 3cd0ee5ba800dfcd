import type { ChallengeAction } from '@bonafide/engine'
import { smoothStep } from '../curves.ts'
import type { HeadState } from './puppet-model.ts'

/** One movement with its rise, its hold and its return, in milliseconds since the first frame. */
export interface Movement {
  readonly action: ChallengeAction
  readonly fromMs: number
  readonly riseMs: number
  readonly holdMs: number
  readonly fallMs: number
  /** 1 is a person who does what is asked, plainly. */
  readonly strength: number
}

/**
 * Full extent of each action: turns of 23 degrees read well and still look right on a puppet, and perspective shows a head
 * from a face that grows 1.8 times upward (docs/measurements/liveness.md). Who moves away follows the guide to 0.7.
 */
const EXTENT: Readonly<Record<ChallengeAction, Partial<HeadState>>> = {
  'turn-left': { yawRad: 0.4 },
  'turn-right': { yawRad: -0.4 },
  'open-mouth': { jaw01: 0.95 },
  blink: { blink01: 1 },
  nod: { pitchRad: 0.28 },
  nearer: { zoom: 0.9 },
  farther: { zoom: -0.3 },
}

/** How much of a movement is carried out at a time, 0-1. */
export function progressOf({ fromMs, riseMs, holdMs, fallMs }: Movement, atMs: number): number {
  const since = atMs - fromMs
  if (since <= 0) return 0
  if (since < riseMs) return smoothStep(since / riseMs)
  if (since < riseMs + holdMs) return 1
  return 1 - smoothStep((since - riseMs - holdMs) / fallMs)
}

/** The sum of all movements at a time, as changes to a head at rest (`zoom` as a change to 1). */
export function movedBy(
  movements: readonly Movement[],
  atMs: number,
): Required<Omit<HeadState, 'shiftXPx' | 'shiftYPx'>> {
  const sum = { yawRad: 0, pitchRad: 0, rollRad: 0, jaw01: 0, blink01: 0, zoom: 0 }
  for (const movement of movements) {
    const share = progressOf(movement, atMs) * movement.strength
    const extent = EXTENT[movement.action]
    sum.yawRad += (extent.yawRad ?? 0) * share
    sum.pitchRad += (extent.pitchRad ?? 0) * share
    sum.jaw01 += (extent.jaw01 ?? 0) * share
    sum.blink01 += (extent.blink01 ?? 0) * share
    sum.zoom += (extent.zoom ?? 0) * share
  }
  return sum
}

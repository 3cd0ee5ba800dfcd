import type { Challenge } from '@bonafide/engine'
import type { Circumstances } from '../../camera/circumstances.ts'
import { movedBy } from '../../puppet/movement.ts'
import { obey } from '../../puppet/plan-movements.ts'
import { sway, wander } from '../../puppet/sway.ts'
import type { Seeded } from '../../random.ts'
import type { SheetPose } from './show-sheet.ts'

export interface Hold {
  /** How far the sheet is turned where a turn is asked; 1 is as far as a head. 0 for a screen, which turns by itself. */
  readonly turns: number
  /** Whether it comes nearer where that is asked. */
  readonly nears: boolean
  /** See `SheetPose`. */
  readonly pivot: number
}

/** Hands are less steady than a neck. */
const HAND = 2

/** Somebody holds a sheet before the phone, and moves it as the challenge asks a head to. */
export function holdSheet(
  challenge: Challenge,
  { turns, nears, pivot }: Hold,
  { unrest, shakePx, restYawRad, restPitchRad }: Circumstances,
  random: Seeded,
): (atMs: number) => SheetPose {
  const movements = obey(challenge, random)
  const drift = sway(random, unrest * HAND)
  const shake = [wander(random, shakePx), wander(random, shakePx)] as const
  return (atMs) => {
    const drifted = drift(atMs)
    const moved = movedBy(movements, atMs)
    return {
      yawRad: restYawRad + drifted.yawRad + turns * moved.yawRad,
      pitchRad: restPitchRad + drifted.pitchRad + turns * moved.pitchRad,
      rollRad: drifted.rollRad,
      shiftXPx: drifted.shiftXPx + shake[0](atMs),
      shiftYPx: drifted.shiftYPx + shake[1](atMs),
      zoom: 1 + (nears ? moved.zoom : 0),
      pivot,
    }
  }
}

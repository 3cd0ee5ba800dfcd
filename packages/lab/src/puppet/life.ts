import type { Circumstances } from '../camera/circumstances.ts'
import type { Seeded } from '../random.ts'
import { type Movement, movedBy } from './movement.ts'
import type { RenderOptions } from './puppet.ts'
import { sway, wander } from './sway.ts'

/** How a person holds and moves the head at any time, by the light of the room. */
export type Life = (atMs: number) => RenderOptions & { readonly zoom: number }

/** Somebody who makes the given movements, and besides sways and blinks as people do. */
export function liveThrough(movements: readonly Movement[], circumstances: Circumstances, random: Seeded): Life {
  const { unrest, shakePx, restYawRad, restPitchRad, restZoom, wallShare } = circumstances
  const drift = sway(random, unrest)
  const shake = [wander(random, shakePx), wander(random, shakePx)] as const
  const all = [...movements, ...blinksOf(random)]
  return (atMs) => {
    const drifted = drift(atMs)
    const moved = movedBy(all, atMs)
    return {
      yawRad: restYawRad + drifted.yawRad + moved.yawRad,
      pitchRad: restPitchRad + drifted.pitchRad + moved.pitchRad,
      rollRad: drifted.rollRad + moved.rollRad,
      jaw01: moved.jaw01,
      blink01: moved.blink01,
      zoom: restZoom * (1 + moved.zoom),
      shiftXPx: drifted.shiftXPx,
      shiftYPx: drifted.shiftYPx,
      cameraXPx: shake[0](atMs),
      cameraYPx: shake[1](atMs),
      wallShare,
    }
  }
}

/** People blink every few seconds whether they are asked or not. */
function blinksOf(random: Seeded): readonly Movement[] {
  const blinks: Movement[] = []
  for (let at = random.between(800, 2500); at < 60_000; at += random.between(2200, 5000)) {
    blinks.push({ action: 'blink', fromMs: at, riseMs: 90, holdMs: 50, fallMs: 130, strength: 1 })
  }
  return blinks
}

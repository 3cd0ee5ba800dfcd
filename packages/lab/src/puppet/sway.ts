import type { Seeded } from '../random.ts'
import type { HeadState } from './puppet-model.ts'

/** Where a head drifts to while its owner keeps still. */
export type Sway = (atMs: number) => Pick<HeadState, 'yawRad' | 'pitchRad' | 'rollRad' | 'shiftXPx' | 'shiftYPx'>

/** Slow drift with a faster tremor on top, as hand-held selfies show it. `strength` 1 is a calm person. */
export function sway(random: Seeded, strength = 1): Sway {
  const yaw = wander(random, 0.022 * strength)
  const pitch = wander(random, 0.016 * strength)
  const roll = wander(random, 0.01 * strength)
  const shiftX = wander(random, 2.5 * strength)
  const shiftY = wander(random, 2 * strength)
  return (atMs) => ({
    yawRad: yaw(atMs),
    pitchRad: pitch(atMs),
    rollRad: roll(atMs),
    shiftXPx: shiftX(atMs),
    shiftYPx: shiftY(atMs),
  })
}

/** One quantity that wanders about 0, by 1.4 times the amplitude at most. */
export function wander(random: Seeded, amplitude: number): (atMs: number) => number {
  const slow = { hertz: random.between(0.15, 0.4), phase: random.between(0, 2 * Math.PI) }
  const fast = { hertz: random.between(0.5, 1.2), phase: random.between(0, 2 * Math.PI) }
  const at = ({ hertz, phase }: typeof slow, atMs: number) => Math.sin(phase + (2 * Math.PI * hertz * atMs) / 1000)
  return (atMs) => amplitude * (at(slow, atMs) + 0.4 * at(fast, atMs))
}

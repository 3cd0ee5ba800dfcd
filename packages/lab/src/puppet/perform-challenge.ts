import type { Challenge, Frame, Picture } from '@bonafide/engine'
import { type Seeded, seeded } from '../random.ts'
import { captureTimes, type FrameRates, USUAL_RATES } from './capture-times.ts'
import { flatSheet } from './flat-sheet.ts'
import type { ScreenLight } from './light-points.ts'
import { type Movement, movedBy } from './movement.ts'
import { confuse, obey } from './plan-movements.ts'
import type { Puppet, RenderOptions } from './puppet.ts'
import { sway } from './sway.ts'

/**
 * - `obeys`: does what is asked, in time
 * - `ignores`: moves as a living person does, but does nothing of what is asked
 * - `wrong-order`: does the asked actions, each in the window of another
 * - `still`: one picture with the noise of a camera
 * - `frozen`: one picture, byte for byte
 * - `flat-print`, `bent-print`: a sheet of paper with the picture, turned by hand where a turn is asked
 */
export type Behaviour = 'obeys' | 'ignores' | 'wrong-order' | 'still' | 'frozen' | 'flat-print' | 'bent-print'

export interface Performance {
  readonly seed: number
  readonly behaviour?: Behaviour
  readonly rates?: FrameRates
  readonly light?: ScreenLight
}

/** The frames that a camera keeps while a puppet faces a challenge. The same seed gives the same frames. */
export function performChallenge(puppet: Puppet, challenge: Challenge, performance: Performance): readonly Frame[] {
  return [...framesOf(puppet, challenge, performance)]
}

/** The same one frame after the other, for a caller that does not want to hold them all. */
export function* framesOf(puppet: Puppet, challenge: Challenge, performance: Performance): Generator<Frame> {
  const random = seeded(performance.seed)
  const scene = sceneOf(puppet, challenge, performance, random)
  const times = captureTimes(challenge, performance.rates ?? USUAL_RATES, random)
  for (const [index, atMs] of times.entries()) yield { atMs, picture: scene(atMs, performance.seed * 1009 + index) }
}

type Scene = (atMs: number, seedNoise: number) => Picture

function sceneOf(puppet: Puppet, challenge: Challenge, performance: Performance, random: Seeded): Scene {
  const lit: RenderOptions = performance.light === undefined ? {} : { light: performance.light }
  switch (performance.behaviour ?? 'obeys') {
    case 'obeys':
      return living(puppet, obey(challenge, random), random, 1, lit)
    case 'wrong-order':
      return living(puppet, confuse(challenge, random), random, 1, lit)
    case 'ignores':
      return living(puppet, [], random, 1.8, lit)
    case 'still':
      return (_, seedNoise) => puppet.render({ ...lit, seedNoise })
    case 'frozen': {
      const picture = puppet.render({ ...lit, seedNoise: performance.seed })
      return () => picture
    }
    case 'flat-print':
      return flatSheet(puppet, obey(challenge, random), random, 0)
    case 'bent-print':
      return flatSheet(puppet, obey(challenge, random), random, 0.5)
  }
}

function living(
  puppet: Puppet,
  movements: readonly Movement[],
  random: Seeded,
  unrest: number,
  lit: RenderOptions,
): Scene {
  const drift = sway(random, unrest)
  const blinks = blinkTimes(random)
  return (atMs, seedNoise) => {
    const drifted = drift(atMs)
    const moved = movedBy([...movements, ...blinks], atMs)
    return puppet.render({
      ...lit,
      ...moved,
      yawRad: drifted.yawRad + moved.yawRad,
      pitchRad: drifted.pitchRad + moved.pitchRad,
      rollRad: drifted.rollRad + moved.rollRad,
      shiftXPx: drifted.shiftXPx,
      shiftYPx: drifted.shiftYPx,
      zoom: 1 + moved.zoom,
      seedNoise,
    })
  }
}

/** People blink every few seconds whether they are asked or not. */
function blinkTimes(random: Seeded): readonly Movement[] {
  const blinks: Movement[] = []
  for (let at = random.between(800, 2500); at < 60_000; at += random.between(2200, 5000)) {
    blinks.push({ action: 'blink', fromMs: at, riseMs: 90, holdMs: 50, fallMs: 130, strength: 1 })
  }
  return blinks
}

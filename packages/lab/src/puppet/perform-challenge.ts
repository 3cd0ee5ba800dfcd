import type { Challenge, Frame, Picture } from '@bonafide/engine'
import { type Circumstances, usualCircumstances } from '../camera/circumstances.ts'
import { type Seeded, seeded } from '../random.ts'
import { captureTimes, type FrameRates, USUAL_RATES } from './capture-times.ts'
import { type Life, liveThrough } from './life.ts'
import type { Movement } from './movement.ts'
import { confuse, obey } from './plan-movements.ts'
import type { Puppet } from './puppet.ts'
import { screenLight } from './screen-light.ts'

/**
 * - `obeys`: does what is asked, in time
 * - `ignores`: moves as a living person does, but does nothing of what is asked
 * - `wrong-order`: does the asked actions, each in the window of another
 * - `still`: one picture with the noise of a camera
 * - `frozen`: one picture, byte for byte
 *
 * What is held before a camera or put in its place is in `attacks`.
 */
export type Behaviour = 'obeys' | 'ignores' | 'wrong-order' | 'still' | 'frozen'

export interface Performance {
  readonly seed: number
  readonly behaviour?: Behaviour
  readonly rates?: FrameRates
  /** See `Circumstances`. */
  readonly flashStrength?: number
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
  const usual = usualCircumstances(random)
  const circumstances = { ...usual, flashStrength: performance.flashStrength ?? usual.flashStrength }
  const living = (movements: readonly Movement[], unrest: number) =>
    lit(puppet, challenge, liveThrough(movements, { ...circumstances, unrest }, random), circumstances)
  switch (performance.behaviour ?? 'obeys') {
    case 'obeys':
      return living(obey(challenge, random), 1)
    case 'wrong-order':
      return living(confuse(challenge, random), 1)
    case 'ignores':
      return living([], 1.8)
    case 'still':
      return (_, seedNoise) => puppet.render({ seedNoise })
    case 'frozen': {
      const picture = puppet.render({ seedNoise: performance.seed })
      return () => picture
    }
  }
}

/** A life by the light of the room and of the screen. */
function lit(puppet: Puppet, { flashes }: Challenge, life: Life, { flashStrength, lagMs }: Circumstances): Scene {
  const screen = screenLight(flashes, { strength: flashStrength, lagMs })
  return (atMs, seedNoise) => {
    const light = screen(atMs)
    // A dark screen is left out: without light the picture need not be weighed point by point.
    const shining = light.some((channel) => channel > 0)
    return puppet.render({ ...life(atMs), ...(shining ? { light } : {}), seedNoise })
  }
}

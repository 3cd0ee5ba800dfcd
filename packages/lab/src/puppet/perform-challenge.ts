import type { Challenge, Frame, Picture } from '@bonafide/engine'
import { type Seeded, seeded } from '../random.ts'
import { captureTimes, type FrameRates, USUAL_RATES } from './capture-times.ts'
import { flatSheet } from './flat-sheet.ts'
import { type Movement, movedBy } from './movement.ts'
import { confuse, obey } from './plan-movements.ts'
import type { Puppet } from './puppet.ts'
import { screenLight } from './screen-light.ts'
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
  /**
   * What a colour of the screen adds to its channel on a face at arm's length, where 1 is the light of the room: 0.3
   * where nothing is said, a phone in a dim room; 0.1 is a lit room, 0.03 a bright office.
   */
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

const USUAL_STRENGTH = 0.3

/** Screen and camera together answer this late. */
const LAG_MS = { least: 40, most: 160 } as const

function sceneOf(puppet: Puppet, challenge: Challenge, performance: Performance, random: Seeded): Scene {
  const lagMs = random.between(LAG_MS.least, LAG_MS.most)
  const light = screenLight(challenge.flashes, { strength: performance.flashStrength ?? USUAL_STRENGTH, lagMs })
  switch (performance.behaviour ?? 'obeys') {
    case 'obeys':
      return living(puppet, obey(challenge, random), random, 1, light)
    case 'wrong-order':
      return living(puppet, confuse(challenge, random), random, 1, light)
    case 'ignores':
      return living(puppet, [], random, 1.8, light)
    case 'still':
      return (_, seedNoise) => puppet.render({ seedNoise })
    case 'frozen': {
      const picture = puppet.render({ seedNoise: performance.seed })
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
  light: ReturnType<typeof screenLight>,
): Scene {
  const drift = sway(random, unrest)
  const blinks = blinkTimes(random)
  return (atMs, seedNoise) => {
    const drifted = drift(atMs)
    const moved = movedBy([...movements, ...blinks], atMs)
    const screen = light(atMs)
    return puppet.render({
      ...moved,
      yawRad: drifted.yawRad + moved.yawRad,
      pitchRad: drifted.pitchRad + moved.pitchRad,
      rollRad: drifted.rollRad + moved.rollRad,
      shiftXPx: drifted.shiftXPx,
      shiftYPx: drifted.shiftYPx,
      zoom: 1 + moved.zoom,
      // A dark screen is skipped: without light the picture need not be weighed point by point.
      ...(screen.some((channel) => channel > 0) ? { light: screen } : {}),
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

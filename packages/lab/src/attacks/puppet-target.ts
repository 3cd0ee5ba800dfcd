import type { Challenge, Frame } from '@bonafide/engine'
import { adaptedTo, developer } from '../camera/camera-look.ts'
import type { Circumstances } from '../camera/circumstances.ts'
import { captureTimes, type FrameRates, USUAL_RATES } from '../puppet/capture-times.ts'
import { liveThrough } from '../puppet/life.ts'
import { obey } from '../puppet/plan-movements.ts'
import { type ScreenLight, screenLight } from '../puppet/screen-light.ts'
import { seeded } from '../random.ts'
import { type PosingPerson, STILL_ZOOM } from './posing-person.ts'
import type { Target } from './target.ts'

export interface PuppetTargetOptions {
  readonly seed: number
  readonly circumstances: Circumstances
  readonly rates?: FrameRates
  /** Somebody else, for attacks that show two people. */
  readonly stranger?: PosingPerson
}

/** A puppet that answers a challenge, as a target. */
export function puppetTarget(person: PosingPerson, challenge: Challenge, options: PuppetTargetOptions): Target {
  const { seed, circumstances, rates = USUAL_RATES, stranger } = options
  const random = seeded(seed)
  const life = liveThrough(obey(challenge, random), circumstances, random)
  const times = captureTimes(challenge, rates, random)
  const develop = developer(circumstances.look)
  const screen = screenLight(challenge.flashes, { strength: circumstances.flashStrength, lagMs: circumstances.lagMs })
  const { puppet } = person
  // A near face gets more by the square of the distance.
  const onFace = (atMs: number): ScreenLight => {
    const [nearness, [red, green, blue]] = [life(atMs).zoom ** 2, screen(atMs)]
    return [red * nearness, green * nearness, blue * nearness]
  }
  return {
    challenge,
    times,
    circumstances,
    screen,
    develop,
    still: person.still,
    face: person.face,
    obeying: (atMs) => puppet.render(life(atMs)),
    lookingOut: (atMs) => {
      const { blink01 = 0, jaw01 = 0 } = life(atMs)
      return puppet.render({ zoom: STILL_ZOOM, blink01, jaw01 })
    },
    captured: () =>
      times.map((atMs, index): Frame => {
        const light = screen(atMs)
        const lit = light.some((channel) => channel > 0)
        const picture = puppet.render({ ...life(atMs), ...(lit ? { light } : {}) })
        return { atMs, picture: develop(picture, adaptedTo(onFace, atMs), seed * 1009 + index) }
      }),
    ...(stranger === undefined
      ? {}
      : { stranger: () => puppetTarget(stranger, challenge, { seed, circumstances, rates }).captured() }),
  }
}

import type { Picture, Pictures } from '@bonafide/engine'
import { smoothStep } from '../curves.ts'
import { type Movement, movedBy } from '../puppet/movement.ts'
import type { Puppet, RenderOptions } from '../puppet/puppet.ts'
import { seeded } from '../random.ts'

/** What the client channel may ask a face to do in front of a browser's camera. */
export const CAMERA_ACTIONS = ['turn-left', 'turn-right', 'open-mouth', 'blink', 'nearer', 'farther'] as const

export type CameraAction = (typeof CAMERA_ACTIONS)[number]

/** Where the person holds the phone: at arm's length, or near after an approach. */
export type CameraDistance = 'arm' | 'near'

/** JPEG frames of one person, without noise (the script adds it). */
export interface CameraClips {
  readonly width: number
  readonly height: number
  readonly framesPerSecond: number
  /** Loops of a person who is asked for nothing. */
  readonly calm: Readonly<Record<CameraDistance, readonly Uint8Array[]>>
  /**
   * The frames of the near loop once more with a white screen shining on the face. The light of a coloured screen is
   * these in its channels, and the light of the room in the others.
   */
  readonly litNear: readonly Uint8Array[]
  /** Each action from the calm at one distance, back to it or, for the distances, to the other one. */
  readonly actions: Readonly<Record<CameraDistance, Readonly<Partial<Record<CameraAction, readonly Uint8Array[]>>>>>
}

const FRAMES_PER_SECOND = 15

/** Of a phone in a dim room, as `performChallenge` has it where nothing is said. */
const SCREEN_STRENGTH = 0.3

const NEAR_ZOOM = 1.9
const AWAY_ZOOM = 0.75

type Course = Pick<Movement, 'riseMs' | 'holdMs' | 'fallMs'>

/** As people do them (`plan-movements.ts`); each is over within the shortest window that is drawn. */
const COURSES: Readonly<Record<Exclude<CameraAction, 'nearer' | 'farther'>, Course>> = {
  'turn-left': { riseMs: 700, holdMs: 100, fallMs: 600 },
  'turn-right': { riseMs: 700, holdMs: 100, fallMs: 600 },
  'open-mouth': { riseMs: 300, holdMs: 200, fallMs: 250 },
  blink: { riseMs: 120, holdMs: 200, fallMs: 160 },
}
const WAY_MS = 900

/** Renders the clips that `cameraScript` plays. Some 250 frames: five to six seconds of one core. */
export async function cameraClips(puppet: Puppet, pictures: Pictures, seed: number): Promise<CameraClips> {
  const { width, height } = puppet
  const film = filmer(puppet, pictures)
  const calm = { arm: calmLoop(seed, 1), near: calmLoop(seed + 1, NEAR_ZOOM) }
  const light: RenderOptions['light'] = [SCREEN_STRENGTH, SCREEN_STRENGTH, SCREEN_STRENGTH]
  const face = async (zoom: number) => ({
    'open-mouth': await film(lengthOf('open-mouth'), acting('open-mouth', zoom)),
    blink: await film(lengthOf('blink'), acting('blink', zoom)),
  })
  return {
    width,
    height,
    framesPerSecond: FRAMES_PER_SECOND,
    calm: { arm: await film(CALM_MS, calm.arm), near: await film(CALM_MS, calm.near) },
    litNear: await film(CALM_MS, (atMs) => ({ ...calm.near(atMs), light })),
    actions: {
      arm: {
        ...(await face(1)),
        'turn-left': await film(lengthOf('turn-left'), acting('turn-left', 1)),
        'turn-right': await film(lengthOf('turn-right'), acting('turn-right', 1)),
        nearer: await film(WAY_MS, way(1, NEAR_ZOOM)),
        farther: await film(2 * WAY_MS, (atMs) =>
          atMs < WAY_MS ? way(1, AWAY_ZOOM)(atMs) : way(AWAY_ZOOM, 1)(atMs - WAY_MS),
        ),
      },
      near: { ...(await face(NEAR_ZOOM)), farther: await film(WAY_MS, way(NEAR_ZOOM, 1)) },
    },
  }
}

type Instant = (atMs: number) => RenderOptions

const CALM_MS = 2400

/** A loop whose end passes into its beginning, with rest at the seam, and one blink. */
function calmLoop(seed: number, zoom: number): Instant {
  const random = seeded(seed)
  const [yaw, pitch] = [random.between(0.012, 0.02), random.between(0.008, 0.014)]
  const blink = { action: 'blink', fromMs: 1200, riseMs: 90, holdMs: 50, fallMs: 130, strength: 1 } as const
  return (atMs) => {
    const phase = (2 * Math.PI * atMs) / CALM_MS
    return {
      yawRad: yaw * Math.sin(phase),
      pitchRad: pitch * Math.sin(2 * phase),
      shiftXPx: 2 * Math.sin(phase),
      blink01: movedBy([blink], atMs).blink01,
      zoom,
    }
  }
}

function acting(action: keyof typeof COURSES, zoom: number): Instant {
  const movement = { action, fromMs: 0, strength: 1, ...COURSES[action] }
  return (atMs) => ({ ...movedBy([movement], atMs), zoom })
}

function lengthOf(action: keyof typeof COURSES): number {
  const { riseMs, holdMs, fallMs } = COURSES[action]
  return riseMs + holdMs + fallMs
}

/** From one distance to another. Size is what distance is divided by, so that a steady hand changes it ever faster. */
function way(from: number, to: number): Instant {
  return (atMs) => {
    const share = smoothStep(Math.min(1, atMs / WAY_MS))
    return { zoom: 1 / (1 / from + (1 / to - 1 / from) * share) }
  }
}

function filmer(puppet: Puppet, pictures: Pictures) {
  return async (lengthMs: number, instant: Instant): Promise<readonly Uint8Array[]> => {
    const taken: Uint8Array[] = []
    const count = Math.round((lengthMs * FRAMES_PER_SECOND) / 1000)
    for (let index = 0; index < count; index += 1) {
      const picture: Picture = puppet.render(instant((index * 1000) / FRAMES_PER_SECOND))
      taken.push(await pictures.encodeJpeg(picture, 88))
    }
    return taken
  }
}

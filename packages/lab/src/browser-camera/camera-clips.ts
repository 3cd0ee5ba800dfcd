import type { ChallengeAction, Pictures } from '@bonafide/engine'
import { movedBy } from '../puppet/movement.ts'
import type { Puppet } from '../puppet/puppet.ts'
import { seeded } from '../random.ts'

/** What the client channel may ask a face to do in front of a browser's camera. */
export const CAMERA_ACTIONS = ['turn-left', 'turn-right', 'open-mouth'] as const satisfies readonly ChallengeAction[]

export type CameraAction = (typeof CAMERA_ACTIONS)[number]

/** JPEG frames of one person, without noise (the script adds it): a calm loop, and each action from rest to rest. */
export interface CameraClips {
  readonly width: number
  readonly height: number
  readonly framesPerSecond: number
  readonly neutral: readonly Uint8Array[]
  readonly actions: Readonly<Record<CameraAction, readonly Uint8Array[]>>
}

const FRAMES_PER_SECOND = 20
const NEUTRAL_MS = 3000

/** Rise, hold and fall as in `plan-movements.ts`; the shortest window that is drawn lasts 1.2 s. */
const ACTION = { riseMs: 400, holdMs: 300, fallMs: 350 } as const

/** Renders the clips that `cameraScript` plays. Some 120 frames: two to three seconds of one core. */
export async function cameraClips(puppet: Puppet, pictures: Pictures, seed: number): Promise<CameraClips> {
  const { width, height } = puppet
  const actions: [CameraAction, readonly Uint8Array[]][] = []
  for (const action of CAMERA_ACTIONS) actions.push([action, await actionClip(puppet, pictures, action)])
  return {
    width,
    height,
    framesPerSecond: FRAMES_PER_SECOND,
    neutral: await neutralLoop(puppet, pictures, seed),
    actions: Object.fromEntries(actions) as Record<CameraAction, readonly Uint8Array[]>,
  }
}

/** A loop whose end passes into its beginning, with rest at the seam, and one blink. */
async function neutralLoop(puppet: Puppet, pictures: Pictures, seed: number): Promise<readonly Uint8Array[]> {
  const random = seeded(seed)
  const [yaw, pitch] = [random.between(0.012, 0.02), random.between(0.008, 0.014)]
  const blink = { action: 'blink', fromMs: 1400, riseMs: 90, holdMs: 50, fallMs: 130, strength: 1 } as const
  return frames(NEUTRAL_MS, async (atMs) => {
    const phase = (2 * Math.PI * atMs) / NEUTRAL_MS
    const { blink01 } = movedBy([blink], atMs)
    const picture = puppet.render({
      yawRad: yaw * Math.sin(phase),
      pitchRad: pitch * Math.sin(2 * phase),
      shiftXPx: 2 * Math.sin(phase),
      blink01,
    })
    return pictures.encodeJpeg(picture, 88)
  })
}

function actionClip(puppet: Puppet, pictures: Pictures, action: CameraAction) {
  const movement = { action, fromMs: 0, strength: 1, ...ACTION }
  return frames(ACTION.riseMs + ACTION.holdMs + ACTION.fallMs, async (atMs) => {
    const moved = movedBy([movement], atMs)
    const picture = puppet.render({ ...moved, zoom: 1 + moved.zoom })
    return pictures.encodeJpeg(picture, 88)
  })
}

async function frames(lengthMs: number, take: (atMs: number) => Promise<Uint8Array>) {
  const taken: Uint8Array[] = []
  const count = Math.round((lengthMs * FRAMES_PER_SECOND) / 1000)
  for (let index = 0; index < count; index += 1) taken.push(await take((index * 1000) / FRAMES_PER_SECOND))
  return taken
}

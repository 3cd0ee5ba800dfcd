import { type ObservedFace, observeFaces, type Picture, type Tools } from '@bonafide/engine'
import { sensorNoise } from '../drawing/sensor-noise.ts'
import { buildModel } from './build-model.ts'
import { lightPoints } from './light-points.ts'
import { paintLashes } from './paint-lashes.ts'
import { paintMouth } from './paint-mouth.ts'
import { poseModel } from './pose-model.ts'
import { AT_REST, type HeadState } from './puppet-model.ts'
import { rasterise } from './rasterise.ts'
import type { ScreenLight } from './screen-light.ts'

/** A frame as a selfie camera gives it to our SDK. */
const FRAME = { width: 480, height: 640 } as const

/** Standard deviation of the noise of a phone's camera indoors, in grey levels. */
const SENSOR_NOISE = 1.5

export interface RenderOptions extends Partial<HeadState> {
  /** Of a face at arm's length; what is nearer gets more. */
  readonly light?: ScreenLight
  /** Share of it that reaches what stands behind the person; a tenth where nothing is said. */
  readonly wallShare?: number
  /** How far the camera itself looks aside: everything moves. */
  readonly cameraXPx?: number
  readonly cameraYPx?: number
  /** Which instant of the camera's noise; absent for a picture without noise. */
  readonly seedNoise?: number
}

/** A person made to move from one still. */
export interface Puppet {
  readonly width: number
  readonly height: number
  /** Draws one instant, the person at rest where nothing else is said. The same options give the same bytes. */
  render(options?: RenderOptions): Picture
}

/** The still shows no face, or fewer than were asked for. */
export class NoFaceInStill extends Error {
  readonly code = 'no-face-in-still'
}

/** Which face of a still: the largest where nothing is said, or the one at a place, in order of size. */
export interface StillChoice {
  readonly faceIndex?: number
}

/**
 * Makes a person move from one still picture.
 *
 *     const puppet = await createPuppet(still, tools)
 *     const turned = puppet.render({ yawRad: 0.4, seedNoise: 1 })
 */
export async function createPuppet(still: Picture, tools: Tools, choice: StillChoice = {}): Promise<Puppet> {
  const faces = await observeFaces(still, tools)
  const face = faces[choice.faceIndex ?? 0]
  if (face === undefined) throw new NoFaceInStill(`the still shows ${faces.length} faces`)
  return puppetFrom(still, face)
}

/** The same from a face that was found before. */
export function puppetFrom(still: Picture, face: ObservedFace): Puppet {
  const model = buildModel(still, face, FRAME.width, FRAME.height)
  const noise = sensorNoise(1, SENSOR_NOISE)
  return {
    ...FRAME,
    render: (options = {}) => {
      const state: HeadState = { ...AT_REST, ...options }
      const posed = poseModel(model, state, { x: options.cameraXPx ?? 0, y: options.cameraYPx ?? 0 })
      const light =
        options.light === undefined ? undefined : lightPoints(model, posed, options.light, options.wallShare)
      const picture = rasterise(model, posed, light)
      paintMouth(model, posed, light, picture, state.jaw01)
      paintLashes(posed, picture, state.blink01)
      if (options.seedNoise !== undefined) noise.addTo(picture, options.seedNoise)
      return picture
    },
  }
}

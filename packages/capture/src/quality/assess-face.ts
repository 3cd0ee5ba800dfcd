import type { FoundFace } from '../face-finder/find-face.ts'
import type { GrayImage, PixelBox } from './gray-image.ts'
import { brightness, movement } from './measures.ts'

/** What can be said without finding a face, each with a text of its own in every language. */
export const LIGHT_HINTS = ['too-dark', 'too-bright', 'moving'] as const

export type LightHint = (typeof LIGHT_HINTS)[number]

/** How the face lies in the oval. */
export type PlaceHint = 'no-face' | 'aside' | 'too-far' | 'too-near' | 'turned'

export type FaceHint = LightHint | PlaceHint

export interface SeenFace {
  /** Absent when nothing is wrong, as far as was looked. */
  readonly hint?: FaceHint
  /** Whether a face was looked for. */
  readonly lookedFor: boolean
}

/** Wide limits: below or above them skin has no structure left. */
const DARK = 40
const BRIGHT = 235
/** Mean grey levels between two looks 200 ms apart; only walking or waving reaches it. */
const MOVING = 22
/**
 * Of moving test people (docs/capture.md): a face at arm's length is 0.75 to 0.91 of the oval high and its middle lies
 * within 0.12 of the oval's; held at two thirds of that distance it is 1.2 to 1.4 high, at twice the distance 0.36 to 0.44.
 */
const TOO_FAR = 0.5
const TOO_NEAR = 1.3
const ASIDE = 0.4
/** Heads that look straight ahead reach 0.15, turned by 34 degrees 0.31 to 0.63; within 11 degrees none reaches 0.2. */
const TURNED = 0.3

export interface FaceLook {
  readonly image: GrayImage
  readonly oval: PixelBox
  readonly before?: GrayImage | undefined
  /** The face where one was looked for: `none` where none was seen. */
  readonly face?: FoundFace | 'none' | undefined
}

/** The most important thing to say of the live picture of a face; the service judges all of it. */
export function assessFace({ image, oval, before, face }: FaceLook): SeenFace {
  const hint = lightHint(image, oval) ?? placeHint(face, oval) ?? moveHint(image, before)
  return { lookedFor: face !== undefined, ...(hint === undefined ? {} : { hint }) }
}

function lightHint(image: GrayImage, oval: PixelBox): FaceHint | undefined {
  const light = brightness(image, oval)
  if (light < DARK) return 'too-dark'
  return light > BRIGHT ? 'too-bright' : undefined
}

function placeHint(face: FaceLook['face'], oval: PixelBox): FaceHint | undefined {
  if (face === undefined) return undefined
  if (face === 'none') return 'no-face'
  const { box, turn } = face
  const height = box.height / oval.height
  const across = (box.x + box.width / 2 - oval.x - oval.width / 2) / oval.width
  const down = (box.y + box.height / 2 - oval.y - oval.height / 2) / oval.height
  if (Math.max(Math.abs(across), Math.abs(down)) > ASIDE) return 'aside'
  if (height < TOO_FAR) return 'too-far'
  if (height > TOO_NEAR) return 'too-near'
  return Math.abs(turn) > TURNED ? 'turned' : undefined
}

function moveHint(image: GrayImage, before: GrayImage | undefined): FaceHint | undefined {
  return before !== undefined && movement(before, image) > MOVING ? 'moving' : undefined
}

import type { GrayImage, PixelBox } from './gray-image.ts'
import { brightness, movement } from './measures.ts'

/** What can be said about the light without finding a face; the service judges the rest. */
export const FACE_HINTS = ['too-dark', 'too-bright', 'moving'] as const

export type FaceHint = (typeof FACE_HINTS)[number]

/** Wide limits: below or above them skin has no structure left. */
const DARK = 40
const BRIGHT = 235
/** Mean grey levels between two looks 200 ms apart; only walking or waving reaches it. */
const MOVING = 22

export function assessFace(image: GrayImage, oval: PixelBox, before?: GrayImage): FaceHint | undefined {
  const light = brightness(image, oval)
  if (light < DARK) return 'too-dark'
  if (light > BRIGHT) return 'too-bright'
  return before !== undefined && movement(before, image) > MOVING ? 'moving' : undefined
}

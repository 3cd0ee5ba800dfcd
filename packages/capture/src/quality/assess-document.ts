import type { GrayImage, PixelBox } from './gray-image.ts'
import { bordersSeen, brightness, glare, movement, sharpness } from './measures.ts'

/** What keeps a preview from being a good picture, most important first; each has a text in every language. */
export const DOCUMENT_HINTS = ['too-dark', 'too-bright', 'no-document', 'moving', 'blurred', 'glare'] as const

export type DocumentHint = (typeof DOCUMENT_HINTS)[number]

export interface DocumentWatch {
  /** Looks at the next preview picture. `hint` is absent when it is good, `goodForMs` says since when it is. */
  readonly look: (
    image: GrayImage,
    frame: PixelBox,
    atMs: number,
  ) => { readonly hint?: DocumentHint; readonly goodForMs: number }
}

/** Guidance only, the service judges the picture itself: wide limits that catch what plainly will not be read. */
const DARK = 45
const BRIGHT = 232
/** 1-2 % of burnt-out pixels can hide text, but white paper in good light burns out too: printed specimens show up to 3 %. */
const GLARE_SHARE01 = 0.04
/** Mean grey levels between two looks 100 ms apart; hands at rest and sensor noise stay below 3. */
const MOVING = 5
/** Laplacian variance depends on sensor and size, so blur is told against the best of this camera's last pictures. */
const BLURRED_SHARE_OF_BEST = 0.45
/**
 * On 18 scans and rendered photographs of pages, 320 px wide: sharp 890 to 17,800; blurred by 1 px 99 to 1,250; by 2 px,
 * where no line of print survives, 8 to 67.
 */
const BLURRED_ABSOLUTE = 60
const BEST_FADES = 0.985
const BORDERS_NEEDED = 3

/** Follows the live preview of one document page. */
export function createDocumentWatch(): DocumentWatch {
  let before: GrayImage | undefined
  let best = 0
  let goodSince: number | undefined

  return {
    look(image, frame, atMs) {
      const sharp = sharpness(image, frame)
      best = Math.max(best * BEST_FADES, sharp)
      const moved = before === undefined ? 0 : movement(before, image)
      before = image
      const borders = bordersSeen(image, frame).length
      const hint = hintOf(image, frame, { sharp, best, moved, borders })
      goodSince = hint === undefined ? (goodSince ?? atMs) : undefined
      const goodForMs = goodSince === undefined ? 0 : atMs - goodSince
      return hint === undefined ? { goodForMs } : { hint, goodForMs }
    },
  }
}

/** The hint for one taken picture: without movement, and without borders, which may lie outside of it. */
export function assessPage(image: GrayImage, frame: PixelBox): DocumentHint | undefined {
  const sharp = sharpness(image, frame)
  return hintOf(image, frame, { sharp, best: 0, moved: 0, borders: BORDERS_NEEDED })
}

interface Measured {
  readonly sharp: number
  readonly best: number
  readonly moved: number
  readonly borders: number
}

function hintOf(
  image: GrayImage,
  frame: PixelBox,
  { sharp, best, moved, borders }: Measured,
): DocumentHint | undefined {
  const light = brightness(image, frame)
  if (light < DARK) return 'too-dark'
  if (light > BRIGHT) return 'too-bright'
  if (borders < BORDERS_NEEDED) return 'no-document'
  if (moved > MOVING) return 'moving'
  if (sharp < Math.max(BLURRED_ABSOLUTE, best * BLURRED_SHARE_OF_BEST)) return 'blurred'
  return glare(image, frame) > GLARE_SHARE01 ? 'glare' : undefined
}

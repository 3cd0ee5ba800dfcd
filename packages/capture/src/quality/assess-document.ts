import { findOutline, type Outline } from './find-outline.ts'
import type { GrayImage, PixelBox } from './gray-image.ts'
import { bordersSeen, brightness, glare, movement, sharpness } from './measures.ts'

/** What keeps a preview from being a good picture, most important first; each has a text in every language. */
export const DOCUMENT_HINTS = [
  'too-dark',
  'too-bright',
  'no-document',
  'cut-off',
  'too-far',
  'moving',
  'blurred',
  'glare',
] as const

export type DocumentHint = (typeof DOCUMENT_HINTS)[number]

export interface DocumentWatch {
  /** Looks at the next preview picture. */
  readonly look: (image: GrayImage, frame: PixelBox, atMs: number) => SeenDocument
}

export interface SeenDocument {
  /** Absent when the picture is good. */
  readonly hint?: DocumentHint
  /** Since when every picture was good. */
  readonly goodForMs: number
  /** The edges of the page, where all four are seen and looked for. */
  readonly outline?: Outline
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
/** Sides that show a border. Without an outline three do; two already tell a page that is cut off from a bare table. */
const BORDERS_NEEDED = 3
const BORDERS_OF_A_PART = 2
/** A picture keeps 0.15 of the frame on each side; what lies further out is not on it. */
export const KEPT_AROUND_SHARE = 0.15
/**
 * Sides of the outline against those of the frame, in the mean. A picture has at most 2,200 pixels across the frame and
 * what is kept beside it: a page that fills two thirds of the frame has 1,130 of them, and the strict limit of the
 * service's quality check is 800.
 */
const NEAR_ENOUGH = 0.67

/**
 * Follows the live preview of one document page. With `outlines` the page must be seen whole, by all of its four edges;
 * without (slow phones) three borders about the frame do.
 */
export function createDocumentWatch({ outlines }: { readonly outlines: boolean }): DocumentWatch {
  let before: GrayImage | undefined
  let best = 0
  let goodSince: number | undefined

  return {
    look(image, frame, atMs) {
      const sharp = sharpness(image, frame)
      best = Math.max(best * BEST_FADES, sharp)
      const moved = before === undefined ? 0 : movement(before, image)
      before = image
      const outline = outlines ? findOutline(image, frame) : undefined
      const place = outlines ? placeByOutline(image, frame, outline) : placeByBorders(image, frame)
      const hint = hintOf(image, frame, { sharp, best, moved, place })
      goodSince = hint === undefined ? (goodSince ?? atMs) : undefined
      const goodForMs = goodSince === undefined ? 0 : atMs - goodSince
      return { goodForMs, ...(hint === undefined ? {} : { hint }), ...(outline === undefined ? {} : { outline }) }
    },
  }
}

/** The hint for one taken picture: without movement, and without borders, which may lie outside of it. */
export function assessPage(image: GrayImage, frame: PixelBox): DocumentHint | undefined {
  return hintOf(image, frame, { sharp: sharpness(image, frame), best: 0, moved: 0, place: undefined })
}

function placeByBorders(image: GrayImage, frame: PixelBox): DocumentHint | undefined {
  return bordersSeen(image, frame).length < BORDERS_NEEDED ? 'no-document' : undefined
}

function placeByOutline(image: GrayImage, frame: PixelBox, outline: Outline | undefined): DocumentHint | undefined {
  if (outline === undefined) {
    return bordersSeen(image, frame).length < BORDERS_OF_A_PART ? 'no-document' : 'cut-off'
  }
  if (!outline.every(({ x, y }) => isKept(image, frame, x, y))) return 'cut-off'
  const [upperLeft, upperRight, lowerRight, lowerLeft] = outline
  const width = (lowerRight.x + upperRight.x - upperLeft.x - lowerLeft.x) / 2
  const height = (lowerRight.y + lowerLeft.y - upperLeft.y - upperRight.y) / 2
  return (width / frame.width + height / frame.height) / 2 < NEAR_ENOUGH ? 'too-far' : undefined
}

/** Whether a corner will be on the picture that is taken. */
function isKept(image: GrayImage, frame: PixelBox, x: number, y: number): boolean {
  const [across, down] = [KEPT_AROUND_SHARE * frame.width, KEPT_AROUND_SHARE * frame.height]
  return (
    x >= Math.max(0, frame.x - across) &&
    y >= Math.max(0, frame.y - down) &&
    x <= Math.min(image.width, frame.x + frame.width + across) &&
    y <= Math.min(image.height, frame.y + frame.height + down)
  )
}

interface Measured {
  readonly sharp: number
  readonly best: number
  readonly moved: number
  /** What is wrong with where the page lies. */
  readonly place: DocumentHint | undefined
}

function hintOf(image: GrayImage, frame: PixelBox, { sharp, best, moved, place }: Measured): DocumentHint | undefined {
  const light = brightness(image, frame)
  if (light < DARK) return 'too-dark'
  if (light > BRIGHT) return 'too-bright'
  if (place !== undefined) return place
  if (moved > MOVING) return 'moving'
  if (sharp < Math.max(BLURRED_ABSOLUTE, best * BLURRED_SHARE_OF_BEST)) return 'blurred'
  return glare(image, frame) > GLARE_SHARE01 ? 'glare' : undefined
}

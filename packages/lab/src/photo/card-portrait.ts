import { cropPicture, type ObservedFace, type Picture, resizeArea } from '@bonafide/engine'
import { createCanvas } from '../drawing/canvas.ts'
import { seeded } from '../random.ts'

export interface CardPortraitOptions {
  /** Height of the printed portrait on the picture of the card. */
  readonly heightPx: number
  /** Which grain. */
  readonly seed: number
}

/** Framing of a passport portrait: the eyes a quarter of the width apart, at 45 % of the height. */
const FRAMING = { aspect: 0.78, eyesApart: 0.25, eyesFromTop: 0.45 } as const
/** Print is flatter than a photograph: black becomes 40, and three quarters of the contrast are left. */
const PRINT = { black: 40, contrast: 0.78, grain: 4 } as const
/** A card of ID-1 shape (ISO/IEC 7810) with its portrait in the lower left. */
const CARD = { widthPerHeight: 2.6, aspect: 0.63, left: 0.05, top: 0.22, ground: [223, 230, 234] } as const
/** Two lines of print beside the portrait, as shares of the card: left, top, width, height of the letters. */
const LINES = [
  [0.4, 0.3, 0.5, 0.05],
  [0.4, 0.46, 0.45, 0.045],
] as const

/**
 * The picture of a card whose portrait is the face of a still, as small as scanned or photographed documents show it:
 * for measuring what is lost between a document and a selfie. The still's face must be larger than the portrait's.
 */
export function renderCardPortrait(still: Picture, face: ObservedFace, options: CardPortraitOptions): Picture {
  const portrait = printPortrait(still, face, options)
  const width = Math.round(options.heightPx * CARD.widthPerHeight)
  const height = Math.round(width * CARD.aspect)
  const { picture: card, fill } = createCanvas(width, height, CARD.ground)
  for (const [left, top, length, size] of LINES) {
    for (let x = left; x < left + length; x += 0.75 * size) {
      fill([box(x * width, top * height, 0.3 * size * width, size * height)], [40, 40, 40])
    }
  }
  paste(portrait, card, Math.round(CARD.left * width), Math.round(CARD.top * height))
  return card
}

function printPortrait(still: Picture, face: ObservedFace, { heightPx, seed }: CardPortraitOptions): Picture {
  const widthPx = Math.round(heightPx * FRAMING.aspect)
  const width = face.eyeDistancePx / FRAMING.eyesApart
  const height = (width * heightPx) / widthPx
  const middle = { x: (face.leftEye.x + face.rightEye.x) / 2, y: (face.leftEye.y + face.rightEye.y) / 2 }
  const frame = { x: middle.x - width / 2, y: middle.y - FRAMING.eyesFromTop * height, width, height }
  const small = resizeArea(cropPicture(still, frame), widthPx, heightPx)
  return soften(flatten(small, seed))
}

/** Less contrast, and a grain that is the same in all three colours, as in print. */
function flatten({ width, height, data }: Picture, seed: number): Picture {
  const random = seeded(seed)
  const print = new Uint8Array(data.length)
  for (let pixel = 0; pixel < data.length; pixel += 3) {
    // The sum of three uniform numbers has a standard deviation of one half.
    const grain = 2 * PRINT.grain * (random.next() + random.next() + random.next() - 1.5)
    for (let at = pixel; at < pixel + 3; at += 1) {
      print[at] = Math.max(0, Math.min(255, PRINT.black + PRINT.contrast * (data[at] ?? 0) + grain))
    }
  }
  return { width, height, data: print }
}

/** Weights of a Gaussian of 0.7 px, cut off at one pixel: next pixel and middle. */
const SOFT = [0.21, 0.58] as const

function soften(picture: Picture): Picture {
  return softenAlong(softenAlong(picture, 3), 3 * picture.width)
}

function softenAlong({ width, height, data }: Picture, step: number): Picture {
  const soft = new Uint8Array(data.length)
  for (let at = 0; at < data.length; at += 1) {
    const here = data[at] ?? 0
    soft[at] = SOFT[1] * here + SOFT[0] * ((data[at - step] ?? here) + (data[at + step] ?? here)) + 0.5
  }
  return { width, height, data: soft }
}

function box(x: number, y: number, width: number, height: number) {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ]
}

function paste(from: Picture, to: Picture, left: number, top: number): void {
  for (let y = 0; y < from.height && top + y < to.height; y += 1) {
    const row = from.data.subarray(3 * y * from.width, 3 * (y + 1) * from.width)
    to.data.set(row, 3 * ((top + y) * to.width + left))
  }
}

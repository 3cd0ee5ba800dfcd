import type { GreyImage } from '../image/grey.ts'
import type { Box } from '../image/picture.ts'
import { inkAndPaper, LEAST_CONTRAST } from './ink-and-paper.ts'
import { nthSmallest } from './nth-smallest.ts'

/** How print looks on a photograph, whatever it says. */
export interface PrintLook {
  /** Of its steepest edges, as the share of its contrast that they take within two pixels: the blur of the camera. */
  readonly steepness: number
  /** Its ink as a share of the light of its paper. */
  readonly ink: number
  /** Mean width of its strokes in pixels. */
  readonly strokePx: number
}

/** The cuts on steepness were measured against paper as light as this share of the pixels of a value. */
const PAPER_SHARE = 0.9
/** Share of the pixels of a box that lie on its steepest edges. */
const STEEPEST_SHARE = 0.04
/** Fewer pixels say nothing about edges. */
const LEAST_PIXELS = 200

/** Undefined where there is too little print to tell. */
export function lookOfPrint({ width, height, data }: GreyImage, box: Box): PrintLook | undefined {
  const [left, top] = [Math.max(1, Math.floor(box.x)), Math.max(1, Math.floor(box.y))]
  const [right, foot] = [
    Math.min(width - 1, Math.ceil(box.x + box.width)),
    Math.min(height - 1, Math.ceil(box.y + box.height)),
  ]
  const pixels = (right - left) * (foot - top)
  if (right - left < 4 || foot - top < 4 || pixels < LEAST_PIXELS) return undefined
  const levels = new Float32Array(pixels)
  const slopes = new Float32Array(pixels)
  for (let y = top, to = 0; y < foot; y += 1) {
    for (let x = left; x < right; x += 1, to += 1) {
      const at = y * width + x
      levels[to] = data[at] ?? 0
      const across = (data[at + 1] ?? 0) - (data[at - 1] ?? 0)
      const down = (data[at + width] ?? 0) - (data[at - width] ?? 0)
      slopes[to] = Math.hypot(across, down)
    }
  }
  const { ink, paper } = inkAndPaper(levels, PAPER_SHARE)
  if (paper - ink < LEAST_CONTRAST) return undefined
  return {
    steepness: steepestOf(slopes) / (paper - ink),
    ink: ink / paper,
    strokePx: strokeWidth(levels, right - left, ink, paper),
  }
}

/** Twice the area of the ink for the length of its outline, counted along rows and columns. */
function strokeWidth(levels: Float32Array, across: number, ink: number, paper: number): number {
  const middle = (ink + paper) / 2
  let [area, alongRows, alongColumns] = [0, 0, 0]
  for (const [index, level] of levels.entries()) {
    area += Math.max(0, Math.min(1, (paper - level) / (paper - ink)))
    const isInk = level < middle
    if (index % across > 0 && isInk !== (levels[index - 1] ?? 0) < middle) alongRows += 1
    if (index >= across && isInk !== (levels[index - across] ?? 0) < middle) alongColumns += 1
  }
  return (2 * area) / Math.max(1, Math.hypot(alongRows, alongColumns))
}

function steepestOf(slopes: Float32Array): number {
  return nthSmallest(slopes, Math.floor((1 - STEEPEST_SHARE) * slopes.length)) ?? 0
}

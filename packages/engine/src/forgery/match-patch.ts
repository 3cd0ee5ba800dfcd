import type { GreyImage } from '../image/grey.ts'
import type { Box, Point } from '../image/picture.ts'
import { bestLikeness, LEAST_VARIANCE } from './best-likeness.ts'
import type { SummedPicture } from './summed-picture.ts'

/** A place where a patch of a picture is seen again, to a part of a pixel. */
export interface PatchMatch {
  readonly at: Point
  /** Correlation of the two patches, 1 where they are the same but for light and contrast. */
  readonly likeness: number
}

/** Correlation of two patches of one picture at whole pixels; -1 where one leaves the picture or shows nothing. */
function patchLikeness({ width, height, data }: GreyImage, patch: Box, { x: toX, y: toY }: Point): number {
  const { x: fromX, y: fromY, width: across, height: down } = patch
  if (Math.min(fromX, fromY, toX, toY) < 0) return -1
  if (Math.max(fromX, toX) + across > width || Math.max(fromY, toY) + down > height) return -1
  let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0]
  for (let row = 0; row < down; row += 1) {
    let [a, b] = [(fromY + row) * width + fromX, (toY + row) * width + toX]
    for (let column = 0; column < across; column += 1, a += 1, b += 1) {
      const [one, other] = [data[a] as number, data[b] as number]
      sumA += one
      sumB += other
      squaresA += one * one
      squaresB += other * other
      products += one * other
    }
  }
  const count = across * down
  const [varianceA, varianceB] = [squaresA - sumA ** 2 / count, squaresB - sumB ** 2 / count]
  if (Math.min(varianceA, varianceB) < LEAST_VARIANCE * count) return -1
  return (products - (sumA * sumB) / count) / Math.sqrt(varianceA * varianceB)
}

/** Where a patch is looked for: at every `step` pixels of a box, for the upper left corner of the patch. */
interface Search {
  readonly within: Box
  readonly step?: number
  /** Places that are less alike than this are none. */
  readonly least?: number
  /** Places too near to the patch itself are left out. */
  readonly isApart?: (x: number, y: number) => boolean
}

/** The likest of all places that are searched; undefined where there is none. */
export function likestPlace(picture: SummedPicture, patch: Box, search: Search): PatchMatch | undefined {
  const { within, step = 1, least = -1, isApart } = search
  const bestAt = bestLikeness(picture, patch)
  let best: PatchMatch | undefined
  for (let y = Math.ceil(within.y); y <= within.y + within.height; y += step) {
    for (let x = Math.ceil(within.x); x <= within.x + within.width; x += step) {
      if (isApart?.(x, y) === false) continue
      const wanted = best?.likeness ?? least
      if (bestAt(x, y, wanted) < wanted) continue
      const likeness = patchLikeness(picture.grey, patch, { x, y })
      if (likeness >= least && likeness > (best?.likeness ?? -1)) best = { at: { x, y }, likeness }
    }
  }
  return best
}

/** A match at whole pixels, moved to the top of the parabolas through its neighbours. */
export function betweenPixels({ grey }: SummedPicture, patch: Box, { at, likeness }: PatchMatch): PatchMatch {
  const beside = (dx: number, dy: number) => patchLikeness(grey, patch, { x: at.x + dx, y: at.y + dy })
  const x = at.x + summit(beside(-1, 0), likeness, beside(1, 0))
  const y = at.y + summit(beside(0, -1), likeness, beside(0, 1))
  return { at: { x, y }, likeness }
}

function summit(before: number, here: number, after: number): number {
  const bend = before - 2 * here + after
  return bend >= 0 ? 0 : Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend)))
}

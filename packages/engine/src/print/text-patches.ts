import type { Patch } from '../documents/page-geometry.ts'
import type { Point } from '../image/picture.ts'
import { smallestRectangle } from './smallest-rectangle.ts'

/** The values that the detector was published with (PaddleOCR, `db_postprocess`), the box score as measured for pages. */
const TEXT_PIXEL = 0.3
const TEXT_PATCH = 0.5
/** The network draws text thinner than it is: each patch grows by this share of its area over its circumference. */
const UNCLIP = 1.6
/** Thinner than this there is nothing to read. */
const LEAST_SIDE_PX = 3

/** What the detector answers: probability of text for each pixel, row by row. */
export interface TextMap {
  readonly width: number
  readonly height: number
  readonly probabilities: Float32Array
}

/** The patches of text on a map, in no particular order, in pixels of the map. */
export function textPatches(map: TextMap): readonly Patch[] {
  const seen = new Uint8Array(map.width * map.height)
  const patches: Patch[] = []
  for (let start = 0; start < seen.length; start += 1) {
    if (seen[start] === 1 || !isText(map, start)) continue
    const island = walkIsland(map, start, seen)
    if (island.mean01 < TEXT_PATCH) continue
    const tight = smallestRectangle(island.outline)
    if (tight === undefined || Math.min(tight.width, tight.height) < LEAST_SIDE_PX) continue
    patches.push(grown(tight))
  }
  return patches
}

function isText({ probabilities }: TextMap, at: number): boolean {
  return (probabilities[at] ?? 0) > TEXT_PIXEL
}

interface Island {
  readonly mean01: number
  /** The left and right end of every row, which is all that a hull needs. */
  readonly outline: readonly Point[]
}

/** Everything that hangs together with `start`, by eight neighbours. */
function walkIsland(map: TextMap, start: number, seen: Uint8Array): Island {
  const { width, height, probabilities } = map
  const ends = new Map<number, { left: number; right: number }>()
  const open = [start]
  seen[start] = 1
  let [sum, pixels] = [0, 0]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const [x, y] = [at % width, Math.floor(at / width)]
    sum += probabilities[at] ?? 0
    pixels += 1
    const row = ends.get(y)
    if (row === undefined) ends.set(y, { left: x, right: x })
    else {
      row.left = Math.min(row.left, x)
      row.right = Math.max(row.right, x)
    }
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny += 1) {
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx += 1) {
        const next = ny * width + nx
        if (seen[next] === 1 || !isText(map, next)) continue
        seen[next] = 1
        open.push(next)
      }
    }
  }
  const outline = [...ends].flatMap(([y, { left, right }]) =>
    [left, right + 1].flatMap((x) => [
      { x, y },
      { x, y: y + 1 },
    ]),
  )
  return { mean01: sum / pixels, outline }
}

function grown(patch: Patch): Patch {
  const more = (2 * patch.width * patch.height * UNCLIP) / (2 * (patch.width + patch.height))
  return { ...patch, width: patch.width + more, height: patch.height + more }
}

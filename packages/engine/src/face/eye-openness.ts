import type { Picture } from '../image/picture.ts'
import { cropSimilarity } from '../image/similarity.ts'
import { mirrorPlanar, warpPlanar } from '../image/warp.ts'
import type { Network } from '../ports.ts'
import { between, MESH, meshPoint } from './mesh-points.ts'

const SIZE = 64
/** Side of the crop over the distance of the corners, as the network was trained. */
const CROP = 2.3
const EYE_WIDTH_PX = SIZE / CROP
const MIDDLE = (SIZE - 1) / 2

/** The network knows the person's left eye; the right one is shown to it in the mirror. */
const EYES = [
  { from: MESH.rightEyeOuter, to: MESH.rightEyeInner, mirrored: true },
  { from: MESH.leftEyeInner, to: MESH.leftEyeOuter, mirrored: false },
] as const

/** Points of the network: the corners, and pairs of lower and upper lid half-way between them. */
const CORNERS = [0, 8] as const
const LIDS = [
  [3, 11],
  [4, 12],
  [5, 13],
] as const

/** Where the darkest row is looked for: the pupil's columns, between cheekbone and brow; in widths of the eye. */
const LOOKED_AT = { across: 0.22, down: 0.45 } as const

/**
 * How open the eyes of a face are, the mean of both, in widths of an eye: how far the network sees the lids apart, and how
 * far above the line between the corners the darkest row lies. In an open eye that row goes through the pupil; lids that are
 * shut leave only the line of the lashes, which hangs below the corners. Either alone mistakes narrow eyes for closed ones
 * (docs/measurements/faces.md).
 */
export async function eyeOpenness(picture: Picture, mesh: Float32Array, network: Network): Promise<number> {
  let sum = 0
  for (const eye of EYES) {
    const crop = cutEye(picture, mesh, eye)
    const [points] = await network.run({ dims: [1, 3, SIZE, SIZE], data: crop.map((value) => value / 255) })
    sum += lidsApart(points?.data ?? new Float32Array()) + darkestAbove(crop)
  }
  return sum / EYES.length
}

/** The eye with its corners on a level, channels first, 0-255. */
function cutEye(picture: Picture, mesh: Float32Array, { from, to, mirrored }: (typeof EYES)[number]): Float32Array {
  const [a, b] = [meshPoint(mesh, from), meshPoint(mesh, to)]
  const place = {
    centre: between(mesh, from, to),
    side: CROP * Math.hypot(b.x - a.x, b.y - a.y),
    angleRad: Math.atan2(b.y - a.y, b.x - a.x),
  }
  const crop = warpPlanar(picture, cropSimilarity(place, SIZE), SIZE, SIZE)
  return mirrored ? mirrorPlanar(crop, SIZE) : crop
}

/** NaN where the network said nothing. */
function lidsApart(points: Float32Array): number {
  const at = (index: number) => points[index] ?? Number.NaN
  const apart = (a: number, b: number) => Math.hypot(at(3 * a) - at(3 * b), at(3 * a + 1) - at(3 * b + 1))
  const lids = LIDS.reduce((sum, [lower, upper]) => sum + apart(lower, upper), 0) / LIDS.length
  return lids / apart(...CORNERS)
}

/** By how much the darkest row lies above the corners; below them it is negative. */
function darkestAbove(crop: Float32Array): number {
  const half = Math.floor(LOOKED_AT.down * EYE_WIDTH_PX)
  const rows = Array.from({ length: 2 * half + 1 }, (_, order) => Math.floor(MIDDLE) - half + order)
  const darkest = rows.reduce((best, row) => (lightOfRow(crop, row) < lightOfRow(crop, best) ? row : best))
  return (MIDDLE - darkest) / EYE_WIDTH_PX
}

function lightOfRow(crop: Float32Array, row: number): number {
  const plane = SIZE * SIZE
  const half = Math.round(LOOKED_AT.across * EYE_WIDTH_PX)
  let sum = 0
  for (let x = SIZE / 2 - half; x < SIZE / 2 + half; x++) {
    const at = row * SIZE + x
    sum += 0.299 * (crop[at] ?? 0) + 0.587 * (crop[plane + at] ?? 0) + 0.114 * (crop[2 * plane + at] ?? 0)
  }
  return sum
}

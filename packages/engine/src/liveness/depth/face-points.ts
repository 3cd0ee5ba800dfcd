import { FACE_OVAL, MESH, MESH_SIZE, meshDistance, meshPoint } from '../../face/mesh-points.ts'
import { encloses } from '../../image/encloses.ts'
import type { Point } from '../../image/picture.ts'

/** A place on the skin with the mesh's own depth there, in face widths, smaller is nearer. */
export interface SkinPoint {
  readonly at: Point
  readonly depth: number
}

const EYES = [33, 133, 159, 145, 158, 153, 160, 144, 263, 362, 386, 374, 385, 380, 387, 373] as const
const LIPS = [61, 291, 13, 14, 0, 17, 78, 308, 37, 267, 84, 314, 40, 270, 91, 321] as const
/** Shares of the face width: spacing of the points, and how far they keep from eyes and lips, which move by themselves. */
const SPACING = 1 / 15
const FROM_EYES = 0.045
const FROM_LIPS = 0.06
/** The outline itself is where the background begins. */
const INSIDE_OUTLINE = 0.93

/** A grid of 110 to 170 points on the face without eyes and mouth. */
export function skinPoints(mesh: Float32Array): readonly SkinPoint[] {
  const width = faceWidth(mesh)
  const outline = FACE_OVAL.map((index) => meshPoint(mesh, index))
  const middle = faceMiddle(mesh)
  const xs = outline.map((point) => point.x)
  const ys = outline.map((point) => point.y)
  const points: SkinPoint[] = []
  for (let y = Math.floor(Math.min(...ys)); y < Math.max(...ys); y += SPACING * width) {
    for (let x = Math.min(...xs); x < Math.max(...xs); x += SPACING * width) {
      const outward = {
        x: middle.x + (x - middle.x) / INSIDE_OUTLINE,
        y: middle.y + (y - middle.y) / INSIDE_OUTLINE,
      }
      if (!encloses(outline, outward)) continue
      if (isNear(mesh, EYES, x, y, FROM_EYES * width) || isNear(mesh, LIPS, x, y, FROM_LIPS * width)) continue
      points.push({ at: { x, y }, depth: depthAt(mesh, x, y) / width })
    }
  }
  return points
}

export function faceWidth(mesh: Float32Array): number {
  return meshDistance(mesh, MESH.rightCheek, MESH.leftCheek)
}

export function faceMiddle(mesh: Float32Array): Point {
  const [right, left] = [meshPoint(mesh, MESH.rightCheek), meshPoint(mesh, MESH.leftCheek)]
  const [top, bottom] = [meshPoint(mesh, MESH.forehead), meshPoint(mesh, MESH.chin)]
  return { x: (right.x + left.x) / 2, y: (top.y + bottom.y) / 2 }
}

const NEAREST = 4

/** Depth from the four nearest mesh points, the nearer the more. */
function depthAt(mesh: Float32Array, x: number, y: number): number {
  const nearest = Array.from({ length: NEAREST }, () => ({ away: Number.POSITIVE_INFINITY, z: 0 }))
  for (let i = 0; i < 3 * MESH_SIZE; i += 3) {
    const away = Math.hypot((mesh[i] ?? 0) - x, (mesh[i + 1] ?? 0) - y) + 1
    if (away >= (nearest[NEAREST - 1]?.away ?? 0)) continue
    const place = nearest.findIndex((other) => away < other.away)
    nearest.splice(place, 0, { away, z: mesh[i + 2] ?? 0 })
    nearest.pop()
  }
  const weights = nearest.reduce((sum, { away }) => sum + 1 / away, 0)
  return nearest.reduce((sum, { away, z }) => sum + z / away, 0) / weights
}

function isNear(mesh: Float32Array, indices: readonly number[], x: number, y: number, distance: number): boolean {
  return indices.some((index) => {
    const point = meshPoint(mesh, index)
    return Math.hypot(point.x - x, point.y - y) < distance
  })
}

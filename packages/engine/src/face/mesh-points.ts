import type { Point } from '../image/picture.ts'

/** Indices of the 468-point mesh. Left and right are the person's own. */
export const MESH = {
  rightEyeOuter: 33,
  rightEyeInner: 133,
  leftEyeInner: 362,
  leftEyeOuter: 263,
  noseTip: 4,
  mouthRight: 61,
  mouthLeft: 291,
  upperLip: 13,
  lowerLip: 14,
  rightCheek: 234,
  leftCheek: 454,
  forehead: 10,
  chin: 152,
} as const

/** Upper and lower lid, two pairs per eye. */
export const LIDS = {
  right: [
    [159, 145],
    [158, 153],
  ],
  left: [
    [386, 374],
    [385, 380],
  ],
} as const

/** Outline of the face, clockwise on the unmirrored picture from the forehead. */
export const FACE_OVAL = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136,
  172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
] as const

export const MESH_SIZE = 468

export function meshPoint(mesh: Float32Array, index: number): Point & { readonly z: number } {
  return { x: mesh[3 * index] ?? 0, y: mesh[3 * index + 1] ?? 0, z: mesh[3 * index + 2] ?? 0 }
}

/** Distance of two points on the picture, depth left out. */
export function meshDistance(mesh: Float32Array, a: number, b: number): number {
  const [p, q] = [meshPoint(mesh, a), meshPoint(mesh, b)]
  return Math.hypot(p.x - q.x, p.y - q.y)
}

export function between(mesh: Float32Array, a: number, b: number): Point {
  const [p, q] = [meshPoint(mesh, a), meshPoint(mesh, b)]
  return { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 }
}

import type { Box, Picture, Point } from '../image/picture.ts'
import { cropSimilarity, type Similarity, type SquareCrop } from '../image/similarity.ts'
import { warpPlanar } from '../image/warp.ts'
import type { Models } from '../ports.ts'
import type { DetectedFace } from './detectors/detector.ts'
import type { ObservedFace } from './face-description.ts'
import { measureFace } from './measure-face.ts'
import { MESH, MESH_SIZE, meshPoint } from './mesh-points.ts'

const SIZE = 192
/** The mesh network was trained on crops half as large again as the face. */
const CROP_FACTOR = 1.5
/** With this score the mesh dropped 6 false faces of 106 and no true one (see docs/measurements/faces.md). */
const MIN_MESH_SCORE = 0.5

/** Where to look for a face: its box and how the line of its eyes is turned. */
export interface FacePlace {
  readonly box: Box
  readonly angleRad: number
  readonly score: number
}

export function placeOfDetection({ box, points, score }: DetectedFace): FacePlace {
  const [right, left] = points
  return { box, score, angleRad: right === undefined || left === undefined ? 0 : angle(right, left) }
}

/** Where a face of one frame has to be looked for on the next. */
export function placeOfFace({ box, mesh, score }: ObservedFace): FacePlace {
  return { box, score, angleRad: angle(meshPoint(mesh, MESH.rightEyeOuter), meshPoint(mesh, MESH.leftEyeOuter)) }
}

/** Lays the mesh over the face at a place; undefined when the network sees no face there. */
export async function fitMesh(picture: Picture, place: FacePlace, models: Models): Promise<ObservedFace | undefined> {
  const crop = cropOf(place)
  const toPicture = cropSimilarity(crop, SIZE)
  const input = warpPlanar(picture, toPicture, SIZE, SIZE)
  for (let i = 0; i < input.length; i++) input[i] = (input[i] ?? 0) / 255
  const [points, scores] = await models.faceMesh.run({ dims: [1, 3, SIZE, SIZE], data: input })
  const meshScore = scores?.data[0] ?? 0
  if (points === undefined || meshScore <= MIN_MESH_SCORE) return undefined
  const mesh = meshInPicture(points.data, toPicture, crop.side / SIZE)
  return { box: boxOf(mesh), score: place.score, meshScore, mesh, ...measureFace(mesh) }
}

function cropOf({ box, angleRad }: FacePlace): SquareCrop {
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  return { centre, side: Math.max(box.width, box.height) * CROP_FACTOR, angleRad }
}

export function meshInPicture(points: Float32Array, toPicture: Similarity, scale: number): Float32Array {
  const mesh = new Float32Array(3 * MESH_SIZE)
  for (let i = 0; i < mesh.length; i += 3) {
    const [u, v] = [points[i] ?? 0, points[i + 1] ?? 0]
    mesh[i] = toPicture.a * u - toPicture.b * v + toPicture.tx
    mesh[i + 1] = toPicture.b * u + toPicture.a * v + toPicture.ty
    mesh[i + 2] = (points[i + 2] ?? 0) * scale
  }
  return mesh
}

function boxOf(mesh: Float32Array): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < mesh.length; i += 3) {
    const [x, y] = [mesh[i] ?? 0, mesh[i + 1] ?? 0]
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

function angle(from: Point, to: Point): number {
  return Math.atan2(to.y - from.y, to.x - from.x)
}

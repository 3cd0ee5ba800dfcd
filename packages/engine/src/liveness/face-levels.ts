import type { ObservedFace } from '../face/face-description.ts'
import { MESH, meshDistance, meshPoint } from '../face/mesh-points.ts'
import type { Point } from '../image/picture.ts'

/** What the actions move, each free of how large and how tilted the face is in the picture (except `sizePx`). */
export interface FaceLevels {
  /** Nose tip off the middle of the cheeks, over their distance; grows when the person turns to their own left. */
  readonly turn: number
  /** Lips apart, over the height of the face. */
  readonly mouth: number
  /** Lids apart, over the width of the eyes. */
  readonly eyes: number
  /**
   * Nose tip below the middle of the cheeks, over the width of the eyes; grows when the head bows. A chin that drops with
   * an opening mouth does not move it.
   */
  readonly nod: number
  /** Height of the face in pixels. */
  readonly sizePx: number
}

export function levelsOf({ mesh, eyeRatio }: ObservedFace): FaceLevels {
  const upright = uprighter(mesh)
  const [right, left] = [upright(meshPoint(mesh, MESH.rightCheek)), upright(meshPoint(mesh, MESH.leftCheek))]
  const nose = upright(meshPoint(mesh, MESH.noseTip))
  const sizePx = meshDistance(mesh, MESH.forehead, MESH.chin)
  return {
    turn: (nose.x - (right.x + left.x) / 2) / (left.x - right.x),
    mouth: meshDistance(mesh, MESH.upperLip, MESH.lowerLip) / sizePx,
    eyes: eyeRatio,
    nod: (nose.y - (right.y + left.y) / 2) / meshDistance(mesh, MESH.rightEyeOuter, MESH.leftEyeOuter),
    sizePx,
  }
}

/** Turns points so that the line of the eyes is level. */
function uprighter(mesh: Float32Array): (point: Point) => Point {
  const [right, left] = [meshPoint(mesh, MESH.rightEyeOuter), meshPoint(mesh, MESH.leftEyeOuter)]
  const angle = Math.atan2(left.y - right.y, left.x - right.x)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return ({ x, y }) => ({ x: x * cos + y * sin, y: y * cos - x * sin })
}

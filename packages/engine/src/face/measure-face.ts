import type { Point } from '../image/picture.ts'
import type { FacePose, ObservedFace } from './face-description.ts'
import { between, LIDS, MESH, meshDistance, meshPoint } from './mesh-points.ts'

/** What the shape of a mesh says about a face, without looking at the picture. */
export function measureFace(
  mesh: Float32Array,
): Pick<ObservedFace, 'pose' | 'leftEye' | 'rightEye' | 'eyeDistancePx' | 'mouthRatio' | 'eyeRatio'> {
  const leftEye = between(mesh, MESH.leftEyeInner, MESH.leftEyeOuter)
  const rightEye = between(mesh, MESH.rightEyeOuter, MESH.rightEyeInner)
  return {
    pose: poseOf(mesh),
    leftEye,
    rightEye,
    eyeDistancePx: Math.hypot(leftEye.x - rightEye.x, leftEye.y - rightEye.y),
    mouthRatio: meshDistance(mesh, MESH.upperLip, MESH.lowerLip) / meshDistance(mesh, MESH.mouthRight, MESH.mouthLeft),
    eyeRatio: eyeRatioOf(mesh),
  }
}

/** Angles of the line between the cheeks and of the line from forehead to chin, in the depth that the mesh gives. */
function poseOf(mesh: Float32Array): FacePose {
  const across = vector(mesh, MESH.rightCheek, MESH.leftCheek)
  const down = vector(mesh, MESH.forehead, MESH.chin)
  return {
    yawRad: Math.atan2(across.z, Math.hypot(across.x, across.y)),
    pitchRad: Math.atan2(down.z, Math.hypot(down.x, down.y)),
    rollRad: Math.atan2(across.y, across.x),
  }
}

function eyeRatioOf(mesh: Float32Array): number {
  const opening = (pairs: readonly (readonly [number, number])[]) =>
    pairs.reduce((sum, [upper, lower]) => sum + meshDistance(mesh, upper, lower), 0) / pairs.length
  const right = opening(LIDS.right) / meshDistance(mesh, MESH.rightEyeOuter, MESH.rightEyeInner)
  const left = opening(LIDS.left) / meshDistance(mesh, MESH.leftEyeInner, MESH.leftEyeOuter)
  return (left + right) / 2
}

function vector(mesh: Float32Array, from: number, to: number): Point & { readonly z: number } {
  const [p, q] = [meshPoint(mesh, from), meshPoint(mesh, to)]
  return { x: q.x - p.x, y: q.y - p.y, z: q.z - p.z }
}

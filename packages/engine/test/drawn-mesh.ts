import type { ObservedFace } from '../src/face/face-description.ts'
import type { FaceTrack, TrackedFrame } from '../src/face/face-track.ts'
import { measureFace } from '../src/face/measure-face.ts'
import { LIDS, MESH, MESH_SIZE } from '../src/face/mesh-points.ts'
import type { Picture } from '../src/image/picture.ts'
import type { Challenge } from '../src/verification/challenge.ts'

/** What a drawn face does; all of it nothing by default. */
export interface DrawnPose {
  /** Nose off the middle, as a share of the distance of the cheeks; positive for the person's own left. */
  readonly turn?: number
  /** Lips apart, as a share of the height of the face. */
  readonly mouth?: number
  /** Lids apart, as a share of the width of the eyes. */
  readonly eyes?: number
  /** Nose further down, as a share of the width of the eyes. */
  readonly nod?: number
  readonly size?: number
  readonly x?: number
}

/** A mesh of a few points, 100 px wide and 140 px high, that measures as the pose says. */
export function drawnMesh({
  turn = 0,
  mouth = 0,
  eyes = 0.35,
  nod = 0,
  size = 1,
  x = 0,
}: DrawnPose = {}): Float32Array {
  const mesh = new Float32Array(3 * MESH_SIZE)
  const middle = 240 + x
  const put = (index: number, dx: number, dy: number, z = 0) =>
    mesh.set([middle + dx * size, 320 + dy * size, z], 3 * index)
  for (let index = 0; index < MESH_SIZE; index++) put(index, 0, 0)
  put(MESH.rightCheek, -50, 0, -100 * turn)
  put(MESH.leftCheek, 50, 0, 100 * turn)
  put(MESH.forehead, 0, -70)
  put(MESH.chin, 0, 70)
  put(MESH.noseTip, 100 * turn, 10 + 70 * nod, -30)
  put(MESH.rightEyeOuter, -35, -20)
  put(MESH.rightEyeInner, -15, -20)
  put(MESH.leftEyeInner, 15, -20)
  put(MESH.leftEyeOuter, 35, -20)
  for (const [side, dx] of [
    [LIDS.right, -25],
    [LIDS.left, 25],
  ] as const) {
    for (const [upper, lower] of side) {
      put(upper, dx, -20 - 10 * eyes)
      put(lower, dx, -20 + 10 * eyes)
    }
  }
  put(MESH.mouthRight, -20, 40)
  put(MESH.mouthLeft, 20, 40)
  put(MESH.upperLip, 0, 40 - 70 * mouth)
  put(MESH.lowerLip, 0, 40 + 70 * mouth)
  return mesh
}

export function drawnFace(pose: DrawnPose = {}): ObservedFace {
  const mesh = drawnMesh(pose)
  const { size = 1, x = 0 } = pose
  const box = { x: 240 + x - 50 * size, y: 320 - 70 * size, width: 100 * size, height: 140 * size }
  return { box, score: 0.9, meshScore: 1, mesh, ...measureFace(mesh) }
}

const BLANK: Picture = { width: 1, height: 1, data: new Uint8Array(3) }

/** A track at ten frames a second whose face does what `poseAt` says; `undefined` shows no face. */
export function drawnTrack(challenge: Challenge, poseAt: (atMs: number) => DrawnPose | undefined): FaceTrack {
  const times = Array.from({ length: Math.floor(challenge.totalMs / 100) + 1 }, (_, index) => 100 * index)
  const frames = times.map((atMs, index): TrackedFrame => {
    const pose = poseAt(atMs)
    return pose === undefined ? { index, atMs, facesSeen: 0 } : { index, atMs, facesSeen: 1, face: drawnFace(pose) }
  })
  return { clip: { challenge, frames: times.map((atMs) => ({ atMs, picture: BLANK })) }, frames, samples: [] }
}

/** A way there and back within a stretch of time, 1 in its middle. */
export function swing(atMs: number, startMs: number, endMs: number): number {
  return atMs < startMs || atMs > endMs ? 0 : Math.sin((Math.PI * (atMs - startMs)) / (endMs - startMs))
}

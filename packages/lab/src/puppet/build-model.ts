import type { ObservedFace, Picture } from '@bonafide/engine'
import { clamp, smoothStep } from '../curves.ts'
import { type FaceFrame, frameFace, TEXTURE_MARGIN, takeTexture } from './face-texture.ts'
import { CHIN, LEFT_CHEEK, LOWER_LIP, LOWER_LIP_INNER, MESH_POINTS, OVAL, RIGHT_CHEEK, UPPER_LIP } from './landmarks.ts'
import type { PuppetModel } from './puppet-model.ts'
import { type Triangle, triangulate } from './triangulate.ts'

/** One ring around the face outline: its size, how much of the outline's depth it keeps, and what it follows. */
interface Ring {
  readonly size: number
  readonly keptDepth: number
  /** Further back by this many face widths. */
  readonly behind: number
  readonly follow: number
  /** The same for an approach, which shoulders share and the wall hardly; never so little that rings overlap. */
  readonly nears: number
  readonly jaw: number
}

/** Skin edge, hair, neck, shoulders, and a background that does not move. Chosen by eye on rendered turns. */
const RINGS: readonly Ring[] = [
  { size: 1.14, keptDepth: 0.95, behind: 0.05, follow: 1, nears: 1, jaw: 0.8 },
  { size: 1.36, keptDepth: 0.75, behind: 0.14, follow: 0.95, nears: 1, jaw: 0.35 },
  { size: 1.7, keptDepth: 0.5, behind: 0.24, follow: 0.62, nears: 0.92, jaw: 0.1 },
  { size: 2.3, keptDepth: 0.2, behind: 0.36, follow: 0.14, nears: 0.6, jaw: 0 },
  { size: 6, keptDepth: 0, behind: 0.45, follow: 0, nears: 0.08, jaw: 0 },
]

/** Builds the head from a still and the mesh that was seen on it. */
export function buildModel(still: Picture, face: ObservedFace, width: number, height: number): PuppetModel {
  const frame = frameFace(face, width, height)
  const points = placePoints(frame, face)
  const faceWidth = Math.abs(value(points.x, LEFT_CHEEK) - value(points.x, RIGHT_CHEEK))
  const faceHeight = frame.faceHeight
  centreDepth(points.z)
  weighJaw(points, faceWidth)
  const triangles = [...faceTriangles(points, faceWidth), ...addRings(points, faceWidth, faceHeight)]
  return {
    width,
    height,
    texture: takeTexture(still, frame, width, height),
    ...points,
    u: points.x.map((x) => x + width / 2 + TEXTURE_MARGIN),
    v: points.y.map((y) => y + height / 2 + TEXTURE_MARGIN),
    triangles,
    faceWidth,
    faceHeight,
    stillYawRad: face.pose.yawRad,
    stillPitchRad: face.pose.pitchRad,
  }
}

interface Points {
  readonly x: Float32Array
  readonly y: Float32Array
  readonly z: Float32Array
  readonly follow: Float32Array
  readonly nears: Float32Array
  readonly jaw: Float32Array
}

function placePoints(frame: FaceFrame, face: ObservedFace): Points {
  const count = MESH_POINTS + RINGS.length * OVAL.length
  const [x, y, z] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)]
  for (let index = 0; index < MESH_POINTS; index += 1) {
    const placed = frame.toFrame(value(face.mesh, index * 3), value(face.mesh, index * 3 + 1))
    x[index] = placed.x
    y[index] = placed.y
    z[index] = -value(face.mesh, index * 3 + 2) * frame.scale
  }
  const moving = () => new Float32Array(count).fill(1)
  return { x, y, z, follow: moving(), nears: moving(), jaw: new Float32Array(count) }
}

/** Puts the outline of the face into the plane z = 0. */
function centreDepth(z: Float32Array): void {
  const mean = OVAL.reduce((sum, index) => sum + value(z, index), 0) / OVAL.length
  for (let index = 0; index < MESH_POINTS; index += 1) z[index] = value(z, index) - mean
}

function weighJaw({ x, y, jaw }: Points, faceWidth: number): void {
  const mouthY = (value(y, 78) + value(y, 308)) / 2
  const mouthHalf = Math.abs(value(x, 308) - value(x, 78)) * 0.56
  const toChin = value(y, CHIN) - mouthY
  for (let index = 0; index < MESH_POINTS; index += 1) {
    const below = (value(y, index) - mouthY) / toChin
    const beside = Math.abs(value(x, index)) / (faceWidth * 0.55)
    jaw[index] = below <= 0 ? 0 : smoothStep(below * 1.6) * smoothStep(1.25 - beside)
  }
  for (const index of LOWER_LIP.slice(1, -1)) {
    const aside = (value(x, index) - value(x, LOWER_LIP_INNER)) / mouthHalf
    jaw[index] = Math.sqrt(clamp(1 - aside ** 2, 0, 1))
  }
  for (const index of UPPER_LIP) jaw[index] = 0
}

/** Triangles over the face, unrolled from its round shape so that no part folds over another. */
function faceTriangles({ x, y, z }: Points, faceWidth: number): readonly Triangle[] {
  const axis = -0.6 * faceWidth
  const unrolled = Array.from({ length: MESH_POINTS }, (_, index) => ({
    x: Math.atan2(value(x, index), value(z, index) - axis) * faceWidth,
    y: value(y, index),
  }))
  return triangulate(unrolled)
}

function addRings(points: Points, faceWidth: number, faceHeight: number): readonly Triangle[] {
  const triangles: Triangle[] = []
  let inner = OVAL
  RINGS.forEach((ring, order) => {
    const first = MESH_POINTS + order * OVAL.length
    const outer = OVAL.map((rim, step) => placeRingPoint(points, first + step, rim, ring, faceWidth, faceHeight))
    outer.forEach((corner, step) => {
      const after = (step + 1) % outer.length
      const [a, b, c] = [inner[step], inner[after], outer[after]]
      if (a === undefined || b === undefined || c === undefined) return
      triangles.push([a, corner, c], [a, c, b])
    })
    inner = outer
  })
  return triangles
}

function placeRingPoint(
  { x, y, z, follow, nears, jaw }: Points,
  index: number,
  rim: number,
  ring: Ring,
  faceWidth: number,
  faceHeight: number,
): number {
  const below = value(y, rim) / (faceHeight / 2)
  x[index] = value(x, rim) * ring.size
  y[index] = value(y, rim) * ring.size
  z[index] = value(z, rim) * ring.keptDepth - faceWidth * ring.behind
  // The neck turns less than the hair above it.
  follow[index] = below > 0 && ring.size > 1.3 ? ring.follow * (1 - 0.35 * smoothStep(below)) : ring.follow
  nears[index] = ring.nears
  jaw[index] = ring.jaw * value(jaw, rim)
  return index
}

function value(values: Float32Array, index: number): number {
  return values[index] ?? 0
}

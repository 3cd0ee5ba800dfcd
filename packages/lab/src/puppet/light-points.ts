import { GAMMA } from '../curves.ts'
import { CAMERA_DISTANCE, type PosedPoints } from './pose-model.ts'
import type { PuppetModel } from './puppet-model.ts'
import type { PointLight } from './rasterise.ts'
import type { ScreenLight } from './screen-light.ts'

/**
 * Lambert's law for a screen held where the camera is, falling off with the square of the distance; the light of the room
 * stays as in the still. Answers factors for the values of the picture.
 */
export function lightPoints(model: PuppetModel, posed: PosedPoints, screen: ScreenLight, wallShare = 0.1): PointLight {
  const normals = normalsOf(model, posed)
  const reference = CAMERA_DISTANCE * model.faceWidth
  const light = new Float32Array(posed.x.length * 3)
  for (let index = 0; index < posed.x.length; index += 1) {
    const [x, y, z] = inSpace(model, posed, index)
    const [nx, ny, nz] = [normals[index * 3] ?? 0, normals[index * 3 + 1] ?? 0, normals[index * 3 + 2] ?? 0]
    const distance = Math.hypot(x, y, z)
    const facing = Math.max(0, -(nx * x + ny * y + nz * z) / (distance * (Math.hypot(nx, ny, nz) || 1)))
    // What does not follow the head stands far behind it: little of the screen's light reaches it.
    const reached = wallShare + (1 - wallShare) * (model.follow[index] ?? 0) ** 4
    const share = facing * (reference / distance) ** 2 * reached
    for (let channel = 0; channel < 3; channel += 1) {
      light[index * 3 + channel] = (1 + (screen[channel] ?? 0) * share) ** (1 / GAMMA)
    }
  }
  return light
}

function normalsOf(model: PuppetModel, posed: PosedPoints): Float32Array {
  const normals = new Float32Array(posed.x.length * 3)
  for (const triangle of model.triangles) {
    const [a, b, c] = triangle.map((corner) => inSpace(model, posed, corner))
    if (a === undefined || b === undefined || c === undefined) continue
    const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]]
    const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]]
    const normal = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx]
    // Towards the camera, whichever way the triangle runs.
    const sign = (normal[2] ?? 0) > 0 ? -1 : 1
    for (const corner of triangle) {
      normal.forEach((part, axis) => {
        normals[corner * 3 + axis] = (normals[corner * 3 + axis] ?? 0) + sign * part
      })
    }
  }
  return normals
}

/** A posed point in space: the camera in the origin, z away from it. */
function inSpace(model: PuppetModel, { x, y, z }: PosedPoints, index: number): readonly [number, number, number] {
  const far = z[index] ?? 0
  const perPixel = far / (CAMERA_DISTANCE * model.faceWidth)
  return [((x[index] ?? 0) - model.width / 2) * perPixel, ((y[index] ?? 0) - model.height / 2) * perPixel, far]
}

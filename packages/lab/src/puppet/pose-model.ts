import type { Point } from '@bonafide/engine'
import { clamp } from '../curves.ts'
import { type EyePoints, LEFT_EYE, RIGHT_EYE } from './landmarks.ts'
import type { HeadState, PuppetModel } from './puppet-model.ts'

/** Distance of the camera in face widths: 45 cm before a face of 14 cm, the length of an arm. */
export const CAMERA_DISTANCE = 3.2

/** How far the chin drops at most, in face heights. */
export const JAW_DROP = 0.17

/** Share of the still's own turn that the rest pose takes back; all of it would show what the still hides. */
const STRAIGHTENING = 0.7

/** Points on the frame: x and y in frame pixels, z the distance from the camera. */
export interface PosedPoints {
  readonly x: Float32Array
  readonly y: Float32Array
  readonly z: Float32Array
}

/** Moves lids and jaw, turns the head about the neck and projects it in true perspective. */
export function poseModel(model: PuppetModel, state: HeadState, camera: Point = { x: 0, y: 0 }): PosedPoints {
  const moved = { x: Float32Array.from(model.x), y: Float32Array.from(model.y), z: Float32Array.from(model.z) }
  closeLids(moved, RIGHT_EYE, state.blink01)
  closeLids(moved, LEFT_EYE, state.blink01)
  dropJaw(model, moved, state.jaw01)
  project(model, moved, state)
  shift(moved, camera)
  return moved
}

function closeLids({ x, y }: PosedPoints, eye: EyePoints, blink01: number): void {
  const share = clamp(blink01, 0, 1)
  if (share === 0) return
  eye.upper.forEach((upper, order) => {
    const [lower, crease] = [eye.lower[order] ?? upper, eye.crease[order] ?? upper]
    const drop = at(y, lower) - at(y, upper)
    x[upper] = at(x, upper) + (at(x, lower) - at(x, upper)) * share
    y[upper] = at(y, upper) + drop * share * 0.97
    y[crease] = at(y, crease) + drop * share * 0.5
  })
}

function dropJaw(model: PuppetModel, { y, z }: PosedPoints, jaw01: number): void {
  const drop = clamp(jaw01, 0, 1) * model.faceHeight * JAW_DROP
  if (drop === 0) return
  for (let index = 0; index < y.length; index += 1) {
    const weight = at(model.jaw, index)
    y[index] = at(y, index) + weight * drop
    // The jaw swings backwards as it opens.
    z[index] = at(z, index) - weight * drop * 0.2
  }
}

function project(model: PuppetModel, { x, y, z }: PosedPoints, state: HeadState): void {
  const camera = CAMERA_DISTANCE * model.faceWidth
  const pivot = { y: model.faceHeight * 0.35, z: -0.55 * model.faceWidth }
  const yaw = state.yawRad - model.stillYawRad * STRAIGHTENING
  const pitch = state.pitchRad - model.stillPitchRad * STRAIGHTENING
  for (let index = 0; index < x.length; index += 1) {
    const follow = at(model.follow, index)
    const turned = turn(at(x, index), at(y, index) - pivot.y, at(z, index) - pivot.z, {
      yaw: yaw * follow,
      pitch: pitch * follow,
      roll: state.rollRad * follow,
    })
    const distance = camera / (1 + (state.zoom - 1) * at(model.nears, index)) - (turned.z + pivot.z)
    // The still itself was taken in perspective: taking that back lets the rest pose give the still again.
    const flattened = (camera - at(z, index)) / distance
    x[index] = model.width / 2 + (turned.x + state.shiftXPx * follow) * flattened
    y[index] = model.height / 2 + (turned.y + pivot.y + state.shiftYPx * follow) * flattened
    z[index] = distance
  }
}

/** The camera looks aside a little, and the whole picture goes the other way. */
function shift({ x, y }: PosedPoints, by: Point): void {
  for (let index = 0; index < x.length; index += 1) {
    x[index] = at(x, index) + by.x
    y[index] = at(y, index) + by.y
  }
}

function turn(x: number, y: number, z: number, by: { yaw: number; pitch: number; roll: number }) {
  const [cosYaw, sinYaw] = [Math.cos(by.yaw), Math.sin(by.yaw)]
  const [cosPitch, sinPitch] = [Math.cos(by.pitch), Math.sin(by.pitch)]
  const [cosRoll, sinRoll] = [Math.cos(by.roll), Math.sin(by.roll)]
  const [x1, z1] = [x * cosYaw + z * sinYaw, -x * sinYaw + z * cosYaw]
  const [y1, z2] = [y * cosPitch + z1 * sinPitch, -y * sinPitch + z1 * cosPitch]
  return { x: x1 * cosRoll - y1 * sinRoll, y: x1 * sinRoll + y1 * cosRoll, z: z2 }
}

function at(values: Float32Array, index: number): number {
  return values[index] ?? 0
}

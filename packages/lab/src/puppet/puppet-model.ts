import type { Picture } from '@bonafide/engine'
import type { Triangle } from './triangulate.ts'

/**
 * A head ready to be posed. Model space: origin in the middle of the frame, x to the right, y down, z towards the
 * camera, in frame pixels at rest. Arrays run over the 468 mesh points and then over the rings around them.
 */
export interface PuppetModel {
  readonly width: number
  readonly height: number
  /** The still, upright and scaled so that its pixels are frame pixels; larger than the frame by a margin. */
  readonly texture: Picture
  readonly x: Float32Array
  readonly y: Float32Array
  readonly z: Float32Array
  /** Where each point lies on the texture. */
  readonly u: Float32Array
  readonly v: Float32Array
  /** How far each point follows the head: 1 moves with it, 0 belongs to the background. */
  readonly follow: Float32Array
  /** How far each point comes nearer with the head. */
  readonly nears: Float32Array
  /** How far each point follows the lower jaw. */
  readonly jaw: Float32Array
  readonly triangles: readonly Triangle[]
  readonly faceWidth: number
  readonly faceHeight: number
  /** How the head of the still is held; the rest pose takes most of it back. */
  readonly stillYawRad: number
  readonly stillPitchRad: number
}

/** What the head does in one instant. Yaw is positive towards the person's own left, pitch downwards, roll clockwise. */
export interface HeadState {
  readonly yawRad: number
  readonly pitchRad: number
  readonly rollRad: number
  /** Mouth: 0 as in the still, 1 wide open. */
  readonly jaw01: number
  /** Lids: 0 as in the still, 1 closed. */
  readonly blink01: number
  /** 1 at rest, more is nearer to the camera. */
  readonly zoom: number
  readonly shiftXPx: number
  readonly shiftYPx: number
}

export const AT_REST: HeadState = {
  yawRad: 0,
  pitchRad: 0,
  rollRad: 0,
  jaw01: 0,
  blink01: 0,
  zoom: 1,
  shiftXPx: 0,
  shiftYPx: 0,
}

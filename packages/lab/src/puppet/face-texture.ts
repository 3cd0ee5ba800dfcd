import type { ObservedFace, Picture, Point } from '@bonafide/engine'
import { clamp, smoothStep } from '../curves.ts'
import { CHIN, FOREHEAD, LEFT_CHEEK, MESH_POINTS, RIGHT_CHEEK } from './landmarks.ts'

/** Pixels of the still kept on each side beyond the frame, for a head that moves away from the camera. */
export const TEXTURE_MARGIN = 80

/** Share of the frame's height between forehead and chin at rest: a face at arm's length in a selfie. */
const FACE_SHARE = 0.4

/** How the still is turned and scaled so that the face stands upright in the middle of the frame. */
export interface FaceFrame {
  readonly scale: number
  readonly faceHeight: number
  /** From still pixels to frame pixels, origin in the middle of the frame. */
  toFrame(x: number, y: number): Point
  toStill(x: number, y: number): Point
}

export function frameFace(face: ObservedFace, _width: number, height: number): FaceFrame {
  const [top, chin] = [meshPoint(face, FOREHEAD), meshPoint(face, CHIN)]
  const [right, left] = [meshPoint(face, RIGHT_CHEEK), meshPoint(face, LEFT_CHEEK)]
  const centre = { x: (right.x + left.x + top.x + chin.x) / 4, y: (top.y + chin.y) / 2 }
  const faceHeight = height * FACE_SHARE
  const scale = faceHeight / Math.hypot(chin.x - top.x, chin.y - top.y)
  const roll = Math.atan2(face.leftEye.y - face.rightEye.y, face.leftEye.x - face.rightEye.x)
  const [cos, sin] = [Math.cos(roll), Math.sin(roll)]
  return {
    scale,
    faceHeight,
    toFrame: (x, y) => {
      const [dx, dy] = [(x - centre.x) * scale, (y - centre.y) * scale]
      return { x: dx * cos + dy * sin, y: -dx * sin + dy * cos }
    },
    toStill: (x, y) => ({
      x: centre.x + (x * cos - y * sin) / scale,
      y: centre.y + (x * sin + y * cos) / scale,
    }),
  }
}

/**
 * The still in frame pixels with its margin. Away from the head it passes into a soft blur of itself, so that
 * neighbours in a group picture do not stand in the frame as second faces.
 */
export function takeTexture(still: Picture, frame: FaceFrame, width: number, height: number): Picture {
  const [fullWidth, fullHeight] = [width + 2 * TEXTURE_MARGIN, height + 2 * TEXTURE_MARGIN]
  const data = new Uint8Array(fullWidth * fullHeight * 3)
  const wall = wallColours(still, frame, fullWidth, fullHeight)
  const samples = clamp(Math.round(1 / frame.scale), 1, 4)
  const colour = [0, 0, 0]
  for (let row = 0; row < fullHeight; row += 1) {
    for (let column = 0; column < fullWidth; column += 1) {
      const [x, y] = [column - fullWidth / 2, row - fullHeight / 2]
      const away = awayFromHead(x, y, frame.faceHeight)
      if (away < 1) sampleArea(still, frame, x, y, samples, colour)
      const behind = wall(column / fullWidth, row / fullHeight)
      for (let channel = 0; channel < 3; channel += 1) {
        const near = colour[channel] ?? 0
        data[(row * fullWidth + column) * 3 + channel] = near + ((behind[channel] ?? 0) - near) * away
      }
    }
  }
  return { width: fullWidth, height: fullHeight, data }
}

/** 0 on head, neck and hair, 1 on what stands behind or beside. */
function awayFromHead(x: number, y: number, faceHeight: number): number {
  const widening = y > 0 ? 1 + 0.5 * smoothStep((y / faceHeight - 0.35) / 0.5) : 1
  const radius = Math.hypot(x / (faceHeight * 0.66 * widening), y / (faceHeight * (y > 0 ? 1.6 : 0.95)))
  return smoothStep((radius - 0.88) / 0.3)
}

/** A coarse grid of mean colours of the surroundings, interpolated smoothly. */
function wallColours(still: Picture, frame: FaceFrame, width: number, height: number) {
  const [columns, rows] = [4, 5]
  const grid: number[][] = []
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      grid.push(meanColour(still, frame, ((column + 0.5) / columns - 0.5) * width, ((row + 0.5) / rows - 0.5) * height))
    }
  }
  const node = (column: number, row: number) => grid[clamp(row, 0, rows - 1) * columns + clamp(column, 0, columns - 1)]
  return (across: number, down: number): readonly number[] => {
    const [x, y] = [across * columns - 0.5, down * rows - 0.5]
    const [left, top] = [Math.floor(x), Math.floor(y)]
    const [ax, ay] = [smoothStep(x - left), smoothStep(y - top)]
    return [0, 1, 2].map((channel) => {
      const upper = mix(node(left, top)?.[channel], node(left + 1, top)?.[channel], ax)
      const lower = mix(node(left, top + 1)?.[channel], node(left + 1, top + 1)?.[channel], ax)
      return mix(upper, lower, ay)
    })
  }
}

function meanColour(still: Picture, frame: FaceFrame, x: number, y: number): number[] {
  const sum = [0, 0, 0]
  const sample = [0, 0, 0]
  const reach = 8
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      const at = frame.toStill(x + dx * 14, y + dy * 14)
      sampleStill(still, at.x, at.y, sample)
      for (let channel = 0; channel < 3; channel += 1) sum[channel] = (sum[channel] ?? 0) + (sample[channel] ?? 0)
    }
  }
  return sum.map((total) => total / (2 * reach + 1) ** 2)
}

function sampleArea(still: Picture, frame: FaceFrame, x: number, y: number, samples: number, into: number[]): void {
  const one = [0, 0, 0]
  into.fill(0)
  for (let row = 0; row < samples; row += 1) {
    for (let column = 0; column < samples; column += 1) {
      const at = frame.toStill(x + (column + 0.5) / samples, y + (row + 0.5) / samples)
      sampleStill(still, at.x, at.y, one)
      for (let channel = 0; channel < 3; channel += 1) {
        into[channel] = (into[channel] ?? 0) + (one[channel] ?? 0) / samples ** 2
      }
    }
  }
}

/** Bilinear; beyond the border the last pixel goes on. */
function sampleStill({ width, height, data }: Picture, x: number, y: number, into: number[]): void {
  const [cx, cy] = [clamp(x - 0.5, 0, width - 1.001), clamp(y - 0.5, 0, height - 1.001)]
  const [left, top] = [Math.floor(cx), Math.floor(cy)]
  const [ax, ay] = [cx - left, cy - top]
  const at = (top * width + left) * 3
  for (let channel = 0; channel < 3; channel += 1) {
    const upper = mix(data[at + channel], data[at + 3 + channel], ax)
    const lower = mix(data[at + width * 3 + channel], data[at + width * 3 + 3 + channel], ax)
    into[channel] = mix(upper, lower, ay)
  }
}

function mix(from: number | undefined, to: number | undefined, share: number): number {
  return (from ?? 0) * (1 - share) + (to ?? 0) * share
}

function meshPoint(face: ObservedFace, index: number): Point {
  if (index >= MESH_POINTS) throw new RangeError(`no mesh point ${index}`)
  return { x: face.mesh[index * 3] ?? 0, y: face.mesh[index * 3 + 1] ?? 0 }
}

import type { Picture, PlaneMap, Quad } from '@bonafide/engine'
import { boundsOf } from './quad-bounds.ts'

/** Colour at a point of what is laid over, with its opacity from 0 to 1. */
export type Overlay = (x: number, y: number) => readonly [red: number, green: number, blue: number, opacity: number]

/** Lays something over a quadrilateral of a picture; `toUnit` takes pixels to the unit square of the overlay. */
export function blended(picture: Picture, quad: Quad, toUnit: PlaneMap, overlay: Overlay): Picture {
  const data = Uint8Array.from(picture.data)
  const { left, top, right, foot } = boundsOf(quad, picture)
  for (let y = top; y < foot; y += 1) {
    for (let x = left; x < right; x += 1) {
      const { x: u, y: v } = toUnit(x + 0.5, y + 0.5)
      if (u < 0 || v < 0 || u > 1 || v > 1) continue
      const [red, green, blue, opacity] = overlay(u, v)
      const at = 3 * (y * picture.width + x)
      for (const [channel, level] of [red, green, blue].entries()) {
        const mixed = level * opacity + (picture.data[at + channel] ?? 0) * (1 - opacity)
        data[at + channel] = Math.max(0, Math.min(255, Math.round(mixed)))
      }
    }
  }
  return { ...picture, data }
}

/** 1 inside, falling to 0 over a rim of the unit square. */
export function feathered(u: number, v: number, rimX: number, rimY: number): number {
  const near = Math.min(Math.min(u, 1 - u) / rimX, Math.min(v, 1 - v) / rimY)
  return Math.max(0, Math.min(1, near))
}

/** Cubic interpolation after Catmull and Rom, which keeps edges steep. */
export function cubicAt({ width, height, data }: Picture, x: number, y: number): readonly [number, number, number] {
  const [left, top] = [Math.floor(x - 0.5), Math.floor(y - 0.5)]
  const [across, down] = [weights(x - 0.5 - left), weights(y - 0.5 - top)]
  const sums: [number, number, number] = [0, 0, 0]
  for (let row = 0; row < 4; row += 1) {
    const from = 3 * width * Math.max(0, Math.min(height - 1, top - 1 + row))
    for (let column = 0; column < 4; column += 1) {
      const at = from + 3 * Math.max(0, Math.min(width - 1, left - 1 + column))
      const weight = (across[column] ?? 0) * (down[row] ?? 0)
      sums[0] += weight * (data[at] ?? 0)
      sums[1] += weight * (data[at + 1] ?? 0)
      sums[2] += weight * (data[at + 2] ?? 0)
    }
  }
  return sums
}

function weights(t: number): readonly [number, number, number, number] {
  const [a, b] = [t * t, t * t * t]
  return [(-b + 2 * a - t) / 2, (3 * b - 5 * a + 2) / 2, (-3 * b + 4 * a + t) / 2, (b - a) / 2]
}

import { describe, expect, it } from 'vitest'
import type { Picture } from '../../image/picture.ts'
import { buildPyramid } from './pyramid.ts'
import { trackPoints } from './track-point.ts'

/** Smooth texture without repetition, moved by (dx, dy). */
function texture(dx: number, dy: number, brighter = 0): Picture {
  const [width, height] = [160, 160]
  const data = new Uint8Array(3 * width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [x - dx, y - dy]
      const value = 128 + 50 * Math.sin(u / 7 + v / 23) + 40 * Math.sin(v / 9 - u / 31) + brighter
      data.fill(Math.max(0, Math.min(255, value)), 3 * (y * width + x), 3 * (y * width + x) + 3)
    }
  }
  return { width, height, data }
}

const START = { x: 80, y: 80 }

describe('trackPoints', () => {
  it('follows a point over several pixels to a tenth of one, also when the light changed', () => {
    const [end] = trackPoints(buildPyramid(texture(0, 0)), buildPyramid(texture(6.5, -3.25, 20)), [START])
    expect(end?.x).toBeCloseTo(86.5, 0.9)
    expect(end?.y).toBeCloseTo(76.75, 0.9)
  })

  it('loses points without texture and keeps lost points lost', () => {
    const flat = buildPyramid({ width: 160, height: 160, data: new Uint8Array(3 * 160 * 160).fill(90) })
    expect(trackPoints(flat, flat, [START, undefined])).toEqual([undefined, undefined])
  })
})

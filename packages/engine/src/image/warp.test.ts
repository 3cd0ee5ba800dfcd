import { describe, expect, it } from 'vitest'
import type { Picture } from './picture.ts'
import { applySimilarity, cropSimilarity, fitSimilarity } from './similarity.ts'
import { mirrorPlanar, warpPicture, warpPlanar } from './warp.ts'

/** Red tells the column, green the row. */
const GRADIENT: Picture = {
  width: 8,
  height: 6,
  data: new Uint8Array(3 * 48).map((_, i) => [10 * (Math.floor(i / 3) % 8), 10 * Math.floor(i / 24), 7][i % 3] ?? 0),
}
const IDENTITY = { a: 1, b: 0, tx: 0, ty: 0 }

describe('warping', () => {
  it('gives the picture back when nothing moves', () => {
    expect(warpPicture(GRADIENT, IDENTITY, 8, 6)).toEqual(GRADIENT)
  })

  it('averages over the area of an output pixel when it shrinks', () => {
    const [first] = warpPlanar(GRADIENT, cropSimilarity({ centre: { x: 3.5, y: 2.5 }, side: 6, angleRad: 0 }, 3), 3, 3)
    expect(first).toBeCloseTo((10 + 20) / 2, 5)
  })

  it('is black outside of the picture', () => {
    expect([...warpPlanar(GRADIENT, { ...IDENTITY, tx: 100 }, 2, 2)]).toEqual(new Array(12).fill(0))
  })

  it('turns with the angle of the crop', () => {
    const toPicture = cropSimilarity({ centre: { x: 3, y: 3 }, side: 2, angleRad: Math.PI / 2 }, 2)
    const corner = applySimilarity(toPicture, { x: 0, y: 0 })
    expect(corner.x).toBeCloseTo(3.5, 5)
    expect(corner.y).toBeCloseTo(2.5, 5)
  })

  it('mirrors left to right in each colour', () => {
    expect([...mirrorPlanar(Float32Array.of(1, 2, 3, 4), 2)]).toEqual([2, 1, 4, 3])
  })

  it('finds the similarity that moved a set of points', () => {
    const moved = { a: 0.6, b: -0.8, tx: 5, ty: -2 }
    const points = [
      { x: 0, y: 0 },
      { x: 4, y: 1 },
      { x: -2, y: 3 },
    ]
    const found = fitSimilarity(
      points,
      points.map((point) => applySimilarity(moved, point)),
    )
    for (const key of ['a', 'b', 'tx', 'ty'] as const) expect(found[key]).toBeCloseTo(moved[key], 9)
  })
})

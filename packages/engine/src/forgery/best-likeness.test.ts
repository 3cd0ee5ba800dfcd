import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GreyImage } from '../image/grey.ts'
import type { Box } from '../image/picture.ts'
import { bestLikeness } from './best-likeness.ts'
import { likestPlace } from './match-patch.ts'
import { summedPicture } from './summed-picture.ts'

const SIZE = { width: 22, height: 14 }

/** Levels of a few strokes and of noise: some windows are alike, some are bare. */
const pictures = fc
  .record({
    noise: fc.float32Array({
      noNaN: true,
      min: 0,
      max: 255,
      minLength: SIZE.width * SIZE.height,
      maxLength: SIZE.width * SIZE.height,
    }),
    share: fc.constantFrom(0, 0.02, 0.3, 1),
    period: fc.integer({ min: 3, max: 9 }),
  })
  .map(
    ({ noise, share, period }): GreyImage => ({
      ...SIZE,
      data: noise.map((level, at) => {
        const isStroke = (at % SIZE.width) % period < 2 && Math.floor(at / SIZE.width) % (period + 2) < 4
        return share * level + (1 - share) * (isStroke ? 40 : 220)
      }),
    }),
  )
const patches: fc.Arbitrary<Box> = fc.record({
  x: fc.integer({ min: -2, max: 18 }),
  y: fc.integer({ min: -2, max: 10 }),
  width: fc.integer({ min: 3, max: 9 }),
  height: fc.integer({ min: 1, max: 8 }),
})
const EVERYWHERE: Box = { x: -3, y: -3, width: SIZE.width + 3, height: SIZE.height + 3 }

/** The correlation as it is defined; -1 where a window leaves the picture or shows nothing. */
function likeness(
  { width, height, data }: GreyImage,
  { x, y, width: across, height: down }: Box,
  toX: number,
  toY: number,
) {
  if (Math.min(x, y, toX, toY) < 0 || Math.max(x, toX) + across > width || Math.max(y, toY) + down > height) return -1
  const levels = (left: number, top: number) =>
    Array.from(
      { length: across * down },
      (_, at) => data[(top + Math.floor(at / across)) * width + left + (at % across)] ?? 0,
    )
  const centred = (all: readonly number[]) =>
    all.map((level) => level - all.reduce((sum, one) => sum + one, 0) / all.length)
  const [a, b] = [centred(levels(x, y)), centred(levels(toX, toY))]
  const times = (one: readonly number[], other: readonly number[]) =>
    one.reduce((sum, level, at) => sum + level * (other[at] ?? 0), 0)
  if (Math.min(times(a, a), times(b, b)) < 50 * a.length) return -1
  return times(a, b) / Math.sqrt(times(a, a) * times(b, b))
}

describe('bestLikeness', () => {
  it('is nowhere less than how alike a patch and a place are', () => {
    fc.assert(
      fc.property(pictures, patches, fc.double({ min: -1, max: 1, noNaN: true }), (grey, patch, wanted) => {
        const bestAt = bestLikeness(summedPicture(grey), patch)
        for (let y = -2; y < SIZE.height; y += 3)
          for (let x = -2; x < SIZE.width; x += 3)
            expect(bestAt(x, y, wanted)).toBeGreaterThanOrEqual(likeness(grey, patch, x, y) - 1e-9)
      }),
    )
  })
})

describe('likestPlace', () => {
  it('is the likest of all places, and none where all are less alike than asked for', () => {
    fc.assert(
      fc.property(pictures, patches, fc.constantFrom(-1, 0.5, 0.9), (grey, patch, least) => {
        const isApart = (x: number, y: number) => Math.abs(x - patch.x) > 2 || Math.abs(y - patch.y) > 2
        let most = -1
        for (let y = 0; y < SIZE.height; y += 1)
          for (let x = 0; x < SIZE.width; x += 1) if (isApart(x, y)) most = Math.max(most, likeness(grey, patch, x, y))
        const found = likestPlace(summedPicture(grey), patch, { within: EVERYWHERE, isApart, least })
        if (most < least - 1e-6) expect(found).toBeUndefined()
        else if (most > least + 1e-6) expect(found?.likeness).toBeCloseTo(most, 6)
        else expect(found?.likeness ?? least).toBeCloseTo(least, 5)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Picture } from './picture.ts'
import { BANDS_ALIKE, lookAtPicture, type PictureLook, variantsOf } from './picture-look.ts'
import { resizeArea } from './resize.ts'

describe('the look of a picture', () => {
  it('is found again by at least ten bands when the picture comes in another size, brighter and with noise', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
        const picture = scene(seed)
        const again = changed(resizeArea(picture, 200, 150), (value, noise) => 1.05 * value + 4 * noise)
        expect(shared(lookOf(picture), lookOf(again))).toBeGreaterThanOrEqual(BANDS_ALIKE)
      }),
      { numRuns: 50 },
    )
  })

  it('is another one for another picture', () => {
    const looks = Array.from({ length: 40 }, (_, seed) => lookOf(scene(seed)))
    const most = looks.flatMap((one, at) => looks.slice(at + 1).map((other) => shared(one, other)))
    expect(Math.max(...most)).toBeLessThan(BANDS_ALIKE)
  })

  it('is none where there is nothing to see', () => {
    const plain = { width: 320, height: 240, data: new Uint8Array(320 * 240 * 3).fill(180) }
    expect(lookAtPicture(plain)).toBeUndefined()
    expect(lookAtPicture(changed(plain, (value, noise) => value + 6 * noise))).toBeUndefined()
    expect(lookAtPicture({ width: 1, height: 1, data: new Uint8Array(3) })).toBeUndefined()
  })

  it('has a band as it is before what it may have been', () => {
    expect(variantsOf({ value: 0b1000, doubtful: [0, 3, 1] })).toEqual([
      0b1000, 0b1001, 0b0000, 0b0001, 0b1010, 0b1011, 0b0010, 0b0011,
    ])
  })
})

function shared(kept: PictureLook, sought: PictureLook): number {
  return sought.filter((band, index) => variantsOf(band).includes(kept[index]?.value ?? -1)).length
}

function lookOf(picture: Picture): PictureLook {
  const look = lookAtPicture(picture)
  if (look === undefined) throw new Error('there is nothing to see')
  return look
}

/** Patches of grey of many sizes, as things in a room are. */
function scene(seed: number): Picture {
  const next = numbers(seed)
  const [width, height] = [320, 240]
  const data = new Uint8Array(3 * width * height).fill(90)
  for (let patch = 0; patch < 60; patch += 1) {
    const [left, top, grey] = [next() * width, next() * height, next() * 255]
    const [right, bottom] = [left + 10 + next() * 90, top + 10 + next() * 90]
    for (let y = Math.floor(top); y < Math.min(height, bottom); y += 1)
      data.fill(grey, 3 * (y * width + Math.floor(left)), 3 * (y * width + Math.min(width, Math.floor(right))))
  }
  return { width, height, data }
}

function changed({ data, ...size }: Picture, change: (value: number, noise: number) => number): Picture {
  const next = numbers(7)
  return { ...size, data: data.map((value) => Math.max(0, Math.min(255, change(value, next() - 0.5)))) }
}

/** Mulberry32. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

import type { Picture, Quad } from '@bonafide/engine'
import { spoil } from '@bonafide/lab'
import { describe, expect, it } from 'vitest'

/** Stripes of 8 pixels, 400 by 300; the page takes all but a rim of 20. */
const photo: Picture = {
  width: 400,
  height: 300,
  data: Uint8Array.from({ length: 3 * 400 * 300 }, (_, at) => (Math.floor(at / 3) % 16 < 8 ? 40 : 200)),
}
const corners: Quad = [
  { x: 20, y: 20 },
  { x: 380, y: 20 },
  { x: 380, y: 280 },
  { x: 20, y: 280 },
]
const options = { corners, widthMm: 36, field: { x: 0.4, y: 0.45, width: 0.2, height: 0.1 } }
const at = ({ data, width }: Picture, x: number, y: number) => data[3 * (y * width + x)] ?? -1

describe('a spoiled photograph', () => {
  it('has no light left where it is dark, and no print under glare, but print beside it', () => {
    expect(at(spoil(photo, 'dark', options), 12, 100)).toBe(30)
    const glare = spoil(photo, 'glare', options)
    expect([at(glare, 196, 150), at(glare, 204, 150)]).toEqual([255, 255])
    expect([at(glare, 36, 30), at(glare, 44, 30)]).toEqual([at(photo, 36, 30), at(photo, 44, 30)])
  })

  it('has flattened stripes where it is blurred', () => {
    const blurred = spoil(photo, 'blurred', options)
    const [dark, light] = [at(blurred, 196, 150), at(blurred, 204, 150)]
    expect(Math.abs(dark - light)).toBeLessThan(80)
    expect(at(blurred, 200, 150)).toBeGreaterThan(80)
  })

  it('ends before the page does where it is cut off, and is smaller where it is small', () => {
    expect(spoil(photo, 'cut-off', options)).toMatchObject({ width: 326, height: 300 })
    expect(spoil(photo, 'small', options)).toMatchObject({ width: 300, height: 225 })
  })
})

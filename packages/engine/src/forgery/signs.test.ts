import { describe, expect, it } from 'vitest'
import { toGrey } from '../image/grey.ts'
import type { Picture } from '../image/picture.ts'
import { boxMean } from '../mrz/resample-grey.ts'
import type { PrintedField } from '../verification/document-reading.ts'
import { colourfulness } from './colourfulness.ts'
import { edgeSharpness } from './edge-sharpness.ts'
import { logSpectrum } from './fourier.ts'
import { outlyingPrint } from './outlying-print.ts'
import { screenGrid } from './screen-grid.ts'

const SIZE = 512
const FIELDS = ['surname', 'givenNames', 'birthDate', 'expiryDate'] as const
const PAGE = { x: 40, y: 60, width: 430, height: 300 }

/** Evenly spread over [0, 1), the same for the same place. */
function chance(x: number, y: number, salt: number): number {
  const value = Math.sin(x * 12.9898 + y * 78.233 + salt * 37.719) * 43_758.5453
  return value - Math.floor(value)
}

type Light = (x: number, y: number, channel: number) => number

/** A page in two colours with rows of print, under sensor noise. */
function photo(light: Light = () => 1, noise = 6): Picture {
  const data = new Uint8Array(3 * SIZE * SIZE)
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 1) {
      const isPrint = Math.floor(y / 9) % 3 === 0 && chance(Math.floor(x / 5), Math.floor(y / 9), 4) > 0.5
      for (let channel = 0; channel < 3; channel += 1) {
        const paper = [225, 205, x < SIZE / 2 ? 200 : 170][channel] ?? 0
        const level = (isPrint ? 50 : paper) * light(x, y, channel) + (chance(x, y, channel) - 0.5) * 2 * noise
        data[3 * (y * SIZE + x) + channel] = Math.max(0, Math.min(255, level))
      }
    }
  }
  return { width: SIZE, height: SIZE, data }
}

describe('logSpectrum', () => {
  it('has the frequency of a wave and its mirror, and nothing else', () => {
    const data = Float32Array.from({ length: 32 * 32 }, (_, at) =>
      Math.cos((2 * Math.PI * (3 * (at % 32) + 5 * Math.floor(at / 32))) / 32),
    )
    const spectrum = logSpectrum({ width: 32, height: 32, data })
    const peaks = [...spectrum.keys()].filter((at) => (spectrum[at] ?? 0) > 1)
    expect(peaks).toEqual([5 * 32 + 3, 27 * 32 + 29])
  })
})

describe('screenGrid', () => {
  it('stands out where a screen was photographed, and does not on paper', () => {
    const screen = photo((x, y, channel) => {
      const [u, v] = [(x * 0.98 + y * 0.2) / 3.1, (y * 0.98 - x * 0.2) / 3.1]
      return (0.85 + 0.15 * Math.cos(2 * Math.PI * (u - channel / 3))) * (0.94 + 0.06 * Math.cos(2 * Math.PI * v))
    })
    expect(screenGrid(screen, PAGE)).toBeGreaterThan(1 + (screenGrid(photo(), PAGE) ?? 99))
  })

  it('cannot be told on pictures that are too small', () => {
    expect(screenGrid({ width: 100, height: 100, data: new Uint8Array(30_000) }, PAGE)).toBeUndefined()
  })
})

describe('colourfulness', () => {
  it('is gone from a grey copy, also under coloured light', () => {
    const grey = toGrey(photo())
    const copy = {
      ...photo(),
      data: Uint8Array.from(
        { length: 3 * SIZE * SIZE },
        (_, at) => (grey.data[Math.floor(at / 3)] ?? 0) * ([1, 0.95, 0.8][at % 3] ?? 1),
      ),
    }
    expect(colourfulness(photo())).toBeGreaterThan(10)
    expect(colourfulness(copy)).toBeLessThan(2)
  })
})

describe('edgeSharpness', () => {
  it('is higher for sharp print than for blurred print of the same contrast', () => {
    const sharp = toGrey(photo(() => 1, 0))
    const blurred = {
      ...sharp,
      data: sharp.data.map((_, at) => [-2, -1, 0, 1, 2].reduce((sum, off) => sum + (sharp.data[at + off] ?? 0) / 5, 0)),
    }
    expect(edgeSharpness(sharp, PAGE)).toBeGreaterThan(1.5 * (edgeSharpness(blurred, PAGE) ?? 9))
  })

  it('cannot be told where nothing is printed', () => {
    const blank = { width: 100, height: 100, data: new Float32Array(10_000).fill(200) }
    expect(edgeSharpness(blank, { x: 10, y: 10, width: 60, height: 20 })).toBeUndefined()
  })
})

describe('outlyingPrint', () => {
  it('names the field that is sharper than the other print of the page', () => {
    const print = toGrey(photo(() => 1, 0))
    const data = Float32Array.from(boxMean(print, 2, 2).data)
    const boxes = [30, 140, 250, 360].map((y) => ({ x: 60, y, width: 200, height: 50 }))
    for (let y = 250; y < 300; y += 1)
      for (let x = 60; x < 260; x += 1) data[y * SIZE + x] = print.data[y * SIZE + x] ?? 0
    const fields = boxes.map(
      (box, index): PrintedField => ({
        field: FIELDS[index] ?? 'sex',
        text: '',
        value: '',
        confidence01: 1,
        box,
        page: '01' as const,
      }),
    )
    expect(outlyingPrint({ ...print, data }, fields).map(({ field }) => field)).toEqual(['birthDate'])
    expect(outlyingPrint(print, fields)).toEqual([])
    expect(outlyingPrint({ ...print, data }, fields.slice(0, 3))).toEqual([])
  })
})

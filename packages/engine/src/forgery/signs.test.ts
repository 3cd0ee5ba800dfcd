import { describe, expect, it } from 'vitest'
import { type GreyImage, toGrey } from '../image/grey.ts'
import type { Picture } from '../image/picture.ts'
import { boxMean } from '../mrz/resample-grey.ts'
import { calmestNoise } from './calmest-noise.ts'
import { colourBeyondTone } from './colour-beyond-tone.ts'
import { compressionHistory } from './compression-history.ts'
import { editedPrint } from './edited-print.ts'
import { logSpectrum } from './fourier.ts'
import { lacksHistory } from './lacks-history.ts'
import { leastSquares } from './least-squares.ts'
import { noiseFloor } from './noise-floor.ts'
import { lookOfPrint } from './print-look.ts'
import { lookAtPortrait } from './replaced-portrait.ts'
import { screenGrid } from './screen-grid.ts'

const SIZE = 512
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
  it('has the frequency of each wave, up and down, and nothing else', () => {
    const wave = (at: number, across: number, down: number) =>
      Math.cos((2 * Math.PI * (across * (at % 32) + down * Math.floor(at / 32))) / 32)
    const data = Float32Array.from({ length: 32 * 32 }, (_, at) => wave(at, 3, 5) + wave(at, 7, -6) + wave(at, 0, 4))
    const spectrum = logSpectrum({ width: 32, height: 32, data })
    const peaks = [...spectrum.keys()].filter((at) => (spectrum[at] ?? 0) > 1)
    expect(peaks).toEqual([4 * 16, 5 * 16 + 3, 26 * 16 + 7, 28 * 16])
  })
})

describe('screenGrid', () => {
  it('stands out where a screen was photographed, and does not on paper', () => {
    const screen = photo((x, y, channel) => {
      const [u, v] = [(x * 0.98 + y * 0.2) / 3.1, (y * 0.98 - x * 0.2) / 3.1]
      return (0.85 + 0.15 * Math.cos(2 * Math.PI * (u - channel / 3))) * (0.94 + 0.06 * Math.cos(2 * Math.PI * v))
    })
    const [shown, paper] = [screenGrid(screen, PAGE), screenGrid(photo(), PAGE)]
    expect(shown?.light).toBeGreaterThan(1 + (paper?.light ?? 99))
    expect(shown?.shared).toBeGreaterThan(1 + (paper?.shared ?? 99))
    expect(shown?.colour).toBeGreaterThan(1 + (paper?.colour ?? 99))
  })

  it('cannot be told on pictures that are too small', () => {
    expect(screenGrid({ width: 100, height: 100, data: new Uint8Array(30_000) }, PAGE)).toBeUndefined()
  })
})

describe('colourBeyondTone', () => {
  const inks = photo((x, y, channel) => (x > 300 && y > 250 ? ([1, 0.7, 0.5][channel] ?? 1) : 1))
  const grey = toGrey(inks)
  /** In brown toner on yellow paper, under more or less light from place to place. */
  const copyUnder = (light: (x: number, y: number) => number): Picture => ({
    ...inks,
    data: Uint8Array.from({ length: 3 * SIZE * SIZE }, (_, at) => {
      const pixel = Math.floor(at / 3)
      const share = (grey.data[pixel] ?? 0) / 255
      const level = (([60, 40, 20][at % 3] ?? 0) * (1 - share) + 240 * share) * ([1, 0.95, 0.8][at % 3] ?? 1)
      return Math.min(255, level + light(pixel % SIZE, Math.floor(pixel / SIZE)))
    }),
  })

  it('is gone from a copy in one colour, also a tinted one under coloured light', () => {
    expect(colourBeyondTone(inks)).toBeGreaterThan(8)
    expect(colourBeyondTone(copyUnder(() => 0))).toBeLessThan(2)
  })

  it('is gone from such a copy also where a lamp is mirrored in it', () => {
    const lamp = (x: number, y: number) => 330 * Math.exp(-((x - 400) ** 2 + (y - 120) ** 2) / 110 ** 2)
    expect(colourBeyondTone(copyUnder(lamp))).toBeLessThan(3)
  })

  it('cannot be told where a page has hardly any tones', () => {
    expect(colourBeyondTone({ width: 200, height: 120, data: new Uint8Array(72_000).fill(240) })).toBeUndefined()
  })
})

describe('leastSquares', () => {
  it('finds the factors that made the values', () => {
    const equations = [0, 1, 2, 3].map((x) => ({ terms: [1, x, x * x], value: 4 - 3 * x + 0.5 * x * x, weight: 1 + x }))
    const [a, b, c] = leastSquares(equations)
    expect(a).toBeCloseTo(4, 4)
    expect(b).toBeCloseTo(-3, 4)
    expect(c).toBeCloseTo(0.5, 4)
  })
})

/** Blocks of 8 pixels whose waves were rounded to multiples of `step`, as a JPEG of one table does; from (left, top) on. */
function rounded(seed: number, step: number, shift = 0) {
  const data = new Float32Array(SIZE * SIZE).fill(128)
  const wave = (u: number, x: number) => (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16)
  for (let block = 0; block < (SIZE / 8) ** 2; block += 1) {
    const [left, top] = [8 * (block % (SIZE / 8)) + shift, 8 * Math.floor(block / (SIZE / 8)) + shift]
    for (const [u, v] of [
      [1, 0],
      [0, 1],
      [2, 0],
      [1, 1],
      [0, 2],
    ] as const) {
      const drawn = 1 - 2 * chance(block, 5 * u + v, seed)
      const amount = step * Math.round((-Math.sign(drawn) * 25 * Math.log(1.001 - Math.abs(drawn))) / step)
      for (let y = 0; y < 8 && top + y < SIZE; y += 1)
        for (let x = 0; x < 8 && left + x < SIZE; x += 1) {
          const at = (top + y) * SIZE + left + x
          data[at] = (data[at] ?? 0) + amount * wave(u, x) * wave(v, y)
        }
    }
  }
  return { width: SIZE, height: SIZE, data: data.map((level) => Math.max(5, Math.min(250, Math.round(level)))) }
}

describe('compressionHistory', () => {
  const part = { x: 160, y: 160, width: 128, height: 96 }

  it('finds that a part was not rounded with the rest', () => {
    const picture = rounded(3, 12)
    const other = rounded(4, 12, 3)
    const spliced = { ...picture, data: Float32Array.from(picture.data) }
    for (let y = part.y; y < part.y + part.height; y += 1)
      for (let x = part.x; x < part.x + part.width; x += 1) spliced.data[y * SIZE + x] = other.data[y * SIZE + x] ?? 0
    expect(lacksHistory(compressionHistory(picture).fitOf(part))).toBe(false)
    expect(lacksHistory(compressionHistory(spliced).fitOf(part))).toBe(true)
    expect(lacksHistory(compressionHistory(spliced).fitOf({ ...part, y: 320 }))).toBe(false)
  })

  it('says nothing about a picture that was never compressed', () => {
    const { clustered } = compressionHistory(rounded(5, 1)).fitOf(part)
    expect(lacksHistory(compressionHistory(rounded(5, 1)).fitOf(part))).toBe(false)
    expect(clustered?.fit01 ?? 1).toBeGreaterThan(0.9)
  })
})

describe('noise', () => {
  const grey = toGrey(photo())
  const place = { x: 200, y: 200, width: 120, height: 90 }
  const smoothed = { ...grey, data: Float32Array.from(grey.data) }
  for (let y = place.y; y < place.y + place.height; y += 1)
    for (let x = place.x; x < place.x + place.width; x += 1) smoothed.data[y * SIZE + x] = 180

  it('is measured where nothing is printed', () => {
    expect(noiseFloor(grey, { x: 40, y: 60, width: 100, height: 80 })).toBeGreaterThan(1.5)
    expect(noiseFloor(smoothed, place)).toBe(0)
    expect(noiseFloor(grey, { x: 0, y: 0, width: 10, height: 10 })).toBeUndefined()
    expect(calmestNoise(grey, place)).toBeGreaterThan(1)
  })

  const portrait = { x: 180, y: 180, width: 160, height: 130 }
  const look = (image: GreyImage) =>
    lookAtPortrait({ grey: image, portrait, history: compressionHistory(image), rim: undefined })

  it('gives away a portrait that the camera did not see, and no other', () => {
    expect(look(smoothed).oddity).toBe('calmer')
    expect(look(grey).oddity).toBeUndefined()
  })

  it('says nothing of paper that is white itself, of which only the edges of print are left', () => {
    const data = smoothed.data.map((level, at) => {
      const [x, y] = [at % SIZE, Math.floor(at / SIZE)]
      const isOnPortrait = x >= place.x && y >= place.y && x < place.x + place.width && y < place.y + place.height
      return isOnPortrait || level < 120 ? level : 255
    })
    const white = { ...smoothed, data }
    expect(noiseFloor(white, { x: 40, y: 60, width: 100, height: 80 })).toBeUndefined()
    expect(look(white)).toEqual({ isLookedAt: false })
  })
})

describe('lookOfPrint', () => {
  it('says that sharp print is steeper than blurred print of the same strokes', () => {
    const sharp = toGrey(photo(() => 1, 0))
    const blurred = boxMean(sharp, 2, 2)
    const [clear, soft] = [lookOfPrint(sharp, PAGE), lookOfPrint(blurred, PAGE)]
    expect(clear?.steepness).toBeGreaterThan(1.3 * (soft?.steepness ?? 9))
    expect(clear?.ink).toBeCloseTo(50 / 212, 1)
  })

  it('cannot be told where nothing is printed', () => {
    const blank = { width: 100, height: 100, data: new Float32Array(10_000).fill(200) }
    expect(lookOfPrint(blank, { x: 10, y: 10, width: 60, height: 20 })).toBeUndefined()
  })
})

describe('editedPrint', () => {
  it('names the value that is sharper than the other print of the page', () => {
    const print = toGrey(photo(() => 1, 0))
    const data = Float32Array.from(boxMean(print, 2, 2).data)
    const boxes = [30, 140, 250, 360].map((y) => ({ x: 60, y, width: 200, height: 50 }))
    for (let y = 250; y < 300; y += 1)
      for (let x = 60; x < 260; x += 1) data[y * SIZE + x] = print.data[y * SIZE + x] ?? 0
    const edited = { ...print, data }
    expect(editedPrint(edited, boxes, compressionHistory(edited)).odd).toEqual([{ box: boxes[2], oddity: 'sharper' }])
    expect(editedPrint(print, boxes, compressionHistory(print))).toEqual({ odd: [], lookedAt: 4 })
  })

  it('looks at nothing where too few values are printed to compare them', () => {
    const print = toGrey(photo(() => 1, 0))
    const boxes = [30, 140, 250].map((y) => ({ x: 60, y, width: 200, height: 50 }))
    expect(editedPrint(print, boxes, compressionHistory(print))).toEqual({ odd: [], lookedAt: 0 })
  })
})

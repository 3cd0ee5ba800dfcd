import { describe, expect, it } from 'vitest'
import { assessPage, createDocumentWatch } from './assess-document.ts'
import { assessFace } from './assess-face.ts'
import { type GrayImage, grayFromRgba, type PixelBox } from './gray-image.ts'
import { bordersSeen, glare, movement, sharpness } from './measures.ts'

const WIDTH = 320
const HEIGHT = 226
const FRAME: PixelBox = { x: 40, y: 28, width: 240, height: 170 }

interface Scene {
  readonly table?: number
  readonly paper?: number
  readonly ink?: number
  readonly shift?: number
  readonly spot?: number
}

/** A page with lines of print on a table with a little grain. */
function scene({ table = 70, paper = 190, ink = 60, shift = 0, spot = 0 }: Scene = {}): GrayImage {
  const data = new Uint8Array(WIDTH * HEIGHT)
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const [u, v] = [x - FRAME.x - shift, y - FRAME.y]
      const onPage = u >= 0 && v >= 0 && u < FRAME.width && v < FRAME.height
      const print = onPage && u > 20 && u < 220 && v % 14 > 8 && (u * 7 + v * 3) % 5 < 2
      const burnt = onPage && Math.hypot(u - 120, v - 80) < spot
      const grain = (x * 31 + y * 17) % 3
      data[y * WIDTH + x] = burnt ? 255 : (print ? ink : onPage ? paper : table) + grain
    }
  }
  return { width: WIDTH, height: HEIGHT, data }
}

function blurred(image: GrayImage): GrayImage {
  const data = image.data.map((_, index) => {
    let sum = 0
    for (let dy = -3; dy <= 3; dy += 1)
      for (let dx = -3; dx <= 3; dx += 1) sum += image.data[index + dy * WIDTH + dx] ?? 100
    return sum / 49
  })
  return { ...image, data }
}

describe('the measures', () => {
  it('find the four borders of a page and none on an empty table', () => {
    expect(bordersSeen(scene(), FRAME)).toEqual(['top', 'bottom', 'left', 'right'])
    expect(bordersSeen(scene({ paper: 70, ink: 70 }), FRAME)).toEqual([])
  })

  it('tell a sharp page from a blurred one', () => {
    expect(sharpness(scene(), FRAME)).toBeGreaterThan(10 * sharpness(blurred(scene()), FRAME))
  })

  it('measure glare as the share of burnt-out pixels', () => {
    expect(glare(scene(), FRAME)).toBe(0)
    expect(glare(scene({ spot: 30 }), FRAME)).toBeCloseTo((Math.PI * 900) / (240 * 170), 2)
  })

  it('measure movement between pictures of one size only', () => {
    expect(movement(scene(), scene())).toBe(0)
    expect(movement(scene(), scene({ shift: 6 }))).toBeGreaterThan(5)
    expect(movement(scene(), { width: 1, height: 1, data: new Uint8Array(1) })).toBe(Number.POSITIVE_INFINITY)
  })

  it('weigh red, green and blue as the eye does', () => {
    const { data } = grayFromRgba(new Uint8Array([255, 255, 255, 255, 255, 0, 0, 255, 0, 255, 0, 255]), 3, 1)
    expect([...data]).toEqual([255, 76, 149])
  })
})

describe('createDocumentWatch', () => {
  it('lets a good page ripen', () => {
    const watch = createDocumentWatch({ outlines: false })
    const looks = [0, 100, 700, 800].map((atMs) => watch.look(scene(), FRAME, atMs))
    expect(looks.map(({ goodForMs }) => goodForMs)).toEqual([0, 100, 700, 800])
  })

  it.each([
    ['too-dark', scene({ table: 10, paper: 30, ink: 5 })],
    ['too-bright', scene({ table: 200, paper: 248, ink: 240 })],
    ['no-document', scene({ paper: 70, ink: 70 })],
    ['glare', scene({ spot: 30 })],
  ])('names %s', (hint, image) => {
    expect(createDocumentWatch({ outlines: false }).look(image, FRAME, 0)).toEqual({ hint, goodForMs: 0 })
  })

  it('names blur against the best picture of this camera, and starts anew after it', () => {
    const watch = createDocumentWatch({ outlines: false })
    watch.look(scene(), FRAME, 0)
    expect(watch.look(scene({ shift: 6 }), FRAME, 100).hint).toBe('moving')
    watch.look(blurred(scene()), FRAME, 200)
    expect(watch.look(blurred(scene()), FRAME, 300)).toEqual({ hint: 'blurred', goodForMs: 0 })
  })
})

const flat = (value: number): GrayImage => ({ width: 64, height: 48, data: new Uint8Array(64 * 48).fill(value) })

describe('one taken picture', () => {
  it('is not asked for borders, which a cropped photograph need not show', () => {
    expect(assessPage(scene(), { x: 60, y: 50, width: 200, height: 120 })).toBeUndefined()
    expect(assessPage(blurred(scene()), FRAME)).toBe('blurred')
  })

  it('of a face is judged by its light and its rest', () => {
    const whole = { x: 0, y: 0, width: 64, height: 48 }
    const see = (grey: number, before?: number) =>
      assessFace({ image: flat(grey), oval: whole, before: before === undefined ? undefined : flat(before) })
    expect(see(20)).toEqual({ lookedFor: false, hint: 'too-dark' })
    expect(see(245)).toEqual({ lookedFor: false, hint: 'too-bright' })
    expect(see(120, 160)).toEqual({ lookedFor: false, hint: 'moving' })
    expect(see(120, 121)).toEqual({ lookedFor: false })
  })
})

describe('a face that was found', () => {
  it.each([
    [undefined, { x: 12, y: 12, width: 20, height: 24 }, 0],
    [undefined, { x: 16, y: 12, width: 20, height: 24 }, 0.3],
    ['turned', { x: 12, y: 12, width: 20, height: 24 }, -0.31],
    ['aside', { x: 22, y: 12, width: 20, height: 24 }, 0],
    ['aside', { x: 12, y: 25, width: 20, height: 24 }, 0],
    ['too-far', { x: 16, y: 17, width: 12, height: 14 }, 0],
    ['too-near', { x: 2, y: 1, width: 40, height: 46 }, 0],
  ] as const)('is %s where it lies so', (hint, box, turn) => {
    const oval = { x: 10, y: 8, width: 24, height: 32 }
    const seen = assessFace({ image: flat(120), oval, face: { box, turn }, before: flat(121) })
    expect(seen).toEqual({ lookedFor: true, ...(hint === undefined ? {} : { hint }) })
  })

  it('is missed before movement is told, and after the light', () => {
    const whole = { x: 0, y: 0, width: 64, height: 48 }
    const look = { oval: whole, face: 'none', before: flat(10) } as const
    expect(assessFace({ image: flat(120), ...look }).hint).toBe('no-face')
    expect(assessFace({ image: flat(20), ...look }).hint).toBe('too-dark')
  })
})

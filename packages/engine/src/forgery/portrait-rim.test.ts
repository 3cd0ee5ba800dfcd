import { describe, expect, it } from 'vitest'
import type { Picture } from '../image/picture.ts'
import { portraitFrame } from './portrait-frame.ts'
import { isStrange, portraitRim, strangenessOf } from './portrait-rim.ts'

const SIZE = { width: 640, height: 420 }
const PORTRAIT = { x: 60.4, y: 70.7, width: 220, height: 280 }
const FACE = { x: 110, y: 130, width: 120, height: 120 }
/** The page leans by this much against the picture's rows. */
const LEAN = 0.008

/** Evenly spread over [-0.5, 0.5), the same for the same place. */
function chance(x: number, y: number): number {
  const value = Math.sin(x * 12.9898 + y * 78.233) * 43_758.5453
  return value - Math.floor(value) - 0.5
}

/** Surroundings, hair and clothes of somebody, as waves that nobody else has. */
function person(who: number, x: number, y: number): number {
  const hair = (60 - 25 * who) * Math.sin(x / (61 + 19 * who) + 1 + who) * Math.cos(y / (77 - 16 * who) + 2 * who)
  return 105 + 40 * who + hair + 20 * Math.sin(y / 90 + who)
}

/** The level at a place of the portrait, `edge` pixels inwards from its nearest side. */
type Print = (x: number, y: number, edge: number) => number

const PAPER = 228
const original: Print = (x, y) => person(0, x, y)
/** Another portrait, laid over the first and softened over so many pixels. */
const replaced =
  (soft: number): Print =>
  (x, y, edge) => {
    const share = Math.min(1, edge / soft)
    return share * person(1, x, y) + (1 - share) * person(0, x, y)
  }

function pageWith(print: Print, blur = 1): Picture {
  const data = new Uint8Array(3 * SIZE.width * SIZE.height)
  for (let y = 0; y < SIZE.height; y += 1) {
    for (let x = 0; x < SIZE.width; x += 1) {
      const [u, v] = [x + LEAN * y - PORTRAIT.x, y - LEAN * x - PORTRAIT.y]
      const edge = Math.min(u, v, PORTRAIT.width - u, PORTRAIT.height - v)
      // The camera's own blur takes the step from paper to portrait over a pixel or two.
      const inside = 1 / (1 + Math.exp((-2.5 * edge) / blur))
      const level = inside * print(u, v, Math.max(0, edge)) + (1 - inside) * PAPER
      for (let channel = 0; channel < 3; channel += 1)
        data[3 * (y * SIZE.width + x) + channel] = level * (1 - 0.06 * channel) + 8 * chance(x + 700 * channel, y)
    }
  }
  return { ...SIZE, data }
}

/** The page with a rule printed across it above the portrait. */
function ruled(page: Picture): Picture {
  const data = Uint8Array.from(page.data)
  data.fill(60, 3 * 38 * SIZE.width, 3 * 42 * SIZE.width)
  return { ...page, data }
}

function rimOf(page: Picture) {
  const frame = portraitFrame(page, FACE)
  return frame === undefined ? undefined : portraitRim(page, frame)
}

describe('portraitFrame', () => {
  it('finds the four sides of a portrait on a page that leans, to a part of a pixel', () => {
    const frame = portraitFrame(pageWith(original), FACE)
    const middles = frame?.map(({ offset, slope }, side) => offset + slope * (side < 2 ? 210 : 170)) ?? []
    const drawn = [
      PORTRAIT.x - LEAN * 210,
      PORTRAIT.x + PORTRAIT.width - LEAN * 210,
      PORTRAIT.y + LEAN * 170,
      PORTRAIT.y + PORTRAIT.height + LEAN * 170,
    ]
    expect(middles).toHaveLength(4)
    for (const [side, middle] of middles.entries()) expect(Math.abs(middle - (drawn[side] ?? 0))).toBeLessThan(0.8)
  })

  it('does not take a rule that is printed above the portrait for its upper side', () => {
    const [, , top] = portraitFrame(ruled(pageWith(original)), FACE) ?? []
    expect(Math.abs((top?.offset ?? 0) + 170 * (top?.slope ?? 0) - PORTRAIT.y - LEAN * 170)).toBeLessThan(0.8)
  })

  it('is undefined where a portrait fades into white paper on one side', () => {
    const faded = pageWith((x, y) => (y < 60 ? PAPER + (person(0, x, y) - PAPER) * (y / 60) ** 2 : person(0, x, y)))
    expect(portraitFrame(faded, FACE)).toBeUndefined()
  })

  it('is undefined where the page is blank or small', () => {
    expect(
      portraitFrame(
        pageWith(() => PAPER),
        FACE,
      ),
    ).toBeUndefined()
    const tiny = { width: 30, height: 20, data: new Uint8Array(1800).fill(90) }
    expect(portraitFrame(tiny, { x: 5, y: 5, width: 8, height: 8 })).toBeUndefined()
  })
})

describe('portraitRim', () => {
  it.each([1, 2.5])('is not strange where a portrait was printed as one, blurred by %d', (blur) => {
    const rim = rimOf(pageWith(original, blur))
    expect(rim).toBeDefined()
    expect(rim && strangenessOf(rim)).toBeLessThan(0)
  })

  it.each([5, 8])('is strange where another portrait was softened into the first over %d pixels', (soft) => {
    const rim = rimOf(pageWith(replaced(soft)))
    expect(rim && isStrange(rim)).toBe(true)
  })

  it('is not strange where a line of one colour is printed around the portrait, though it differs', () => {
    const rim = rimOf(pageWith((x, y, edge) => (edge < 5 ? 30 : person(0, x, y))))
    expect(rim && strangenessOf(rim)).toBeGreaterThan(1)
    expect(rim && isStrange(rim)).toBe(false)
  })

  it('looks past rounded corners', () => {
    const radius = 26
    const rounded = pageWith((x, y) => {
      const across = Math.max(radius - x, x - (PORTRAIT.width - radius), 0)
      const down = Math.max(radius - y, y - (PORTRAIT.height - radius), 0)
      return Math.hypot(across, down) > radius ? PAPER : person(0, x, y)
    })
    const rim = rimOf(rounded)
    expect(rim && strangenessOf(rim)).toBeLessThan(0)
  })
})

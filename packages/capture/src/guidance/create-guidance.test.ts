import { describe, expect, it } from 'vitest'
import { createGuidance, type Look } from './create-guidance.ts'

const WIDTH = 320
const HEIGHT = 226
const FRAME = { x: 46, y: 32, width: 228, height: 162 }

/** A clock on which every look takes so long. */
const clock = (stepMs: number) => {
  let now = 0
  return () => {
    now += stepMs
    return now
  }
}

interface Page {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A printed page that lies somewhere on a table. */
function look(page: Page, change: Partial<Look> = {}): Look {
  const rgba = new Uint8ClampedArray(4 * WIDTH * HEIGHT)
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const [u, v] = [x - page.x, y - page.y]
      const on = u >= 0 && v >= 0 && u < page.width && v < page.height
      const inside = u > 12 && v > 12 && u < page.width - 12 && v < page.height - 12
      const value = on ? (inside && v % 14 > 8 && (u * 7 + v * 3) % 5 < 2 ? 60 : 190) : 70
      rgba.fill(value + ((x * 31 + y * 17) % 3), 4 * (y * WIDTH + x), 4 * (y * WIDTH + x) + 4)
    }
  }
  return { kind: 'document', screen: 1, atMs: 0, width: WIDTH, height: HEIGHT, rgba, frame: FRAME, ...change }
}

/** The frame, smaller or larger by a factor, moved by pixels. */
function placed(factor: number, dx = 0, dy = 0): Page {
  const [width, height] = [factor * FRAME.width, factor * FRAME.height]
  const x = FRAME.x + (FRAME.width - width) / 2 + dx
  const y = FRAME.y + (FRAME.height - height) / 2 + dy
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) }
}

describe('guidance', () => {
  it('looks for the edges of the page on a device that is fast enough, and for borders alone on a slow one', () => {
    expect(createGuidance(clock(50)).tier).toBe('full')
    expect(createGuidance(clock(51)).tier).toBe('light')
    expect(createGuidance(clock(1)).see(look(placed(1)))).toHaveProperty('outline')
    expect(createGuidance(clock(51)).see(look(placed(1)))).toEqual({ kind: 'document', goodForMs: 0 })
  })

  it.each([
    ['nothing of a page that lies in the frame', placed(1), undefined],
    ['nothing of one that is held a fifth too far', placed(0.8), undefined],
    ['too-far of one that fills three fifths of the frame', placed(0.6), 'too-far'],
    ['cut-off of one that goes beyond what is kept', placed(1, 38), 'cut-off'],
    ['cut-off of one that is too near', placed(1.5, 30, 20), 'cut-off'],
    ['no-document of a bare table', placed(0), 'no-document'],
  ])('says %s', (_, page, hint) => {
    const { see } = createGuidance(clock(1))
    see(look(page))
    expect(see(look(page, { atMs: 700 }))).toMatchObject(
      hint === undefined ? { goodForMs: 700 } : { hint, goodForMs: 0 },
    )
  })

  it('forgets what it saw before the screen that asks was opened', () => {
    const { see } = createGuidance(clock(1))
    see(look(placed(1)))
    expect(see(look(placed(1), { atMs: 900, screen: 2 }))).toMatchObject({ goodForMs: 0 })
    expect(see(look(placed(0.6), { kind: 'face', screen: 3 }))).toEqual({ kind: 'face', lookedFor: false })
    expect(see(look(placed(3), { kind: 'face', screen: 3 }))).toEqual({
      kind: 'face',
      lookedFor: false,
      hint: 'moving',
    })
    expect(see(look(placed(1), { kind: 'face', screen: 4 }))).toEqual({ kind: 'face', lookedFor: false })
  })
})

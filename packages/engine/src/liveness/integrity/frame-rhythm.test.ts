import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Picture } from '../../image/picture.ts'
import { frameRhythm } from './frame-rhythm.ts'
import { likelySeams } from './seams.ts'
import { smallFramesOf } from './small-frames.ts'

const [WIDTH, HEIGHT, FRAMES] = [64, 80, 48]

/** A bright spot on a sloped ground, with a camera's noise. */
function picture(x: number, noise: number, random: () => number): Picture {
  const data = new Uint8Array(3 * WIDTH * HEIGHT)
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const spot = 120 * Math.exp(-(((i % WIDTH) - x) ** 2 + (Math.floor(i / WIDTH) - 40) ** 2) / 200)
    data.fill(40 + (i % WIDTH) / 2 + spot + noise * (random() - 0.5), 3 * i, 3 * i + 3)
  }
  return { width: WIDTH, height: HEIGHT, data }
}

function randomFrom(seed: number): () => number {
  let state = seed + 1
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

/** Frames of a spot that sways unevenly; `placeOf` says which moment each frame shows. */
function rhythm(seed: number, noise: number, placeOf: (index: number, way: (at: number) => number) => number) {
  const random = randomFrom(seed)
  const way = (at: number) => 32 + 12 * Math.sin(at / 4 + seed) + 5 * Math.sin(at / 1.7 + 2 * seed)
  const frames = Array.from({ length: FRAMES }, (_, index) => ({
    atMs: index * 100 + Math.round(6 * random()),
    picture: picture(placeOf(index, way), noise, random),
  }))
  const challenge = { id: 'c', steps: [], flashes: [], totalMs: FRAMES * 100 }
  return frameRhythm(smallFramesOf({ challenge, frames }), () => false)
}

const seeds = fc.integer({ min: 0, max: 1000 })

describe('the rhythm of frames', () => {
  it('is even for a camera', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { repeats, blends } = rhythm(seed, 6, (index, way) => way(index))
        expect(repeats).toBeLessThan(0.5)
        expect(blends).toBeLessThan(0.5)
      }),
      { numRuns: 8 },
    )
  })

  it('shows frames that are shown twice, also when noise hides it', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(rhythm(seed, 6, (index, way) => way(index - (index % 2))).repeats).toBeGreaterThan(1)
      }),
      { numRuns: 8 },
    )
  })

  it('shows frames that lie in the middle of their neighbours', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const mixed = (index: number, way: (at: number) => number) =>
          index % 2 === 0 ? way(index) : (way(index - 1) + way(index + 1)) / 2
        expect(rhythm(seed, 2, mixed).blends).toBeGreaterThan(0.5)
      }),
      { numRuns: 8 },
    )
  })
})

describe('likelySeams', () => {
  it('puts first the frame where one scene ends and another begins', () => {
    const random = randomFrom(3)
    const frames = Array.from({ length: 20 }, (_, index) => ({
      atMs: index * 100,
      picture: picture(index < 11 ? 20 + index / 4 : 55 - index / 4, 4, random),
    }))
    const small = smallFramesOf({ challenge: { id: 'c', steps: [], flashes: [], totalMs: 2000 }, frames })
    expect(likelySeams(small)[0]?.index).toBe(11)
  })
})

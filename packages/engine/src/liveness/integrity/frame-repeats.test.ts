import { describe, expect, it } from 'vitest'
import type { Picture } from '../../image/picture.ts'
import { repeatedShare } from './frame-repeats.ts'

const noise = (seed: number): Picture => {
  const data = new Uint8Array(3 * 40 * 40).map((_, index) => (index * 31 + seed * 17 + ((index * seed) % 13)) % 251)
  return { width: 40, height: 40, data }
}
const clip = (seeds: readonly number[]) => ({
  challenge: { id: 'c', steps: [], flashes: [], totalMs: 0 },
  frames: seeds.map((seed, index) => ({ atMs: index, picture: noise(seed) })),
})

describe('repeatedShare', () => {
  it('counts frames that are the one before again', () => {
    expect(repeatedShare(clip([1, 2, 3, 4, 5]))).toBe(0)
    expect(repeatedShare(clip([1, 1, 2, 2, 3]))).toBe(0.5)
    expect(repeatedShare(clip([1, 1, 1]))).toBe(1)
  })
})

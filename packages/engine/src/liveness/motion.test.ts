import { describe, expect, it } from 'vitest'
import { drawnTrack } from '../../test/drawn-mesh.ts'
import { largestJump } from './motion.ts'

const CHALLENGE = { id: 'c', steps: [], flashes: [], totalMs: 2000 }

describe('largestJump', () => {
  it('is nothing for a still picture and for a clip without a face', () => {
    expect(largestJump(drawnTrack(CHALLENGE, () => ({})))).toBe(0)
    expect(largestJump(drawnTrack(CHALLENGE, () => undefined))).toBe(0)
  })

  it('is the way of the face between two frames, in face widths', () => {
    expect(largestJump(drawnTrack(CHALLENGE, (atMs) => ({ x: atMs / 100 })))).toBeCloseTo(0.01, 5)
  })
})

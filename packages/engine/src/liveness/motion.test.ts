import { describe, expect, it } from 'vitest'
import { drawnTrack } from '../../test/drawn-mesh.ts'
import { largestJump, motionOf } from './motion.ts'

const CHALLENGE = { id: 'c', steps: [], totalMs: 2000 }

describe('motion', () => {
  it('is nothing for a still picture and for a clip without a face', () => {
    expect(motionOf(drawnTrack(CHALLENGE, () => ({})))).toBe(0)
    expect(motionOf(drawnTrack(CHALLENGE, () => undefined))).toBe(0)
  })

  it('is the way of the face in face widths', () => {
    const moving = drawnTrack(CHALLENGE, (atMs) => ({ x: atMs / 100 }))
    expect(motionOf(moving)).toBeCloseTo(0.2, 5)
    expect(largestJump(moving)).toBeCloseTo(0.01, 5)
  })
})

import { describe, expect, it } from 'vitest'
import { drawnMesh } from '../../../test/drawn-mesh.ts'
import { meshMotion } from './mesh-motion.ts'

describe('meshMotion', () => {
  it('takes a point along with a face that moves and grows', () => {
    const motion = meshMotion(drawnMesh(), drawnMesh({ x: 20, size: 1.5 }))
    const there = motion({ x: 250, y: 330 })
    expect(there.x).toBeCloseTo(260 + 15)
    expect(there.y).toBeCloseTo(320 + 15)
  })
})

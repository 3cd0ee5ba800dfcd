import { describe, expect, it } from 'vitest'
import { drawnFace } from '../../test/drawn-mesh.ts'
import { levelsOf } from '../liveness/face-levels.ts'

describe('measureFace', () => {
  it('calls a turn to the person’s own left positive, in the angle and in the place of the nose', () => {
    const face = drawnFace({ turn: 0.2 })
    expect(face.pose.yawRad).toBeGreaterThan(0.3)
    expect(levelsOf(face).turn).toBeCloseTo(0.2, 5)
    expect(drawnFace({ turn: -0.2 }).pose.yawRad).toBeLessThan(-0.3)
  })

  it('measures mouth and eyes by their own size', () => {
    for (const size of [0.5, 2]) {
      const face = drawnFace({ mouth: 0.1, eyes: 0.3, size })
      expect(levelsOf(face).mouth).toBeCloseTo(0.1, 5)
      expect(face.eyeRatio).toBeCloseTo(0.3, 5)
      expect(face.mouthRatio).toBeCloseTo((0.1 * 140) / 40, 4)
    }
  })

  it('finds the eyes on the person’s own sides', () => {
    const { leftEye, rightEye, eyeDistancePx } = drawnFace()
    expect(leftEye.x).toBeGreaterThan(rightEye.x)
    expect(eyeDistancePx).toBeCloseTo(50, 5)
  })
})

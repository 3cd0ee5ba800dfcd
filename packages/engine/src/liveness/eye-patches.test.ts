import { describe, expect, it } from 'vitest'
import { drawnFace } from '../../test/drawn-mesh.ts'
import type { Picture } from '../image/picture.ts'
import { eyeLikeness, eyePatches, meanEyes } from './eye-patches.ts'

/** Skin with two dark irises where `drawnFace` has its eyes, or with two lines where lids are closed. */
function drawnEyes(closed: boolean, light = 1): Picture {
  const data = new Uint8Array(480 * 640 * 3).fill(180 * light)
  for (const middle of [215, 265]) {
    for (let y = 290; y < 310; y++) {
      for (let x = middle - 12; x < middle + 12; x++) {
        const dark = closed ? Math.abs(y - 303) < 2 : Math.hypot(x - middle, y - 300) < 6
        if (dark) data.fill(40 * light, 3 * (480 * y + x), 3 * (480 * y + x) + 3)
      }
    }
  }
  return { width: 480, height: 640, data }
}

const look = (picture: Picture) => eyePatches(picture, drawnFace())

describe('the look of the eyes', () => {
  it('is the same in half the light, and another one when the lids are closed', () => {
    const open = look(drawnEyes(false))
    expect(eyeLikeness(open, look(drawnEyes(false, 0.5)))).toBeGreaterThan(0.99)
    expect(eyeLikeness(open, look(drawnEyes(true)))).toBeLessThan(0.7)
  })

  it('can be the mean of several', () => {
    const open = look(drawnEyes(false))
    expect(eyeLikeness(meanEyes([open, open]), open)).toBeCloseTo(1)
  })
})

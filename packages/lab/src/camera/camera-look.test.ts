import type { Picture } from '@bonafide/engine'
import { describe, expect, it } from 'vitest'
import type { ScreenLight } from '../puppet/screen-light.ts'
import { adaptedTo, type CameraLook, developer, USUAL_LOOK } from './camera-look.ts'

const NONE: ScreenLight = [0, 0, 0]
/** Red from one second on. */
const red = (atMs: number): ScreenLight => (atMs >= 1000 ? [1, 0, 0] : NONE)

/** Values of a grey picture after the camera, without noise. */
function developed(look: Partial<CameraLook>, atMs: number, screen = red): readonly number[] {
  const picture: Picture = { width: 1, height: 1, data: Uint8Array.of(120, 120, 120) }
  return [...developer({ ...USUAL_LOOK, noise: 0, ...look })(picture, adaptedTo(screen, atMs), 1).data]
}

describe('what a camera makes of a scene', () => {
  it('is the scene where nothing is set', () => {
    expect(developed({}, 5000)).toEqual([120, 120, 120])
  })

  it('is twice as bright in light where the exposure is doubled, and tinted by the balance', () => {
    const [value = 0] = developed({ exposure: 2 }, 0)
    expect((value / 120) ** 2.2).toBeCloseTo(2, 1)
    const [r = 0, g = 0, b = 0] = developed({ balance: [1.1, 1, 0.9] }, 0)
    expect(r).toBeGreaterThan(g)
    expect(b).toBeLessThan(g)
  })

  it('works against the light of the screen, sooner by exposure than by colour', () => {
    expect(developed({ autoExposure: 0.5 }, 1000)).toEqual([120, 120, 120])
    const [at100 = 0, at400 = 0] = [1100, 1400].map((atMs) => developed({ autoExposure: 0.5 }, atMs)[0] ?? 0)
    expect(at100).toBeLessThan(120)
    expect(at400).toBeLessThan(at100)
    const [at300 = 0, at2000 = 0] = [1300, 3000].map((atMs) => developed({ autoBalance: 0.3 }, atMs)[0] ?? 0)
    expect(at2000).toBeLessThan(at300)
    expect(at300).toBeLessThan(120)
  })
})

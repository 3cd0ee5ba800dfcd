import type { ObservedFace, Picture } from '@bonafide/engine'
import { describe, expect, it } from 'vitest'
import { exposeForFace } from './expose-for-face.ts'

const face = { mesh: new Float32Array(468 * 3).fill(5) } as Pick<ObservedFace, 'mesh'> as ObservedFace
const still = (red: number, green: number, blue: number): Picture => {
  const data = Uint8Array.from({ length: 300 }, (_, index) => [red, green, blue][index % 3] ?? 0)
  return { width: 10, height: 10, data }
}

describe('exposing for the face', () => {
  it('brings the brightest channel of skin to one value, from bright and from dark, and keeps its colour', () => {
    for (const factor of [0.3, 0.9]) {
      const [red = 0, green = 0, blue = 0] = exposeForFace(still(250 * factor, 200 * factor, 150 * factor), face).data
      expect(Math.abs(red - 140)).toBeLessThanOrEqual(1)
      expect(Math.abs(green / red - 0.8)).toBeLessThan(0.02)
      expect(Math.abs(blue / red - 0.6)).toBeLessThan(0.02)
    }
  })

  it('leaves a still alone that shows no skin at those places', () => {
    const beyond = { ...face, mesh: new Float32Array(468 * 3).fill(99) }
    expect(exposeForFace(still(200, 180, 160), beyond).data[0]).toBe(200)
  })
})

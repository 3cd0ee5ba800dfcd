import { describe, expect, it } from 'vitest'
import { drawnFace } from '../../test/drawn-mesh.ts'
import type { AntiSpoofNetwork } from '../ports.ts'
import { type AntiSpoofRecipe, attackScoreOf, realScoreOf } from './anti-spoof.ts'

const RECIPE: AntiSpoofRecipe = {
  sizePx: 8,
  cropScale: 1,
  channels: 'rgb',
  mean: [0, 0, 0],
  deviation: [255, 255, 255],
  activation: 'softmax',
  realIndex: 1,
}
const PICTURE = { width: 600, height: 600, data: new Uint8Array(3 * 600 * 600).fill(51) }
/** In the middle of the picture. */
const FACE = { ...drawnFace(), box: { x: 250, y: 250, width: 100, height: 100 } }

function score(answer: readonly number[], change: Partial<AntiSpoofRecipe> = {}) {
  const inputs: Float32Array[] = []
  const network: AntiSpoofNetwork = {
    id: 'n',
    sha256: '',
    recipe: { ...RECIPE, ...change },
    minRealScore: 0.5,
    run: async ({ data }) => {
      inputs.push(data)
      return [{ dims: [1, answer.length], data: Float32Array.from(answer) }]
    },
  }
  return realScoreOf(PICTURE, FACE, network).then((real) => ({ real, input: inputs[0] ?? new Float32Array() }))
}

describe('realScoreOf', () => {
  it('reads the answer by its activation', async () => {
    expect((await score([0, Math.log(3)])).real).toBeCloseTo(0.75, 6)
    expect((await score([5, 0], { activation: 'sigmoid' })).real).toBeCloseTo(0.5, 6)
    expect((await score([0.1, 0.9], { activation: 'none' })).real).toBeCloseTo(0.9, 6)
    expect((await score([1000, 1000])).real).toBeCloseTo(0.5, 6)
  })

  it('is no number where the class is missing, so that it can never pass', async () => {
    expect((await score([1])).real).toBeNaN()
  })

  it('looks at the face with as much around it as the network wants', async () => {
    expect((await score([0, 0])).input.every((value) => Math.abs(value - 0.2) < 1e-6)).toBe(true)
    const wide = (await score([0, 0], { cropScale: 8 })).input
    // Beyond the picture is black.
    expect(wide[0]).toBe(0)
    expect(wide[4 * 8 + 4]).toBeCloseTo(0.2, 6)
  })
})

describe('the score of an attack', () => {
  it('is 60 at the limit of the operator, and rises as the network doubts more', () => {
    const limit = { minRealScore: 0.3 }
    expect([1, 0.65, 0.3, 0.15, 0].map((real) => attackScoreOf(real, limit))).toEqual([0, 30, 60, 80, 100])
    expect([1, 0.9].map((real) => attackScoreOf(real, { minRealScore: 1 }))).toEqual([0, 64])
    expect(attackScoreOf(0, { minRealScore: 0 })).toBe(60)
  })

  it('is the highest where the network answers no number', () => {
    expect(attackScoreOf(Number.NaN, { minRealScore: 0.3 })).toBe(100)
  })
})

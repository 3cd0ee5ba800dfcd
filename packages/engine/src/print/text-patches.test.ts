import { describe, expect, it } from 'vitest'
import { type TextMap, textPatches } from './text-patches.ts'

function mapWith(
  ...islands: readonly (readonly [x: number, y: number, width: number, height: number, p: number])[]
): TextMap {
  const [width, height] = [200, 100]
  const probabilities = new Float32Array(width * height)
  for (const [left, top, wide, high, probability] of islands) {
    for (let y = top; y < top + high; y += 1) probabilities.fill(probability, y * width + left, y * width + left + wide)
  }
  return { width, height, probabilities }
}

describe('textPatches', () => {
  it('finds each island of text and gives it room around', () => {
    const patches = [...textPatches(mapWith([20, 10, 80, 8, 0.9], [20, 40, 40, 8, 0.9]))]
    const [upper, lower] = patches.sort((a, b) => a.centre.y - b.centre.y)
    expect(patches).toHaveLength(2)
    expect(upper?.centre).toEqual({ x: 60, y: 14 })
    // 80 x 8 grow by twice 1.6 times their area over their circumference.
    expect(upper?.width).toBeCloseTo(80 + (2 * 640 * 1.6) / 176, 6)
    expect(lower?.height).toBeCloseTo(8 + (2 * 320 * 1.6) / 96, 6)
  })

  it('leaves out what the network half believes, and what is too thin to read', () => {
    expect(textPatches(mapWith([20, 10, 80, 8, 0.45], [20, 40, 40, 2, 0.9]))).toEqual([])
  })

  it('joins what touches at a corner', () => {
    expect(textPatches(mapWith([20, 10, 10, 8, 0.9], [30, 18, 10, 8, 0.9]))).toHaveLength(1)
  })
})

import { describe, expect, it } from 'vitest'
import type { Picture } from '../image/picture.ts'
import type { Network, SpellingNetwork, Tensor } from '../ports.ts'
import { uprightPrint } from './upright-print.ts'

const page: Picture = { width: 640, height: 320, data: new Uint8Array(3 * 640 * 320).fill(200) }
const named = { id: 'drawn', sha256: '' }

/** A detector that sees one line of text in the upper part of the page. */
const detector: Network = {
  ...named,
  run: async ({ dims: [, , height = 0, width = 0] }) => {
    const data = new Float32Array(width * height)
    for (let y = 40; y < 60; y += 1) data.fill(0.9, y * width + 100, y * width + 500)
    return [{ dims: [1, 1, height, width], data }]
  },
}

/** A reader that answers one believed letter after the other. */
function reader(...beliefs: readonly number[]): SpellingNetwork & { readonly asked: () => number } {
  let asked = 0
  const answer = (): Tensor => ({ dims: [1, 1, 2], data: Float32Array.from([0, beliefs[asked++] ?? 0]) })
  return { ...named, characters: ['A'], run: async () => [answer()], asked: () => asked }
}

describe('uprightPrint', () => {
  it('does not ask how a line reads upside down that plainly reads upright', async () => {
    const textReader = reader(0.9)
    expect((await uprightPrint(page, 1, { textDetector: detector, textReader })).turns).toBe(0)
    expect(textReader.asked()).toBe(1)
  })

  it('says where print stands once the page is turned over', async () => {
    const textReader = reader(0.3, 0.8)
    const { turns, patches } = await uprightPrint(page, 1, { textDetector: detector, textReader })
    expect(turns).toBe(2)
    expect(patches[0]?.centre.x).toBeCloseTo(640 - 300, 0)
    expect(patches[0]?.centre.y).toBeCloseTo(320 - 50, 0)
  })
})

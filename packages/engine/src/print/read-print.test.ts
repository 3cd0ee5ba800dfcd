import { describe, expect, it } from 'vitest'
import type { Picture } from '../image/picture.ts'
import type { SpellingNetwork } from '../ports.ts'
import { readPrint } from './read-print.ts'

const page: Picture = { width: 200, height: 60, data: new Uint8Array(3 * 200 * 60).fill(200) }
const patch = { centre: { x: 100, y: 30 }, angleRad: 0, width: 120, height: 20 }

/** A reader that answers one letter with each of these beliefs in turn. */
function reader(...beliefs: readonly number[]) {
  let asked = 0
  const network: SpellingNetwork = {
    id: 'drawn',
    sha256: '',
    characters: ['A', 'B', 'C'],
    run: async () => {
      const letter = asked
      const data = new Float32Array(4)
      data[1 + letter] = beliefs[asked++] ?? 0
      return [{ dims: [1, 1, 4], data }]
    },
  }
  return { network, asked: () => asked }
}

describe('readPrint', () => {
  it('reads a line once that is believed', async () => {
    const { network, asked } = reader(0.95)
    expect((await readPrint(page, [patch], network)).map(({ text }) => text)).toEqual(['A'])
    expect(asked()).toBe(1)
  })

  it('cuts a line closer and wider that is not, and says what was believed most, where the line was found', async () => {
    const { network, asked } = reader(0.5, 0.9, 0.7)
    const [line] = await readPrint(page, [patch], network)
    expect(line).toMatchObject({ text: 'B', patch })
    expect(line?.confidence01).toBeCloseTo(0.9)
    expect(asked()).toBe(3)
  })
})

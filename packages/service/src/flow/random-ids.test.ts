import { describe, expect, it } from 'vitest'
import { newTransactionId } from './random-ids.ts'

/** security.md B1 */
const count = process.env['BONAFIDE_TEST_DEEP'] === '1' ? 1_000_000 : 50_000
/** The machine may be busy. */
const LONGEST_MS = 60_000 + count / 2

describe('newTransactionId', () => {
  it('says nothing by its order or its time: each of its 160 bits is as often set as not', () => {
    const drawings = 20_000
    const set = Array<number>(160).fill(0)
    for (let drawn = 0; drawn < drawings; drawn += 1) {
      bitsOf(newTransactionId()).forEach((bit, place) => {
        set[place] = (set[place] ?? 0) + bit
      })
    }
    // 10,000 of each are expected; seven standard deviations (71) are 495.
    for (const seen of set) expect(Math.abs(seen - drawings / 2)).toBeLessThan(495)
  })

  it(
    'is 32 lower-case letters and digits, never twice the same, each letter as likely as any other',
    () => {
      const ids = new Set(Array.from({ length: count }, newTransactionId))
      expect(ids.size).toBe(count)
      const letters = new Map<string, number>()
      for (const id of ids) {
        if (!/^[a-z2-7]{32}$/.test(id)) throw new Error(id)
        for (const letter of id) letters.set(letter, (letters.get(letter) ?? 0) + 1)
      }
      expect(letters.size).toBe(32)
      // As many of each are expected as there are ids (32 letters in each of them): seven standard deviations.
      for (const seen of letters.values())
        expect(Math.abs(seen - count)).toBeLessThan(7 * Math.sqrt(count * (1 - 1 / 32)))
    },
    LONGEST_MS,
  )
})

function bitsOf(id: string): number[] {
  return [...id].flatMap((letter) => {
    const value = 'abcdefghijklmnopqrstuvwxyz234567'.indexOf(letter)
    return [16, 8, 4, 2, 1].map((bit) => (value & bit ? 1 : 0))
  })
}

import { describe, expect, it } from 'vitest'
import { newTransactionId } from './random-ids.ts'

describe('newTransactionId', () => {
  it('is 32 lower-case letters and digits, never twice the same, each letter as likely as any other', () => {
    const count = 50_000
    const ids = new Set(Array.from({ length: count }, newTransactionId))
    expect(ids.size).toBe(count)
    const letters = new Map<string, number>()
    for (const id of ids) {
      if (!/^[a-z2-7]{32}$/.test(id)) throw new Error(id)
      for (const letter of id) letters.set(letter, (letters.get(letter) ?? 0) + 1)
    }
    expect(letters.size).toBe(32)
    // 50,000 of each are expected; seven standard deviations (220) are 1,540.
    for (const seen of letters.values()) expect(Math.abs(seen - count)).toBeLessThan(1_540)
  })
})

import { randomUUID } from 'node:crypto'
import type { Store } from '@bonafide/service'
import { describe, expect, it } from 'vitest'
import { minutesLater, NOON } from './samples.ts'

const MINUTES_OF_A_DAY = 24 * 60

export function attemptCountContract(store: () => Store): void {
  describe('counts of attempts', () => {
    it('let exactly as many through as there may be, however many come at once', async () => {
      const [user, device] = [subject(5), subject(100)]
      const asked = await Promise.all(Array.from({ length: 20 }, () => store().countAttempt([user, device], NOON)))
      expect(asked.filter(Boolean)).toHaveLength(5)
    })

    it('count nothing for anybody where one of them is exhausted', async () => {
      const [user, device] = [subject(1), subject(2)]
      expect(await store().countAttempt([user, device], NOON)).toBe(true)
      expect(await store().countAttempt([user, device], NOON)).toBe(false)
      expect(await store().countAttempt([device], NOON)).toBe(true)
      expect(await store().countAttempt([device], NOON)).toBe(false)
      expect(await store().countAttempt([], NOON)).toBe(true)
    })

    it('are of the last 24 hours, and are forgotten', async () => {
      const user = subject(2)
      const at = (minutes: number) => store().countAttempt([user], minutesLater(minutes))
      expect([await at(0), await at(10), await at(20)]).toEqual([true, true, false])
      expect([await at(MINUTES_OF_A_DAY), await at(MINUTES_OF_A_DAY + 1)]).toEqual([true, false])
      await store().forgetAttemptCounts(minutesLater(MINUTES_OF_A_DAY - 1))
      expect(await at(MINUTES_OF_A_DAY + 1)).toBe(false)
      await store().forgetAttemptCounts(minutesLater(MINUTES_OF_A_DAY))
      expect(await at(MINUTES_OF_A_DAY + 1)).toBe(true)
    })
  })

  const subject = (most: number) => ({ key: randomUUID(), most })
}

import { randomUUID } from 'node:crypto'
import type { Store } from '@bonafide/service'
import { describe, expect, it } from 'vitest'
import { addTenant, minutesLater, NOON } from './samples.ts'

export function shadowContract(store: () => Store): void {
  describe('what shadow mode keeps', () => {
    const sealed = new Uint8Array([1, 2, 3])

    it('knows a forwarded verification for its tenant, as it was noted first', async () => {
      const [mine, theirs] = [await addTenant(store()), await addTenant(store())]
      const verification = { tenantId: mine.id, id: `up-${randomUUID()}`, at: NOON, sealed }
      await store().noteForwarded(verification)
      await store().noteForwarded({ ...verification, tenantId: theirs.id, sealed: new Uint8Array([9]) })
      expect(await store().findForwarded(mine.id, verification.id)).toEqual(verification)
      expect(await store().findForwarded(theirs.id, verification.id)).toBeUndefined()
      expect(await store().findForwarded(mine.id, 'a\u0000b')).toBeUndefined()
    })

    it('lets one of many compare its result, once, and none of another tenant', async () => {
      const [mine, theirs] = [await addTenant(store()), await addTenant(store())]
      const id = `up-${randomUUID()}`
      await store().noteForwarded({ tenantId: mine.id, id, at: NOON, sealed })
      expect(await store().claimComparison(theirs.id, id)).toBe(false)
      const claims = await Promise.all(Array.from({ length: 8 }, () => store().claimComparison(mine.id, id)))
      expect(claims.filter(Boolean)).toHaveLength(1)
    })

    it('lists comparisons of a tenant from a time on, in their order, and forgets what is older', async () => {
      const [mine, theirs] = [await addTenant(store()), await addTenant(store())]
      const comparison = (tenantId: string, minutes: number) => ({
        tenantId,
        at: minutesLater(minutes),
        sealed: new Uint8Array([minutes]),
      })
      for (const minutes of [0, 5, 10]) await store().keepComparison(comparison(mine.id, minutes))
      await store().keepComparison(comparison(theirs.id, 5))
      const listed = async (since: number) => {
        const found: unknown[] = []
        for await (const one of store().comparisonsOf(mine.id, minutesLater(since))) found.push(one)
        return found
      }
      expect(await listed(0)).toEqual([0, 5, 10].map((minutes) => comparison(mine.id, minutes)))
      expect(await listed(5)).toHaveLength(2)
      await store().forgetShadow(minutesLater(5))
      expect(await listed(0)).toEqual([5, 10].map((minutes) => comparison(mine.id, minutes)))
    })
  })
}

import type { Deletion, Store } from '@bonafide/service'
import { describe, expect, it } from 'vitest'
import { addTenant, bytes, NOON, newTransaction } from './samples.ts'

/** security.md B6 */
export function mediaMarkContract(store: () => Store): void {
  describe('marks of media', () => {
    it('are found from another verification of the tenant by a shared digest, or by enough shared bands', async () => {
      const { id: tenantId } = await addTenant(store())
      const first = await add(tenantId)
      const other = await add(tenantId)
      await store().keepMarks(first, [page([11, 2 ** 48 - 1], [1, 2, 3, 4])])
      const find = (digests: number[], likeLook: number[], leastBands = 3) =>
        store().findMarked({ tenantId, transactionId: other }, [sought(digests, likeLook)], leastBands)
      const found = { item: 'page-01', transactionId: first }
      expect(await find([2 ** 48 - 1, 12], [])).toEqual([{ ...found, sharedDigests: 1, sharedBands: 0 }])
      expect(await find([], [4, 3, 2, 9])).toEqual([{ ...found, sharedDigests: 0, sharedBands: 3 }])
      expect(await find([], [4, 3, 9])).toEqual([])
      expect(await find([], [])).toEqual([])
    })

    it('are not those of the verification itself, nor of another tenant', async () => {
      const [mine, theirs] = [await addTenant(store()), await addTenant(store())]
      const [first, foreign] = [await add(mine.id), await add(theirs.id)]
      await store().keepMarks(first, [page([21], [1])])
      const look = [sought([21], [1])]
      expect(await store().findMarked({ tenantId: mine.id, transactionId: first }, look, 1)).toEqual([])
      expect(await store().findMarked({ tenantId: theirs.id, transactionId: foreign }, look, 1)).toEqual([])
    })

    it('are kept once, also when a judgement is repeated', async () => {
      const { id: tenantId } = await addTenant(store())
      const [first, other] = [await add(tenantId), await add(tenantId)]
      await store().keepMarks(first, [page([31], [])])
      await store().keepMarks(first, [page([31], [])])
      const found = await store().findMarked({ tenantId, transactionId: other }, [sought([31], [])], 1)
      expect(found).toHaveLength(1)
    })

    it.each(['All', 'Img'] as const)(
      'go when %s of the verification is deleted, and are not kept afterwards',
      async (kind) => {
        const { id: tenantId } = await addTenant(store())
        const [first, other] = [await add(tenantId), await add(tenantId)]
        await store().keepMarks(first, [page([41], [])])
        const deletion: Deletion = { transactionId: first, kind, reason: 'asked', at: NOON, signature: 's' }
        await store().deleteTransaction(deletion, (keys) => bytes(...keys))
        const find = () => store().findMarked({ tenantId, transactionId: other }, [sought([41], [])], 1)
        expect(await find()).toEqual([])
        await store().keepMarks(first, [page([41], [])])
        expect(await find()).toEqual([])
      },
    )
  })

  const page = (digests: number[], look: number[]) => ({ item: 'page-01', digests, look })
  const sought = (digests: number[], likeLook: number[]) => ({ ...page(digests, []), likeLook })

  async function add(tenantId: string): Promise<string> {
    const transaction = newTransaction(tenantId)
    await store().createTransaction(transaction)
    return transaction.id
  }
}

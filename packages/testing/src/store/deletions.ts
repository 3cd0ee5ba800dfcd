import type { Deletion, Store } from '@bonafide/service'
import { describe, expect, it } from 'vitest'
import {
  addJudging,
  addStarted,
  addTenant,
  beginStep,
  bytes,
  decisionOf,
  minutesLater,
  NOON,
  newTransaction,
  PASSED,
  workOnce,
} from './samples.ts'

const MINUTES_OF_A_DAY = 24 * 60

export function deletionContract(store: () => Store): void {
  describe('the end of a record', () => {
    it('takes the whole transaction with everything that hangs on it, and keeps the record of it', async () => {
      const { id } = await addFinished()
      const deletion = deletionOf(id, 'All')
      await store().deleteTransaction(deletion)
      expect(await store().findTransaction(id)).toBeUndefined()
      expect(await store().submittedAttempts(id)).toEqual([])
      expect(await store().unknownDeletions([deletion])).toEqual([])
      const [last] = (await store().auditOf(id)).slice(-1)
      expect(last).toMatchObject({ event: 'deleted', at: NOON, detail: { kind: 'All', reason: 'asked' } })
      expect(await store().verifyAudit()).toBeUndefined()
    })

    it('takes the pictures by putting other keys in the place of the old ones', async () => {
      const { id } = await addFinished()
      await store().deleteTransaction(deletionOf(id, 'Img'), (keys) => bytes(...keys, 7))
      expect(await store().findTransaction(id)).toMatchObject({
        wrappedKey: bytes(4, 5, 7),
        deleted: ['Img'],
        verdict: PASSED,
        sealedDecision: expect.any(Uint8Array),
      })
    })

    it('takes two parts at once without bringing either back', async () => {
      const { id } = await addFinished()
      await Promise.all([
        store().deleteTransaction(deletionOf(id, 'Img'), (keys) => bytes(...keys, 1)),
        store().deleteTransaction(deletionOf(id, 'Text'), (keys) => bytes(...keys, 2)),
      ])
      const left = await store().findTransaction(id)
      expect([...(left?.wrappedKey ?? [])].sort()).toEqual([1, 2, 4, 5])
      expect(left?.deleted.toSorted()).toEqual(['Img', 'Text'])
    })

    it('takes what is written and leaves the verdict', async () => {
      const { id } = await addFinished()
      await store().deleteTransaction(deletionOf(id, 'Text'), () => bytes(8))
      const left = await store().findTransaction(id)
      expect(left).toMatchObject({ deleted: ['Text'], verdict: PASSED, state: 'finished' })
      expect(left?.sealedDecision).toBeUndefined()
    })

    it('records a deletion of what is not there, once, in the order of its number', async () => {
      const [first, second] = [deletionOf('gone-1', 'All'), deletionOf('gone-2', 'Img')]
      expect(await store().unknownDeletions([first, second])).toEqual([first, second])
      await store().deleteTransaction(first)
      await store().deleteTransaction(first)
      await store().deleteTransaction(second)
      const all = await store().deletionsAfter(0, 100)
      const mine = all.filter(({ transactionId }) => transactionId.startsWith('gone-'))
      expect(mine.map(({ sequence: _, ...deletion }) => deletion)).toEqual([first, second])
      const [from] = mine
      if (from === undefined) throw new Error('nothing was recorded')
      expect((await store().deletionsAfter(from.sequence, 1)).map(({ transactionId }) => transactionId)).toEqual([
        'gone-2',
      ])
    })

    it('is due when the days of its tenant are over, for what is finished or expired', async () => {
      const tenant = await addTenant(store())
      const waiting = newTransaction(tenant.id)
      const expired = newTransaction(tenant.id, { startBy: NOON })
      await store().createTransaction(waiting)
      await store().createTransaction(expired)
      const { id: finished } = await addFinished()
      await store().expireDue(minutesLater(1))
      const due = (days: number) => store().dueForDeletion(minutesLater(days * MINUTES_OF_A_DAY), 1000)
      expect(await due(29)).not.toContain(finished)
      expect(await due(30)).toEqual(expect.arrayContaining([finished, expired.id]))
      expect(await due(30)).not.toContain(waiting.id)
      await store().updateTenant(tenant.id, { settings: { ...tenant.settings, retentionDays: 31 } })
      expect(await due(30)).not.toContain(expired.id)
      expect(await store().dueForDeletion(minutesLater(400 * MINUTES_OF_A_DAY), 1)).toHaveLength(1)
    })

    it('names the clips whose time is over, until they are forgotten', async () => {
      const { id } = await addFinished({ clipUntil: minutesLater(30) })
      const { id: without } = await addFinished()
      expect((await store().findTransaction(id))?.clipUntil).toEqual(minutesLater(30))
      expect(await store().dueClips(minutesLater(29), 1000)).not.toContain(id)
      const due = await store().dueClips(minutesLater(30), 1000)
      expect(due).toContain(id)
      expect(due).not.toContain(without)
      await store().forgetClip(id)
      expect(await store().dueClips(minutesLater(30), 1000)).not.toContain(id)
      expect((await store().findTransaction(id))?.clipUntil).toBeUndefined()
    })

    it('notes when a result was first read', async () => {
      const { id } = await addFinished()
      await store().markQueried(id, NOON)
      await store().markQueried(id, minutesLater(5))
      expect((await store().findTransaction(id))?.queriedAt).toEqual(NOON)
    })

    it('names the attempts that newer ones replaced, with their pieces', async () => {
      const { id } = await addStarted(store())
      const first = await beginStep(store(), id, 'document-01')
      if (typeof first === 'string') throw new Error(first)
      await store().recordPiece(id, first.id, 0, 'aa', minutesLater(30))
      expect(await store().supersededAttempts(id, 'document-01')).toEqual([])
      await beginStep(store(), id, 'document-01')
      expect(await store().supersededAttempts(id, 'document-01')).toMatchObject([{ id: first.id, pieces: { 0: 'aa' } }])
      expect(await store().supersededAttempts(id, 'face')).toEqual([])
    })

    async function addFinished(more: { readonly clipUntil?: Date } = {}) {
      const transaction = await addJudging(store())
      await workOnce(store(), transaction.id, async (job) => {
        await store().conclude(job, { ...decisionOf(PASSED, true), ...more })
      })
      return transaction
    }
  })
}

function deletionOf(transactionId: string, kind: Deletion['kind']): Deletion {
  return { transactionId, kind, reason: 'asked', at: NOON, signature: 'c2lnbmVk' }
}

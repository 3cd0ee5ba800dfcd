import { type Store, StoreConflict } from '@bonafide/service'
import { describe, expect, it } from 'vitest'
import {
  addJudging,
  addStarted,
  addTenant,
  beginStep,
  decisionOf,
  FAILED,
  minutesLater,
  NOON,
  newTransaction,
  PASSED,
  PENDING,
  submitStep,
  workOnce,
} from './samples.ts'

export function flowContract(store: () => Store): void {
  describe('transactions and sessions', () => {
    it('gives back a transaction as it was created', async () => {
      const tenant = await addTenant(store())
      const { startBy, ...rest } = newTransaction(tenant.id)
      await store().createTransaction({ ...rest, startBy })
      expect(await store().findTransaction(rest.id)).toEqual({
        ...rest,
        state: 'created',
        expiresAt: startBy,
        stepsDone: [],
        deleted: [],
      })
      await expect(store().createTransaction({ ...rest, startBy })).rejects.toBeInstanceOf(StoreConflict)
    })

    it('binds a transaction to the first of many browsers that open it', async () => {
      const tenant = await addTenant(store())
      const transaction = newTransaction(tenant.id)
      await store().createTransaction(transaction)
      const opened = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          store().openSession(transaction.id, `key-${index}`, NOON, minutesLater(15)),
        ),
      )
      expect(opened.toSorted()).toEqual(['opened', ...new Array<string>(7).fill('taken')])
      const found = await store().findTransaction(transaction.id)
      expect(found).toMatchObject({ state: 'started', expiresAt: minutesLater(15), session: { lastSequence: 0 } })
      expect(await store().openSession(transaction.id, found?.session?.publicKey ?? '', NOON, minutesLater(20))).toBe(
        'reopened',
      )
    })

    it('opens nothing that is unknown, due or expired', async () => {
      const tenant = await addTenant(store())
      const transaction = newTransaction(tenant.id)
      await store().createTransaction(transaction)
      expect(await store().openSession('unknown', 'key', NOON, minutesLater(30))).toBe('closed')
      expect(await store().openSession(transaction.id, 'key', minutesLater(30), minutesLater(60))).toBe('closed')
      expect(await store().expireDue(minutesLater(31))).toContain(transaction.id)
      expect(await store().openSession(transaction.id, 'key', NOON, minutesLater(30))).toBe('closed')
      expect((await store().findTransaction(transaction.id))?.state).toBe('expired')
    })

    it('numbers requests: a new one, its retry with the answer, an old one', async () => {
      const { id } = await addStarted(store())
      const answer = { status: 200, body: '{"state":"capturing"}' }
      expect(await store().claimSequence(id, 3, 'digest-3')).toEqual({ kind: 'new' })
      expect(await store().claimSequence(id, 3, 'digest-3')).toEqual({ kind: 'retry' })
      await store().recordAnswer(id, 3, answer)
      await store().recordAnswer(id, 2, { status: 500, body: '{}' })
      expect(await store().claimSequence(id, 3, 'digest-3')).toEqual({ kind: 'retry', answer })
      expect(await store().claimSequence(id, 3, 'other')).toEqual({ kind: 'old', lastSequence: 3 })
      expect(await store().claimSequence(id, 2, 'digest-3')).toEqual({ kind: 'old', lastSequence: 3 })
      expect(await store().claimSequence(id, 4, 'digest-4')).toEqual({ kind: 'new' })
      expect((await store().findTransaction(id))?.session).toEqual({
        publicKey: 'browser-key',
        lastSequence: 4,
        lastDigest: 'digest-4',
      })
    })

    it('moves a session to another key once, with its numbers begun anew', async () => {
      const { id } = await addStarted(store())
      await store().claimSequence(id, 5, 'digest')
      const offered = {
        state: 'offered',
        tokenHash: 'h',
        offeredBy: 'browser-key',
        expiresAt: 1,
        wrongNumbers: 0,
      } as const
      await store().changeHandover(id, NOON, (before, state) => {
        expect([before, state]).toEqual([undefined, 'started'])
        return { handover: offered }
      })
      let moves = 0
      const move = (key: string) =>
        store().changeHandover(id, NOON, (before) => {
          if (before?.state !== 'offered') return undefined
          moves += 1
          return { handover: { ...before, state: 'moved', claimedBy: key }, moveTo: key }
        })
      await Promise.all(['phone-1', 'phone-2', 'phone-3'].map(move))
      expect(moves).toBe(1)
      const found = await store().findTransaction(id)
      expect(found?.handover).toMatchObject({ state: 'moved', offeredBy: 'browser-key' })
      expect(found?.session).toEqual({ publicKey: found?.handover?.claimedBy, lastSequence: 0, lastDigest: '' })
      expect((await store().auditOf(id)).map(({ event }) => event)).toContain('session-moved')
    })

    it('gives a sequence number to one of many concurrent claims', async () => {
      const { id } = await addStarted(store())
      const claims = await Promise.all(
        Array.from({ length: 10 }, (_, index) => store().claimSequence(id, 1, `d${index}`)),
      )
      expect(claims.filter(({ kind }) => kind === 'new')).toHaveLength(1)
    })
  })

  describe('attempts and evidence', () => {
    it('counts attempts by step, supersedes the open one and stops at the limit', async () => {
      const { id } = await addStarted(store())
      const first = await beginStep(store(), id, 'document-01', 2)
      const second = await beginStep(store(), id, 'document-01', 2)
      expect(first).toMatchObject({ number: 1, state: 'open', pieces: {} })
      expect(second).toMatchObject({ number: 2, state: 'open' })
      expect(await beginStep(store(), id, 'document-01', 2)).toBe('exhausted')
      if (typeof first === 'string' || typeof second === 'string') throw new Error('no attempt')
      expect((await store().findAttempt(id, first.id))?.state).toBe('superseded')
      expect(await store().findAttempt('another', first.id)).toBeUndefined()
      expect(await store().recordPiece(id, first.id, 0, 'aa', minutesLater(30))).toBeUndefined()
      expect(await store().acceptEvidence(id, first.id, NOON, minutesLater(30))).toBe('closed')
      expect((await store().findTransaction(id))?.state).toBe('capturing')
    })

    it('gathers pieces that arrive at the same time and in any order', async () => {
      const { id } = await addStarted(store())
      const attempt = await beginStep(store(), id, 'document-01')
      if (typeof attempt === 'string') throw new Error('no attempt')
      const order = [3, 0, 2, 1, 0]
      await Promise.all(
        order.map((index) => store().recordPiece(id, attempt.id, index, `sha-${index}`, minutesLater(40))),
      )
      expect((await store().findAttempt(id, attempt.id))?.pieces).toEqual({
        0: 'sha-0',
        1: 'sha-1',
        2: 'sha-2',
        3: 'sha-3',
      })
      expect((await store().findTransaction(id))?.expiresAt).toEqual(minutesLater(40))
    })

    it('keeps the last report of an open attempt, and with its evidence what the token was worth', async () => {
      const { id } = await addStarted(store())
      const attempt = await beginStep(store(), id, 'document-01')
      if (typeof attempt === 'string') throw new Error('no attempt')
      expect(attempt.device).toBeUndefined()
      await store().recordDeviceReport(id, attempt.id, Uint8Array.of(1), minutesLater(40))
      const reported = await store().recordDeviceReport(id, attempt.id, Uint8Array.of(2, 3), minutesLater(41))
      expect(reported?.device).toEqual({ sealedReport: Uint8Array.of(2, 3) })
      expect((await store().findTransaction(id))?.expiresAt).toEqual(minutesLater(41))
      expect(await store().recordDeviceReport('another', attempt.id, Uint8Array.of(4), NOON)).toBeUndefined()
      await store().acceptEvidence(id, attempt.id, NOON, minutesLater(30), 'expired')
      const device = { sealedReport: Uint8Array.of(2, 3), token: 'expired' }
      expect((await store().submittedAttempts(id))[0]?.device).toEqual(device)
      expect(await store().recordDeviceReport(id, attempt.id, Uint8Array.of(5), NOON)).toBeUndefined()
      const bare = await beginStep(store(), id, 'face')
      if (typeof bare === 'string') throw new Error('no attempt')
      await store().acceptEvidence(id, bare.id, NOON, minutesLater(30))
      expect((await store().findAttempt(id, bare.id))?.device).toBeUndefined()
    })

    it('accepts steps in their order, each once, and judges after the last', async () => {
      const { id } = await addStarted(store())
      expect(await submitStep(store(), id, 'face')).toBe('out-of-order')
      expect(await submitStep(store(), id, 'document-01')).toBe('accepted')
      expect(await beginStep(store(), id, 'document-01')).toBe('closed')
      const face = await beginStep(store(), id, 'face')
      if (typeof face === 'string') throw new Error('no attempt')
      const twice = await Promise.all([1, 2].map(() => store().acceptEvidence(id, face.id, NOON, minutesLater(30))))
      expect(twice).toEqual(['judging', 'judging'])
      expect(await store().findTransaction(id)).toMatchObject({ state: 'judging', stepsDone: ['document-01', 'face'] })
      expect((await store().submittedAttempts(id)).map(({ step }) => step)).toEqual(['document-01', 'face'])
      expect(await beginStep(store(), id, 'face')).toBe('closed')
      expect(await store().expireDue(minutesLater(600))).not.toContain(id)
      expect((await store().findTransaction(id))?.state).toBe('judging')
    })

    it('undoes a step while the given later one is due, and supersedes what both held', async () => {
      const { id } = await addStarted(store())
      const reopen = (step: string, due: string, most = 3) =>
        store().reopenStep({ transactionId: id, step, due, at: NOON, expiresAt: minutesLater(45) }, most)
      expect(await reopen('document-01', 'face')).toBe('closed')
      expect(await submitStep(store(), id, 'document-01')).toBe('accepted')
      const face = await beginStep(store(), id, 'face')
      if (typeof face === 'string') throw new Error('no attempt')
      expect(await reopen('document-01', 'reading')).toBe('closed')
      expect(await reopen('document-02', 'face')).toBe('closed')
      expect(await reopen('document-01', 'face', 1)).toBe('exhausted')
      expect((await store().findTransaction(id))?.stepsDone).toEqual(['document-01'])
      expect(await Promise.all([1, 2].map(() => reopen('document-01', 'face')))).toEqual(['reopened', 'reopened'])
      expect(await store().findTransaction(id)).toMatchObject({ stepsDone: [], expiresAt: minutesLater(45) })
      expect(await store().submittedAttempts(id)).toEqual([])
      expect((await store().findAttempt(id, face.id))?.state).toBe('superseded')
      expect(await store().supersededAttempts(id, 'document-01')).toHaveLength(1)
      const retaken = (await store().auditOf(id)).filter(({ event }) => event === 'page-retaken')
      expect(retaken).toHaveLength(1)
      expect(await submitStep(store(), id, 'document-01')).toBe('accepted')
      expect(await submitStep(store(), id, 'face')).toBe('judging')
      expect(await reopen('document-01', 'face')).toBe('closed')
    })

    it('takes no evidence after the time of the transaction', async () => {
      const { id } = await addStarted(store())
      const attempt = await beginStep(store(), id, 'document-01')
      if (typeof attempt === 'string') throw new Error('no attempt')
      expect(await store().acceptEvidence(id, attempt.id, minutesLater(31), minutesLater(60))).toBe('closed')
    })
  })

  describe('decisions and reviews', () => {
    it('concludes once, whoever and however many try', async () => {
      const { id } = await addJudging(store())
      await workOnce(store(), id, async (job) => {
        const results = await Promise.all(Array.from({ length: 50 }, () => store().conclude(job, decisionOf(PASSED))))
        expect(results.toSorted().slice(-2)).toEqual(['already', 'concluded'])
        expect(await store().conclude(job, decisionOf(FAILED))).toBe('already')
      })
      const found = await store().findTransaction(id)
      expect(found).toMatchObject({ state: 'finished', verdict: PASSED, decidedAt: NOON })
      expect(found?.sealedDecision).toEqual(decisionOf(PASSED).sealedDecision)
    })

    it('refuses a decision of an attempt that is not the newest, or of a transaction that is not judged', async () => {
      const judging = await addJudging(store())
      const started = await addStarted(store())
      await workOnce(store(), judging.id, async (job) => {
        expect(await store().conclude({ ...job, attempt: job.attempt - 1 }, decisionOf(PASSED))).toBe('stale')
        expect(await store().conclude({ ...job, transactionId: started.id }, decisionOf(PASSED))).toBe('stale')
        expect(await store().conclude({ ...job, transactionId: 'unknown' }, decisionOf(PASSED))).toBe('stale')
      })
      expect((await store().findTransaction(judging.id))?.state).toBe('judging')
    })

    it('lets a person amend a pending verdict, and only that', async () => {
      const [pending, failed] = [await addJudging(store()), await addJudging(store())]
      await workOnce(store(), pending.id, async (job) => void (await store().conclude(job, decisionOf(PENDING))))
      const review = { verdict: PASSED, reviewer: 'ann', sealedNote: new Uint8Array([1]), at: minutesLater(5) }
      expect((await store().listReviews(pending.tenantId)).map(({ id }) => id)).toEqual([pending.id])
      expect((await store().listReviews()).map(({ id }) => id)).toContain(pending.id)
      expect(await store().appendReview(pending.id, review)).toBe('recorded')
      expect(await store().findTransaction(pending.id)).toMatchObject({
        verdict: PASSED,
        decidedAt: NOON,
        state: 'finished',
      })
      expect(await store().listReviews(pending.tenantId)).toEqual([])
      expect(await store().appendReview(pending.id, { ...review, verdict: FAILED })).toBe('recorded')
      expect(await store().appendReview(failed.id, review)).toBe('not-reviewable')
      expect((await store().auditOf(pending.id)).map(({ event }) => event).slice(-3)).toEqual([
        'concluded',
        'reviewed',
        'reviewed',
      ])
    })
  })
}

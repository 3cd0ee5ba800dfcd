import type { JobRef, Store } from '@bonafide/service'
import { describe, expect, it } from 'vitest'
import type { OpenedStore } from '../store-contract.ts'
import {
  addJudging,
  addStarted,
  addTenant,
  decisionOf,
  FAILED,
  minutesLater,
  NOON,
  PASSED,
  workOnce,
} from './samples.ts'

export function workContract(store: () => Store, opened: () => OpenedStore): void {
  describe('judging jobs', () => {
    it('wakes a waiting worker when a job is queued, long before its next look', async () => {
      const taken: { resolve?: (at: number) => void } = {}
      const took = new Promise<number>((resolve) => {
        taken.resolve = resolve
      })
      let mine: string | undefined
      const workers = store().workJudging(1, async (job) => {
        if (job.transactionId === mine) taken.resolve?.(performance.now())
      })
      const transaction = await addStarted(store(), { steps: ['face'] })
      mine = transaction.id
      const { submitStep } = await import('./samples.ts')
      await submitStep(store(), transaction.id, 'face')
      const queued = performance.now()
      expect((await took) - queued).toBeLessThan(1500)
      await workers.stop()
    })

    it('takes turns between tenants: a flood of one does not hold up another', async () => {
      const [flooding, quiet] = [await addTenant(store()), await addTenant(store())]
      const flood: string[] = []
      for (let count = 0; count < 4; count += 1) flood.push((await addJudging(store(), { tenantId: flooding.id })).id)
      const { id: other } = await addJudging(store(), { tenantId: quiet.id })
      const backlog = await store().judgingBacklog()
      expect(backlog.find(({ tenantId }) => tenantId === flooding.id)).toMatchObject({ waiting: 4 })
      expect(backlog.find(({ tenantId }) => tenantId === quiet.id)?.oldestMs).toBeLessThan(60_000)
      const order: string[] = []
      let finished: () => void = () => undefined
      const done = new Promise<void>((resolve) => {
        finished = resolve
      })
      const workers = store().workJudging(1, async (job) => {
        if (![...flood, other].includes(job.transactionId)) return
        order.push(job.transactionId)
        await store().conclude(job, decisionOf(PASSED))
        if (order.length === 5) finished()
      })
      await done
      await workers.stop()
      expect(order.indexOf(other)).toBeLessThanOrEqual(1)
      const left = (await store().judgingBacklog()).map(({ tenantId }) => tenantId)
      expect(left.filter((id) => id === flooding.id || id === quiet.id)).toEqual([])
    })

    it('hands a job out again after a failure, and as exhausted after two', async () => {
      const { id } = await addJudging(store())
      const seen: { attempt: number; exhausted: boolean }[] = []
      let finished: () => void = () => undefined
      const done = new Promise<void>((resolve) => {
        finished = resolve
      })
      const workers = store().workJudging(2, async (job) => {
        if (job.transactionId !== id) return
        seen.push({ attempt: job.attempt, exhausted: job.exhausted })
        if (!job.exhausted) throw new Error('the judging process died')
        await store().conclude(job, decisionOf(FAILED))
        finished()
      })
      await done
      await workers.stop()
      expect(seen).toEqual([
        { attempt: 1, exhausted: false },
        { attempt: 2, exhausted: false },
        { attempt: 3, exhausted: true },
      ])
      expect((await store().findTransaction(id))?.verdict).toEqual(FAILED)
    })

    it('gives the job of a worker that went silent to another, and fences the first one off', async () => {
      const { id } = await addJudging(store())
      const held: { job?: JobRef; go?: () => void } = {}
      const released = new Promise<void>((resolve) => {
        held.go = resolve
      })
      let second: JobRef | undefined
      let concluded: () => void = () => undefined
      const done = new Promise<void>((resolve) => {
        concluded = resolve
      })
      const workers = store().workJudging(2, async (job) => {
        if (job.transactionId !== id) return
        if (held.job === undefined) {
          held.job = job
          await opened().run(
            `update pgboss.job set started_on = started_on - interval '1 hour' where state = 'active' and id = $1`,
            [job.id],
          )
          return released
        }
        second = job
        concluded()
      })
      await done
      if (held.job === undefined || second === undefined) throw new Error('no job')
      expect(second.attempt).toBe(2)
      expect(await store().conclude(held.job, decisionOf(PASSED))).toBe('stale')
      expect(await store().conclude(second, decisionOf(FAILED))).toBe('concluded')
      held.go?.()
      await workers.stop()
      expect((await store().findTransaction(id))?.verdict).toEqual(FAILED)
    })

    it('waits for running jobs when it is stopped, and takes no new ones', async () => {
      const { id } = await addJudging(store())
      let release: () => void = () => undefined
      const released = new Promise<void>((resolve) => {
        release = resolve
      })
      let began: () => void = () => undefined
      const running = new Promise<void>((resolve) => {
        began = resolve
      })
      const workers = store().workJudging(1, async (job) => {
        if (job.transactionId !== id) return
        began()
        await released
        await store().conclude(job, decisionOf(PASSED))
      })
      await running
      const stopped = workers.stop()
      const later = await addJudging(store())
      release()
      await stopped
      expect((await store().findTransaction(id))?.state).toBe('finished')
      expect((await store().findTransaction(later.id))?.state).toBe('judging')
    })
  })

  describe('callbacks', () => {
    it('queues a callback with the decision, wakes who waits, and leases it', async () => {
      const { id } = await addJudging(store())
      let wake: () => void = () => undefined
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      const unsubscribe = store().onCallbackQueued(() => wake())
      const decision = decisionOf(PASSED, true)
      await workOnce(store(), id, async (job) => void (await store().conclude(job, decision)))
      await woken
      unsubscribe()
      expect(await store().takeCallbacks(new Date(NOON.getTime() - 1), minutesLater(1), 10)).toEqual([])
      const taken = await Promise.all([1, 2, 3].map(() => store().takeCallbacks(NOON, minutesLater(1), 10)))
      expect(taken.flat()).toEqual([
        {
          id: decision.callback?.id,
          tenantId: expect.any(String),
          transactionId: id,
          tries: 1,
          sealedUrl: decision.callback?.sealedUrl,
          createdAt: NOON,
        },
      ])
      const [again] = await store().takeCallbacks(minutesLater(1), minutesLater(2), 10)
      expect(again?.tries).toBe(2)
      await store().settleCallback(again?.id ?? '', { kind: 'retry', at: minutesLater(10) })
      expect(await store().takeCallbacks(minutesLater(9), minutesLater(12), 10)).toEqual([])
      expect((await store().takeCallbacks(minutesLater(10), minutesLater(12), 10))[0]?.tries).toBe(3)
      await store().settleCallback(again?.id ?? '', { kind: 'postponed', at: minutesLater(20) })
      expect((await store().takeCallbacks(minutesLater(20), minutesLater(21), 10))[0]?.tries).toBe(3)
      await store().settleCallback(again?.id ?? '', { kind: 'delivered' })
      await store().settleCallback(again?.id ?? '', { kind: 'retry', at: NOON })
      expect(await store().takeCallbacks(minutesLater(600), minutesLater(601), 10)).toEqual([])
    })
  })

  describe('the audit chain', () => {
    it('tells the story of a transaction in order', async () => {
      const { id } = await addJudging(store())
      await workOnce(store(), id, async (job) => void (await store().conclude(job, decisionOf(PASSED))))
      const entries = await store().auditOf(id)
      expect(entries.map(({ event }) => event)).toEqual([
        'created',
        'session-opened',
        'attempt-begun',
        'evidence-accepted',
        'attempt-begun',
        'evidence-accepted',
        'judging',
        'concluded',
      ])
      expect(entries.at(-1)?.detail).toMatchObject({ passed: 'true', subCode: '200', attempt: '1' })
    })

    it('holds under concurrent writers, cannot be edited, and shows an edit that was forced', async () => {
      await Promise.all(Array.from({ length: 12 }, () => addStarted(store())))
      expect(await store().verifyAudit()).toBeUndefined()
      const { id } = await addStarted(store())
      const [entry] = await store().auditOf(id)
      await expect(opened().run(`update audit set event = 'x' where sequence = $1`, [entry?.sequence])).rejects.toThrow(
        'written once',
      )
      await expect(opened().run('delete from audit')).rejects.toThrow('written once')
      await opened().run('alter table audit disable trigger audit_written_once')
      await opened().run(`update audit set event = 'forged' where sequence = $1`, [entry?.sequence])
      expect(await store().verifyAudit()).toMatchObject({ sequence: entry?.sequence, event: 'forged' })
      await opened().run(`update audit set event = 'created' where sequence = $1`, [entry?.sequence])
      await opened().run('alter table audit enable trigger audit_written_once')
      expect(await store().verifyAudit()).toBeUndefined()
    })
  })
}

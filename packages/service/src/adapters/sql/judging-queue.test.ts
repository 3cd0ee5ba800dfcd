import { randomUUID } from 'node:crypto'
import { openTestDatabase } from '@bonafide/testing'
import { describe, expect, it } from 'vitest'
import type { JudgingJob, Store } from '../../ports/store.ts'
import { openSqlStore } from './sql-store.ts'

const NOON = new Date('2026-03-01T12:00:00Z')
const LATER = new Date('2026-03-01T12:30:00Z')
const verdict = { passed: false, subCode: '207', ekycResult: 'Failure' } as const
const decision = { verdict, sealedDecision: new Uint8Array([1]), decidedAt: NOON }

async function addJudging(store: Store): Promise<string> {
  const [tenantId, id, attemptId] = [randomUUID(), randomUUID(), randomUUID()]
  await store.createTenant({
    id: tenantId,
    name: 'x',
    mode: 'test',
    settings: { iframeParents: [], returnAddresses: [], policy: {}, retentionDays: 30 },
    wrappedKey: new Uint8Array(),
    sealedCallbackSecrets: [],
    createdAt: NOON,
  })
  await store.createTransaction({
    id,
    tenantId,
    merchantBizId: 'm',
    productCode: 'FACE_LIVENESS',
    steps: ['face'],
    wrappedKey: new Uint8Array(),
    sealedRequest: new Uint8Array(),
    createdAt: NOON,
    startBy: LATER,
  })
  await store.openSession(id, 'key', NOON, LATER)
  await store.beginAttempt({ id: attemptId, transactionId: id, step: 'face', expiresAt: LATER }, 1, LATER)
  await store.acceptEvidence(id, attemptId, NOON, LATER)
  return id
}

/** Starts working; `next` resolves with each job that is handed out, which then waits for `release`. */
function holdJobs(store: Store) {
  const taken: JudgingJob[] = []
  let told: () => void = () => undefined
  let release: () => void = () => undefined
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const first = new Promise<void>((resolve) => {
    told = resolve
  })
  const workers = store.workJudging(1, async (job) => {
    taken.push(job)
    told()
    await released
  })
  return { first, taken, release, stop: () => workers.stop() }
}

describe('judging jobs of the embedded database', () => {
  it('are handed out again at the next start when the process died over them', async () => {
    const database = await openTestDatabase()
    const options = { judgingDeadlineMs: 60_000, onError: () => undefined }
    const before = await openSqlStore(database, options)
    const id = await addJudging(before)
    const dead = holdJobs(before)
    await dead.first
    const after = await openSqlStore(database, options)
    const next = holdJobs(after)
    await next.first
    expect([...dead.taken, ...next.taken].map(({ attempt, transactionId }) => [attempt, transactionId])).toEqual([
      [1, id],
      [2, id],
    ])
    const [lost, current] = [dead.taken[0], next.taken[0]]
    if (lost === undefined || current === undefined) throw new Error('no job')
    expect(await after.conclude(lost, decision)).toBe('stale')
    expect(await after.conclude(current, decision)).toBe('concluded')
    for (const holder of [dead, next]) {
      holder.release()
      await holder.stop()
    }
    await after.close()
  })

  it('are exhausted after five workers died over them', async () => {
    const database = await openTestDatabase()
    const options = { judgingDeadlineMs: 60_000, onError: () => undefined }
    const holders: ReturnType<typeof holdJobs>[] = []
    await addJudging(await openSqlStore(database, options))
    for (let start = 1; start <= 6; start += 1) {
      const holder = holdJobs(await openSqlStore(database, options))
      await holder.first
      holders.push(holder)
      void holder.stop()
    }
    expect(holders.map(({ taken }) => taken[0]?.exhausted)).toEqual([false, false, false, false, false, true])
    for (const holder of holders) {
      holder.release()
      await holder.stop()
    }
    await database.close()
  })
})

import { randomUUID } from 'node:crypto'
import type { AccessKey, JobRef, NewTransaction, Store, Tenant, Verdict } from '@bonafide/service'

export const NOON = new Date('2026-03-01T12:00:00.000Z')

export function minutesLater(minutes: number): Date {
  return new Date(NOON.getTime() + minutes * 60_000)
}

export function bytes(...values: number[]): Uint8Array {
  return Uint8Array.from(values)
}

export function newTenant(change: Partial<Tenant> = {}): Tenant {
  return {
    id: `tenant-${randomUUID()}`,
    name: 'Bank of Examples',
    mode: 'test',
    settings: {
      iframeParents: ['https://shop.example'],
      returnAddresses: [],
      policy: { portraitMatchScore: 61 },
      retentionDays: 30,
    },
    wrappedKey: bytes(1, 2, 3),
    sealedCallbackSecrets: [bytes(0, 255, 92), bytes(34, 44, 123)],
    createdAt: NOON,
    ...change,
  }
}

export function newAccessKey(tenantId: string, change: Partial<AccessKey> = {}): AccessKey {
  return {
    id: `key-${randomUUID()}`,
    tenantId,
    sealedSecret: bytes(9, 8, 7),
    active: true,
    allowV2: false,
    createdAt: NOON,
    ...change,
  }
}

export function newTransaction(tenantId: string, change: Partial<NewTransaction> = {}): NewTransaction {
  return {
    id: `tx-${randomUUID()}`,
    tenantId,
    merchantBizId: 'order-1',
    productCode: 'eKYC_PRO',
    documentType: 'GLB03002',
    steps: ['document-01', 'face'],
    wrappedKey: bytes(4, 5),
    sealedRequest: bytes(6, 7),
    createdAt: NOON,
    startBy: minutesLater(30),
    ...change,
  }
}

export async function addTenant(store: Store): Promise<Tenant> {
  const tenant = newTenant()
  await store.createTenant(tenant)
  return tenant
}

/** A transaction whose browser has opened it. */
export async function addStarted(store: Store, change: Partial<NewTransaction> = {}): Promise<NewTransaction> {
  const tenant = await addTenant(store)
  const transaction = newTransaction(tenant.id, change)
  await store.createTransaction(transaction)
  await store.openSession(transaction.id, 'browser-key', NOON, minutesLater(30))
  return transaction
}

export async function beginStep(store: Store, transactionId: string, step: string, maxAttempts = 10) {
  const attempt = { id: `attempt-${randomUUID()}`, transactionId, step, expiresAt: minutesLater(30) }
  return store.beginAttempt(attempt, maxAttempts, minutesLater(30))
}

export async function submitStep(store: Store, transactionId: string, step: string) {
  const attempt = await beginStep(store, transactionId, step)
  if (typeof attempt === 'string') throw new Error(`attempt ${attempt}`)
  await store.recordPiece(transactionId, attempt.id, 0, 'aa', minutesLater(30))
  return store.acceptEvidence(transactionId, attempt.id, NOON, minutesLater(30))
}

/** A transaction with all its evidence accepted: its job is queued. */
export async function addJudging(store: Store, change: Partial<NewTransaction> = {}): Promise<NewTransaction> {
  const transaction = await addStarted(store, change)
  for (const step of transaction.steps) await submitStep(store, transaction.id, step)
  return transaction
}

export const PASSED: Verdict = { passed: true, subCode: '200', ekycResult: 'Success' }
export const FAILED: Verdict = { passed: false, subCode: '207', ekycResult: 'Failure' }
export const PENDING: Verdict = { passed: false, subCode: '219', ekycResult: 'Pending' }

export function decisionOf(verdict: Verdict, withCallback = false) {
  return {
    verdict,
    sealedDecision: bytes(1, 1, 2, 3, 5),
    decidedAt: NOON,
    ...(withCallback ? { callback: { id: `msg-${randomUUID()}`, sealedUrl: bytes(80, 90) } } : {}),
  }
}

/** Runs `work` on the next job of one transaction; jobs of others are left as done. Resolves when that job was settled. */
export async function workOnce(
  store: Store,
  transactionId: string,
  work: (job: JobRef & { readonly exhausted: boolean }, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  let done: () => void
  const worked = new Promise<void>((resolve) => {
    done = resolve
  })
  const workers = store.workJudging(1, async (job, signal) => {
    if (job.transactionId !== transactionId) return
    try {
      await work(job, signal)
    } finally {
      done()
    }
  })
  await worked
  await workers.stop()
}

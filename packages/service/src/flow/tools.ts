import type { Random } from '@bonafide/engine'
import type { Custody, TransactionVault, Vault } from '../custody/custody.ts'
import type { MasterKeyFile } from '../custody/master-key-file.ts'
import type { FaceIndex } from '../faces/face-index.ts'
import type { Log } from '../http/log.ts'
import type { Backlog } from '../load/watch-backlog.ts'
import type { ServiceMetrics } from '../metrics/service-metrics.ts'
import type { Blobs } from '../ports/blobs.ts'
import type { DeletionLog } from '../ports/deletions.ts'
import type { Judge } from '../ports/judge.ts'
import type { RemotePictures } from '../ports/pictures.ts'
import type { OutsideSource } from '../ports/source.ts'
import type { Store, Tenant, Transaction } from '../ports/store.ts'
import type { Shadow } from '../shadow/shadow.ts'

export interface Clock {
  now(): Date
  /** Whether the system's clock jumped lately: nothing is deleted for being old meanwhile. Absent where it cannot jump. */
  isDoubted?(): boolean
}

/** Tells waiting requests of this process that a transaction changed. Others find out by asking again. */
export interface Changes {
  announce(transactionId: string): void
  /** Resolves at the next change, after `timeoutMs`, or when the signal aborts, whichever comes first. */
  next(transactionId: string, timeoutMs: number, signal?: AbortSignal): Promise<void>
  /** Nothing waits any longer: the service is about to end. */
  close(): void
  readonly closed: boolean
}

export interface FlowSettings {
  readonly publicUrl: string
  readonly startMinutes: number
  readonly idleMinutes: number
  readonly sessionMinutes: number
  readonly maxAttempts: number
  /** Attempts of one user of a tenant, and of one browser, in a day. */
  readonly userAttemptsADay: number
  readonly deviceAttemptsADay: number
  /** Age of a tenant's oldest unjudged verification from which on it begins no new one. */
  readonly mostWaitSeconds: number
  /** Whether the documented numbers of calls a second hold where a tenant has none of its own. */
  readonly callLimits: 'documented' | 'none'
  /** Origin that device reports go to, where it is another than `publicUrl`. */
  readonly deviceUrl?: string | undefined
  /** `<Bucket>.<Endpoint>` that the official clients send files to. */
  readonly uploadHost?: string | undefined
}

/** Everything that the steps of a verification use. */
export interface FlowTools {
  readonly store: Store
  readonly blobs: Blobs
  readonly deletions: DeletionLog
  readonly judge: Judge
  readonly pictures: RemotePictures
  /** Absent where the operator connected none. */
  readonly source?: OutsideSource
  /** Absent where the operator compares with no other service. */
  readonly shadow?: Shadow
  readonly keys: Custody
  readonly masterKeys: MasterKeyFile
  readonly faces: FaceIndex
  readonly backlog: Backlog
  readonly metrics: Pick<ServiceMetrics, 'noteJudgement'>
  readonly clock: Clock
  readonly random: Random
  readonly changes: Changes
  readonly log: Log
  readonly settings: FlowSettings
}

export type { TransactionVault, Vault }

export type KeyedTransaction = Pick<Transaction, 'id' | 'tenantId' | 'wrappedKey'>

/** Opens the key of a stored transaction. */
export async function openVault(
  transaction: KeyedTransaction,
  tools: Pick<FlowTools, 'store' | 'keys'>,
): Promise<TransactionVault> {
  return tools.keys.open(await requireTenantOf(transaction, tools), transaction)
}

/** The tenant of a stored transaction. */
export async function requireTenantOf(
  { tenantId }: Pick<Transaction, 'tenantId'>,
  { store }: Pick<FlowTools, 'store'>,
): Promise<Tenant> {
  const tenant = await store.findTenant(tenantId)
  if (tenant === undefined) throw new TenantMissing(tenantId)
  return tenant
}

/** A transaction names a tenant that does not exist: the data folder is damaged. */
export class TenantMissing extends Error {
  readonly code = 'tenant-missing'
}

/** When a transaction expires if nothing more happens, counted from now; every sign of life moves it, up to a last end. */
export function idleUntil(transaction: Pick<Transaction, 'createdAt'>, now: Date, settings: FlowSettings): Date {
  const idleAt = minutesAfter(now, settings.idleMinutes)
  const lastEnd = minutesAfter(transaction.createdAt, settings.startMinutes + settings.sessionMinutes)
  return new Date(Math.min(idleAt.getTime(), lastEnd.getTime()))
}

export function minutesAfter(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000)
}

import type { ThreatWeights, TokenState } from '@bonafide/engine'
import type { Deletion } from './deletions.ts'
import type { FaceGroupStore, FaceRegistration, RegistrationOutcome } from './face-groups.ts'
import type { MediaMarkStore } from './media-marks.ts'
import type { ShadowStore } from './shadow-store.ts'

/**
 * Everything that must survive, in the words of the domain. One SQL adapter implements it on PGlite and on PostgreSQL;
 * one contract suite (packages/testing) runs over both. Every method is one SQL transaction and is durable when it
 * resolves. Times are `Date`, ids strings. Fields called `sealed…` are ciphertext: the store never sees personal data.
 *
 * State machine of a transaction:
 * `created → started → capturing → judging → finished`, and `expired` from any state before judging.
 * Terminal states never change; `standing` (the verdict shown) may be amended by a review record, which is appended.
 */
export type TransactionState = 'created' | 'started' | 'capturing' | 'judging' | 'finished' | 'expired'

export interface Tenant {
  readonly id: string
  readonly name: string
  readonly mode: 'test' | 'live'
  readonly settings: TenantSettings
  /** The tenant's data-key-encrypting key, wrapped by the master key. */
  readonly wrappedKey: Uint8Array
  /** `whsec_…` secrets for callbacks, sealed; the first signs, all of them during rotation. */
  readonly sealedCallbackSecrets: readonly Uint8Array[]
  readonly createdAt: Date
}

export interface TenantSettings {
  /** Origins that may show the hosted page in an iframe. */
  readonly iframeParents: readonly string[]
  /** Prefixes that ReturnUrl may start with; empty allows any https address. */
  readonly returnAddresses: readonly string[]
  /** Policy overrides by name, see `Policy` of the engine. */
  readonly policy: Readonly<Record<string, number>>
  /** What threats of the device are worth, where that differs from the engine's table. */
  readonly threats?: ThreatWeights
  readonly retentionDays: number
  /** Calls a second by `Action/PRODUCT`, `PRODUCT`, `Action` or `*`, where they differ from the documented ones; 0 is none. */
  readonly limits?: Readonly<Record<string, number>>
  /** Texts of the hosted page by language and name, where they differ from the SDK's own. */
  readonly texts?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Version of what a person agrees to on the first screen; absent where the merchant asks by itself. */
  readonly consentVersion?: string
}

export interface AccessKey {
  readonly id: string
  readonly tenantId: string
  readonly sealedSecret: Uint8Array
  readonly active: boolean
  readonly allowV2: boolean
  /** Names of the operations that it may call; all when absent. */
  readonly allowedOperations?: readonly string[]
  readonly createdAt: Date
  /** Calls that it signed by version 2 of the signature; absent when it never did. */
  readonly v2Uses?: { readonly calls: number; readonly lastAt: Date }
}

/** `allowedOperations: 'all'` takes the restriction away. */
export type KeyChange = Partial<Pick<AccessKey, 'active' | 'allowV2'>> & {
  readonly allowedOperations?: readonly string[] | 'all'
}

/** What takes the place of something that a tenant's key sealed. */
export interface TenantRewrap {
  /** By the id of a transaction or of a face. */
  readonly wrappedKey: (id: string, wrappedKey: Uint8Array) => Uint8Array | undefined
  readonly accessKey: (id: string, sealedSecret: Uint8Array) => Uint8Array | undefined
  readonly groupLabel: (code: string, sealedLabel: Uint8Array) => Uint8Array | undefined
  readonly callbackSecret: (sealed: Uint8Array) => Uint8Array | undefined
  /** Of a verification that another service conducts, by its id; and of what was compared. */
  readonly forwarded: (id: string, sealed: Uint8Array) => Uint8Array | undefined
  readonly comparison: (sealed: Uint8Array) => Uint8Array | undefined
}

/** An access key with the tenant that it speaks for. */
export interface Signer {
  readonly key: AccessKey
  readonly tenant: Tenant
}

export interface NewTransaction {
  readonly id: string
  readonly tenantId: string
  readonly merchantBizId: string
  readonly productCode: string
  readonly documentType?: string
  /** Ids of the steps in their order, e.g. `['document-01', 'face']`. */
  readonly steps: readonly string[]
  /** Wrapped data key of this transaction. */
  readonly wrappedKey: Uint8Array
  /** All parameters of Initialize as JSON, sealed. */
  readonly sealedRequest: Uint8Array
  readonly createdAt: Date
  /** If not started by then, it expires. */
  readonly startBy: Date
}

export interface Verdict {
  readonly passed: boolean
  readonly subCode: string
  readonly ekycResult: 'Success' | 'Failure' | 'Pending'
}

export interface Transaction extends Omit<NewTransaction, 'startBy'> {
  readonly state: TransactionState
  /** When it expires if nothing happens; meaningless from `judging` on. */
  readonly expiresAt: Date
  readonly session?: Session
  readonly handover?: Handover
  readonly stepsDone: readonly string[]
  /** The verdict that stands: the decision's own, or that of the last review. */
  readonly verdict?: Verdict
  /** `JudgedDecision.decision` as JSON, sealed. */
  readonly sealedDecision?: Uint8Array
  readonly decidedAt?: Date
  /** When CheckResult first answered its result. */
  readonly queriedAt?: Date
  /** Until when its clip is kept, where there is one. */
  readonly clipUntil?: Date
  /** What the person agreed to, and when, where the tenant asked. */
  readonly consent?: Consent
  /** What was deleted of it while the rest stayed. */
  readonly deleted: readonly ('Img' | 'Text')[]
}

export interface Consent {
  readonly version: string
  readonly at: Date
}

/** The browser that the transaction is bound to, and where its numbered requests stand. */
export interface Session {
  readonly publicKey: string
  readonly lastSequence: number
  /** SHA-256 of the last request (method, path and body). */
  readonly lastDigest: string
  /** The answer to it, as it was sent: status and JSON body. */
  readonly lastAnswer?: { readonly status: number; readonly body: string }
}

/** How moving a session to another device stands. */
export interface Handover {
  /** `offered` a link, `claimed` by a device, `refused` for a wrong number, `moved` to the device. */
  readonly state: 'offered' | 'claimed' | 'refused' | 'moved'
  /** SHA-256 of the link's token, hex. */
  readonly tokenHash: string
  /** The key that made the offer; after the move it may still look on. */
  readonly offeredBy: string
  /** Milliseconds since 1970: when the link, or the claim on it, is void. */
  readonly expiresAt: number
  readonly claimedBy?: string
  readonly number?: number
  readonly wrongNumbers: number
}

export interface Attempt {
  readonly id: string
  readonly transactionId: string
  readonly step: string
  /** Counts from 1 within the step. */
  readonly number: number
  /** The drawn challenge as JSON (no personal data), for the face step. */
  readonly challenge?: string
  readonly expiresAt: Date
  readonly state: 'open' | 'submitted' | 'superseded'
  /** Index and SHA-256 of the pieces received. */
  readonly pieces: Readonly<Record<number, string>>
  /** Present once the browser reported of itself, or submitted with a token or without one where it was asked for. */
  readonly device?: {
    readonly sealedReport?: Uint8Array
    /** What became of the token that the material came with. */
    readonly token?: TokenState
  }
}

export interface CallbackDelivery {
  readonly id: string
  readonly tenantId: string
  readonly transactionId: string
  /** How often it was taken, this time included. */
  readonly tries: number
  /** URL with its final query, sealed with the transaction's key. */
  readonly sealedUrl: Uint8Array
  readonly createdAt: Date
}

export interface JobRef {
  readonly id: string
  readonly transactionId: string
  /** 1 for the first try. The fence: a decision is only accepted from the newest attempt. */
  readonly attempt: number
}

/**
 * A judging job as it is handed to a worker. When `exhausted` is set, earlier attempts failed twice or five workers
 * died over it: do not judge, conclude it as not passed with a system error. It is handed out again until it is concluded.
 */
export interface JudgingJob extends JobRef {
  readonly exhausted: boolean
}

export interface AuditEntry {
  readonly sequence: number
  readonly transactionId: string
  readonly at: Date
  readonly event: string
  /** Ids, states and codes only. */
  readonly detail: Readonly<Record<string, string>>
  readonly previousHash: string
  readonly hash: string
}

/** A place for one file of a tenant. */
export interface Upload {
  readonly id: string
  readonly tenantId: string
  readonly state: 'authorized' | 'receiving' | 'stored'
  readonly expiresAt: Date
}

/** Somebody whose attempts are counted over verifications, under a keyed hash. */
export interface CountedSubject {
  readonly key: string
  readonly most: number
}

/** What of a tenant waits to be judged. */
export interface TenantBacklog {
  readonly tenantId: string
  readonly waiting: number
  /** How long the oldest of them has waited. */
  readonly oldestMs: number
}

/** Verifications of a tenant that were begun in a span of time. */
export interface VerificationRange {
  readonly tenantId: string
  readonly productCode?: string
  readonly from: Date
  readonly before: Date
}

export interface Store extends FaceGroupStore, MediaMarkStore, ShadowStore {
  // Tenants and access keys
  createTenant(tenant: Tenant): Promise<void>
  findTenant(id: string): Promise<Tenant | undefined>
  listTenants(): Promise<readonly Tenant[]>
  updateTenant(
    id: string,
    change: Partial<Pick<Tenant, 'name' | 'settings' | 'sealedCallbackSecrets' | 'wrappedKey'>>,
  ): Promise<void>
  /**
   * Puts what `change` answers in the place of everything that a tenant's key seals, a page of rows at a time, each locked
   * while it is changed; undefined leaves it. Answers how many were changed.
   */
  rewrapTenant(id: string, change: TenantRewrap): Promise<number>
  /** How long another process may go on with a tenant as it was; 0 where there is no other. */
  readonly changeSpreadsMs: number
  /** A sealed secret of the installation itself. */
  findInstallationSecret(name: string): Promise<Uint8Array | undefined>
  /** Puts it in the place of an older one. */
  keepInstallationSecret(name: string, sealed: Uint8Array): Promise<void>
  /** Refuses (`StoreConflict`) a third active key of one tenant. */
  createAccessKey(key: AccessKey): Promise<void>
  findAccessKey(id: string): Promise<AccessKey | undefined>
  /**
   * Who signs with this key. For the many requests of one key it may be remembered: changes made through this store are
   * seen by the next call, those of another process within 5 s (security.md F7).
   */
  findSigner(accessKeyId: string): Promise<Signer | undefined>
  listAccessKeys(tenantId: string): Promise<readonly AccessKey[]>
  setAccessKey(id: string, change: KeyChange): Promise<void>

  /** True when the nonce was new for this key. Durable; concurrent calls may share one statement and one sync. */
  rememberNonce(accessKeyId: string, nonce: string, forgetAt: Date): Promise<boolean>
  forgetNonces(before: Date): Promise<void>
  /** Counts a call that this key signed by version 2. Durable; concurrent calls may share one statement and one sync. */
  noteV2Use(accessKeyId: string, at: Date): Promise<void>
  /**
   * Takes a call of a key unless `most` were taken in the second before `at`, over all processes; a refused one counts
   * for nothing and is told when the next may be taken. Concurrent calls may share one statement; counts are lost in a
   * crash.
   */
  takeCall(key: string, at: Date, most: number): Promise<'taken' | { readonly retryAfterMs: number }>
  /** Forgets the counts of keys that nobody has called with since. */
  forgetCalls(before: Date): Promise<void>

  /**
   * Counts an attempt for each of these unless one of them had as many as it may in the 24 hours before `at`: then false, and
   * nothing is counted. Survives every restart.
   */
  countAttempt(subjects: readonly CountedSubject[], at: Date): Promise<boolean>
  /** Forgets counts of whom nothing was counted since. */
  forgetAttemptCounts(before: Date): Promise<void>

  // One verification
  createTransaction(transaction: NewTransaction): Promise<void>
  /** For the client channel, which knows only the id. */
  findTransaction(id: string): Promise<Transaction | undefined>
  /** For the API: undefined also when it belongs to another tenant. */
  findTransactionOfTenant(tenantId: string, id: string): Promise<Transaction | undefined>
  /**
   * Binds the transaction to the key, first come. `created` becomes `started`.
   * `reopened` when the key is the same, `taken` when it is another, `closed` when it is expired or (for a new key) past capturing.
   */
  openSession(
    id: string,
    publicKey: string,
    at: Date,
    expiresAt: Date,
  ): Promise<'opened' | 'reopened' | 'taken' | 'closed'>
  /**
   * Claims a sequence number before the request is carried out. `new` when it is higher than the last one,
   * `retry` (with the answer if one was recorded) when it and the digest equal the last, `old` otherwise.
   */
  claimSequence(
    id: string,
    sequence: number,
    digest: string,
  ): Promise<
    | { readonly kind: 'new' }
    | { readonly kind: 'retry'; readonly answer?: { readonly status: number; readonly body: string } }
    | { readonly kind: 'old'; readonly lastSequence: number }
  >
  recordAnswer(id: string, sequence: number, answer: { readonly status: number; readonly body: string }): Promise<void>
  /**
   * Changes how moving to another device stands, on the locked row, so that of two devices one wins. With `moveTo` the
   * session belongs to that key from then on, and its numbers begin anew. Undefined from `change` leaves all as it is.
   */
  changeHandover(
    transactionId: string,
    at: Date,
    change: (
      handover: Handover | undefined,
      state: TransactionState,
    ) => { readonly handover: Handover; readonly moveTo?: string } | undefined,
  ): Promise<void>
  /** Keeps it with the transaction and notes it in the audit; one that is there stays. */
  recordConsent(transactionId: string, consent: Consent): Promise<void>
  /** Supersedes an open attempt of the step. `capturing` from here on. Refuses (`exhausted`) past `maxAttempts` of the step. */
  beginAttempt(
    attempt: Omit<Attempt, 'number' | 'state' | 'pieces'>,
    maxAttempts: number,
    expiresAt: Date,
  ): Promise<Attempt | 'exhausted' | 'closed'>
  findAttempt(transactionId: string, attemptId: string): Promise<Attempt | undefined>
  /** Records a piece whose bytes already lie in the blob store. */
  recordPiece(
    transactionId: string,
    attemptId: string,
    index: number,
    sha256: string,
    expiresAt: Date,
  ): Promise<Attempt | undefined>
  /** Keeps what the browser reports with an open attempt; a later report takes the place of an earlier one. */
  recordDeviceReport(
    transactionId: string,
    attemptId: string,
    sealedReport: Uint8Array,
    expiresAt: Date,
  ): Promise<Attempt | undefined>
  /**
   * Accepts the material of an attempt for its step. When it was the last step, the transaction goes to `judging` and
   * its job is queued in the same SQL transaction. Idempotent for an attempt that was already submitted.
   */
  acceptEvidence(
    transactionId: string,
    attemptId: string,
    at: Date,
    expiresAt: Date,
    deviceToken?: TokenState,
  ): Promise<'accepted' | 'judging' | 'closed' | 'out-of-order'>
  /**
   * Undoes a step that is done while the step `due` is due: its material, and an open attempt at `due`, are superseded.
   * Refuses (`exhausted`) where the step has had `maxAttempts`. Idempotent while the undone step is due itself.
   */
  reopenStep(
    reopening: {
      readonly transactionId: string
      readonly step: string
      readonly due: string
      readonly at: Date
      readonly expiresAt: Date
    },
    maxAttempts: number,
  ): Promise<'reopened' | 'exhausted' | 'closed'>
  /** Attempts of a step that newer ones replaced, with the pieces they held. */
  supersededAttempts(transactionId: string, step: string): Promise<readonly Attempt[]>
  /** The submitted attempts of a transaction, one for each step. */
  submittedAttempts(transactionId: string): Promise<readonly Attempt[]>
  /**
   * Writes the decision once: `judging` becomes `finished`, with audit entry and callback in the same SQL transaction.
   * `stale` when a newer attempt of the job exists, `already` when it is decided. With an enrolment that is refused
   * nothing is written, and the answer is what it was refused for.
   */
  conclude(
    job: JobRef,
    decision: {
      readonly verdict: Verdict
      readonly sealedDecision: Uint8Array
      readonly decidedAt: Date
      readonly callback?: { readonly id: string; readonly sealedUrl: Uint8Array }
      readonly clipUntil?: Date
      /** A face that is registered with the decision, in the same SQL transaction. */
      readonly enrolment?: FaceRegistration
    },
  ): Promise<'concluded' | 'already' | 'stale' | Exclude<RegistrationOutcome, 'registered'>>
  /**
   * Notes in the audit that the user left with a client code, while there is something to leave. At most `most` times:
   * the browser says so, and may say it as often as it likes.
   */
  recordLeaving(transactionId: string, clientCode: number, at: Date, most: number): Promise<void>
  /** Expires what is due; answers which, so that their material can be deleted. */
  expireDue(now: Date): Promise<readonly string[]>

  // The end of a record
  /** Notes when a result was first read; later calls change nothing. */
  markQueried(transactionId: string, at: Date): Promise<void>
  /** Transactions whose clip is kept no longer, the oldest first. */
  dueClips(now: Date, limit: number): Promise<readonly string[]>
  /** Notes that there is no clip any more. */
  forgetClip(transactionId: string): Promise<void>
  /** Transactions that are over and older than their tenant keeps them, oldest first. */
  dueForDeletion(now: Date, limit: number): Promise<readonly string[]>
  /**
   * Deletes and records the deletion in one SQL transaction. `All` takes the row and everything that hangs on it;
   * otherwise `rewrap` turns its wrapped keys into what takes their place, on the locked row, and with `Text` what was
   * written goes. A transaction that is not there is recorded too.
   */
  deleteTransaction(deletion: Deletion, rewrap?: (wrappedKey: Uint8Array) => Uint8Array): Promise<void>
  /** Those of the given deletions that are not recorded here. */
  unknownDeletions(deletions: readonly Deletion[]): Promise<readonly Deletion[]>
  /** Recorded deletions in the order of their numbers, beginning after one. */
  deletionsAfter(sequence: number, limit: number): Promise<readonly (Deletion & { readonly sequence: number })[]>

  // Files that a caller sends before the call that names them
  /** `full` when the tenant has `most` of them already, `taken` when there is one of that id. */
  createUpload(upload: Omit<Upload, 'state'>, most: number): Promise<'created' | 'full' | 'taken'>
  /** Undefined when there is none or its time is over. */
  findUpload(id: string, now: Date): Promise<Upload | undefined>
  /** True for the one caller that moved it from this state. */
  moveUpload(id: string, from: Upload['state'], to: Upload['state']): Promise<boolean>
  /** Removes a stored one of the tenant; true for the one caller that did. */
  takeUpload(tenantId: string, id: string, now: Date): Promise<boolean>
  /** Removes what is over, and answers which, so that the files can be deleted. */
  expireUploads(now: Date): Promise<readonly string[]>

  // Reports
  /** By day (UTC) and product; what was deleted is not counted. */
  countVerifications(range: VerificationRange): Promise<
    readonly {
      readonly day: string
      readonly productCode: string
      readonly begun: number
      readonly finished: number
      readonly passed: number
    }[]
  >
  /** In the order in which they were begun, from behind the one that is given. */
  listVerifications(
    range: VerificationRange,
    after: { readonly createdAt: Date; readonly id: string } | undefined,
    limit: number,
  ): Promise<readonly Transaction[]>

  // Review
  listReviews(tenantId?: string): Promise<readonly Transaction[]>
  appendReview(
    transactionId: string,
    review: {
      readonly verdict: Verdict
      readonly reviewer: string
      readonly sealedNote: Uint8Array
      readonly at: Date
      readonly callback?: { readonly id: string; readonly sealedUrl: Uint8Array }
    },
  ): Promise<'recorded' | 'not-reviewable'>

  // Work that survives the process
  /**
   * Runs judging jobs, `concurrency` at a time, woken when one is queued. Of two tenants the one with fewer waiting jobs
   * comes first, so that a flood of one does not hold up another. A rejected `work` counts as a failure and the
   * job is handed out again after a second. `stop` takes no new jobs, waits for the running ones (30 s, then aborts
   * their signals and hands them back) and resolves when none runs.
   */
  workJudging(
    concurrency: number,
    work: (job: JudgingJob, signal: AbortSignal) => Promise<void>,
  ): { stop(): Promise<void> }
  /** Of every tenant for which something waits that no worker holds. */
  judgingBacklog(): Promise<readonly TenantBacklog[]>
  /** The callback deliveries that are due, leased until `leaseUntil`. */
  takeCallbacks(now: Date, leaseUntil: Date, limit: number): Promise<readonly CallbackDelivery[]>
  /** `postponed` puts it back untried: the taking does not count. */
  settleCallback(
    id: string,
    result: { readonly kind: 'delivered' | 'given-up' } | { readonly kind: 'retry' | 'postponed'; readonly at: Date },
  ): Promise<void>
  /** Calls `wake` soon after a callback was queued, by whatever process; answers an unsubscribe. */
  onCallbackQueued(wake: () => void): () => void

  /** Notes in the audit chain what changed nothing else. */
  noteInAudit(entry: Pick<AuditEntry, 'transactionId' | 'at' | 'event' | 'detail'>): Promise<void>
  auditOf(transactionId: string): Promise<readonly AuditEntry[]>
  /** Undefined when the whole chain holds, otherwise the first entry that does not. */
  verifyAudit(): Promise<AuditEntry | undefined>
  close(): Promise<void>
}

/** The store refused because of what it already holds. */
export class StoreConflict extends Error {
  readonly code = 'store-conflict'
}

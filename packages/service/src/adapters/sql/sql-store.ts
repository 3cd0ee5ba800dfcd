import type { Store } from '../../ports/store.ts'
import { attemptCountPart } from './attempt-counts.ts'
import { attemptPart } from './attempts.ts'
import { appendAudit, auditOf, verifyAudit } from './audit.ts'
import { backlogPart } from './backlog.ts'
import { callWindowPart } from './call-windows.ts'
import { callbackPart } from './callbacks.ts'
import { conclusionPart } from './conclusion.ts'
import { deletionPart } from './deletions.ts'
import { faceGroupPart } from './face-groups.ts'
import { faceRecordPart } from './face-records.ts'
import { installationSecretPart } from './installation-secrets.ts'
import { openJudgingQueue } from './judging-queue.ts'
import { startJudgingWorkers } from './judging-worker.ts'
import { mediaMarkPart } from './media-marks.ts'
import { migrate } from './migrate.ts'
import { noncePart } from './nonces.ts'
import { reportPart } from './reports.ts'
import { rewrapPart } from './rewrap-tenant.ts'
import { sessionPart } from './sessions.ts'
import { shadowPart } from './shadow.ts'
import type { SqlDatabase } from './sql-database.ts'
import { tenantPart } from './tenants.ts'
import { transactionPart } from './transactions.ts'
import { uploadPart } from './uploads.ts'
import { v2UsePart } from './v2-uses.ts'

export interface SqlStoreOptions {
  /** How long one judgement may take; its job is handed out again 5 s later. */
  readonly judgingDeadlineMs: number
  /** Told of failures that no caller waits for. */
  readonly onError: (error: unknown) => void
  readonly now?: () => Date
}

/** The store on any database that speaks PostgreSQL. Brings the schema up to date first. Owns the database from here on. */
export async function openSqlStore(database: SqlDatabase, options: SqlStoreOptions): Promise<Store> {
  await migrate(database.db)
  const queue = await openJudgingQueue(database, options.judgingDeadlineMs)
  return {
    ...tenantPart(database),
    ...rewrapPart(database),
    ...installationSecretPart(database),
    ...noncePart(database),
    ...v2UsePart(database),
    ...callWindowPart(database),
    ...transactionPart(database),
    ...sessionPart(database),
    ...attemptCountPart(database),
    ...attemptPart(database, queue, options.now ?? (() => new Date())),
    ...conclusionPart(database),
    ...callbackPart(database),
    ...deletionPart(database),
    ...faceGroupPart(database),
    ...faceRecordPart(database),
    ...mediaMarkPart(database),
    ...uploadPart(database),
    ...reportPart(database),
    ...backlogPart(database),
    ...shadowPart(database),
    workJudging: (concurrency, work) =>
      startJudgingWorkers({ database, queue, concurrency, work, onError: options.onError }),
    noteInAudit: (entry) => database.transaction((trx) => appendAudit(trx, entry)),
    auditOf: (transactionId) => auditOf(database.db, transactionId),
    verifyAudit: () => verifyAudit(database.db),
    close: () => database.close(),
  }
}

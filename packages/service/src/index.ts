export { createFileBlobs } from './adapters/files/file-blobs.ts'
export { openPglite } from './adapters/pglite/open-pglite.ts'
export { openPostgres } from './adapters/postgres/open-postgres.ts'
export type { SqlDatabase } from './adapters/sql/sql-database.ts'
export type { SqlStoreOptions } from './adapters/sql/sql-store.ts'
export { openSqlStore } from './adapters/sql/sql-store.ts'
export { AdminError } from './admin/admin-tools.ts'
export type { AdminRequest } from './admin/administer.ts'
export type { Config, ReadConfig } from './config.ts'
export { ConfigError, readConfig } from './config.ts'
export type { Custody, Vault } from './custody/custody.ts'
export { accessKeyField, CALLBACK_SECRET_FIELD, createCustody } from './custody/custody.ts'
export { loadMasterKeys } from './custody/master-key.ts'
export { isSignedReceipt, readReceipt } from './custody/receipts.ts'
export type { Clock } from './flow/tools.ts'
export type { Log, LogFields, LogLevel } from './http/log.ts'
export { createLog } from './http/log.ts'
export type { JudgePoolOptions } from './judging/judge-pool.ts'
export { createJudgePool } from './judging/judge-pool.ts'
export type { RunningService, StartOptions } from './main.ts'
export { administer, startService } from './main.ts'
export { exportTo, importFrom, migrateDatabase } from './maintain.ts'
export type { Blobs } from './ports/blobs.ts'
export type { Deletion, DeletionKind } from './ports/deletions.ts'
export type { FaceGroup, FaceGroupStore, FaceRecord, NewFaceRecord } from './ports/face-groups.ts'
export { MAX_FACE_GROUPS } from './ports/face-groups.ts'
export type {
  EncodedEvidence,
  FaceInspection,
  FaceSighting,
  Judge,
  JudgedDecision,
  JudgeRequest,
} from './ports/judge.ts'
export { JudgingFailed } from './ports/judge.ts'
export type {
  AccessKey,
  Attempt,
  AuditEntry,
  CallbackDelivery,
  JobRef,
  JudgingJob,
  NewTransaction,
  Session,
  Store,
  Tenant,
  TenantSettings,
  Transaction,
  TransactionState,
  Verdict,
} from './ports/store.ts'
export { StoreConflict } from './ports/store.ts'
export type { ReportLine } from './shadow/report-lines.ts'

import type { Selectable } from 'kysely'
import type { FaceGroup, FaceRecord } from '../../ports/face-groups.ts'
import type { AccessKey, Attempt, CallbackDelivery, Tenant, Transaction } from '../../ports/store.ts'
import type { Tables } from './tables.ts'

export function toTenant(row: Selectable<Tables['tenants']>): Tenant {
  return {
    id: row.id,
    name: row.name,
    mode: row.mode,
    settings: row.settings,
    wrappedKey: plain(row.wrapped_key),
    sealedCallbackSecrets: row.sealed_callback_secrets.map(plain),
    createdAt: row.created_at,
  }
}

export function toAccessKey(row: Selectable<Tables['access_keys']>): AccessKey {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    sealedSecret: plain(row.sealed_secret),
    active: row.active,
    allowV2: row.allow_v2,
    ...(row.allowed_operations === null ? {} : { allowedOperations: row.allowed_operations }),
    createdAt: row.created_at,
    ...(row.v2_last_at === null ? {} : { v2Uses: { calls: Number(row.v2_calls), lastAt: row.v2_last_at } }),
  }
}

export type TransactionRow = Selectable<Tables['transactions']> & {
  readonly sealed_decision: Buffer | null
  readonly decided_at: Date | null
}

export function toTransaction(row: TransactionRow): Transaction {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    merchantBizId: row.merchant_biz_id,
    productCode: row.product_code,
    ...(row.document_type === null ? {} : { documentType: row.document_type }),
    steps: row.steps,
    stepsDone: row.steps_done,
    wrappedKey: plain(row.wrapped_key),
    sealedRequest: plain(row.sealed_request),
    createdAt: row.created_at,
    state: row.state,
    expiresAt: row.expires_at,
    ...sessionOf(row),
    ...(row.handover == null ? {} : { handover: row.handover }),
    ...(row.passed === null || row.sub_code === null || row.ekyc_result === null
      ? {}
      : { verdict: { passed: row.passed, subCode: row.sub_code, ekycResult: row.ekyc_result } }),
    ...(row.sealed_decision === null ? {} : { sealedDecision: plain(row.sealed_decision) }),
    ...(row.decided_at === null ? {} : { decidedAt: row.decided_at }),
    ...(row.queried_at === null ? {} : { queriedAt: row.queried_at }),
    ...(row.clip_until == null ? {} : { clipUntil: row.clip_until }),
    ...(row.consent_version == null || row.consent_at == null
      ? {}
      : { consent: { version: row.consent_version, at: row.consent_at } }),
    deleted: row.deleted,
  }
}

function sessionOf(row: TransactionRow): Pick<Transaction, 'session'> {
  if (row.session_public_key === null) return {}
  return {
    session: {
      publicKey: row.session_public_key,
      lastSequence: Number(row.session_sequence),
      lastDigest: row.session_digest,
      ...(row.session_answer == null ? {} : { lastAnswer: row.session_answer }),
    },
  }
}

export function toAttempt(row: Selectable<Tables['attempts']>): Attempt {
  return {
    id: row.id,
    transactionId: row.transaction_id,
    step: row.step,
    number: row.number,
    ...(row.challenge === null ? {} : { challenge: row.challenge }),
    expiresAt: row.expires_at,
    state: row.state,
    pieces: row.pieces,
    ...deviceOf(row),
  }
}

function deviceOf({
  sealed_device_report: report,
  device_token: token,
}: Selectable<Tables['attempts']>): Pick<Attempt, 'device'> {
  if (report === null && token === null) return {}
  return {
    device: {
      ...(report === null ? {} : { sealedReport: plain(report) }),
      ...(token === null ? {} : { token }),
    },
  }
}

export function toDelivery(row: Selectable<Tables['callbacks']>): CallbackDelivery {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    transactionId: row.transaction_id,
    tries: row.tries,
    sealedUrl: plain(row.sealed_url),
    createdAt: row.created_at,
  }
}

export function toFaceGroup(row: Selectable<Tables['face_groups']>): FaceGroup {
  return {
    id: Number(row.id),
    uid: row.uid,
    tenantId: row.tenant_id,
    code: row.code,
    sealedLabel: plain(row.sealed_label),
    createdAt: row.created_at,
    size: row.size,
    additions: Number(row.additions),
    removals: Number(row.removals),
  }
}

/** A face record with the code of its group. */
export type FaceRecordRow = Selectable<Tables['face_records']> & { readonly code: string }

export function toFaceRecord(row: FaceRecordRow): FaceRecord {
  return {
    id: Number(row.id),
    groupCode: row.code,
    faceId: row.face_id,
    wrappedKey: plain(row.wrapped_key),
    userMac: row.user_mac,
    sealedUser: plain(row.sealed_user),
    sealedTemplate: plain(row.sealed_template),
    model: { id: row.model_id, sha256: row.model_sha256 },
    registration: row.registration,
    createdAt: row.created_at,
    addition: Number(row.addition),
  }
}

function plain(bytes: Buffer): Uint8Array {
  return new Uint8Array(bytes)
}

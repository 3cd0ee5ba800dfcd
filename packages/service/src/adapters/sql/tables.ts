import type { TokenState } from '@bonafide/engine'
import type { ColumnType, Generated } from 'kysely'
import type { Deletion } from '../../ports/deletions.ts'
import type { RegistrationType } from '../../ports/face-groups.ts'
import type {
  Attempt,
  Handover,
  Session,
  TenantSettings,
  TransactionState,
  Upload,
  Verdict,
} from '../../ports/store.ts'

type Bytes = ColumnType<Buffer, Uint8Array, Uint8Array>
type Json<T> = ColumnType<T, string, string>
type Defaulted<T> = ColumnType<T, T | undefined, T>
/** 64-bit integers arrive as text. */
type Int8 = ColumnType<string, number, number>
type Counter = ColumnType<string, number | undefined, number>

export interface Tables {
  tenants: {
    id: string
    name: string
    mode: 'test' | 'live'
    settings: Json<TenantSettings>
    wrapped_key: Bytes
    sealed_callback_secrets: ColumnType<Buffer[], Uint8Array[], Uint8Array[]>
    created_at: Date
  }
  installation_secrets: { name: string; sealed: Bytes }
  access_keys: {
    id: string
    tenant_id: string
    sealed_secret: Bytes
    active: boolean
    allow_v2: boolean
    allowed_operations: string[] | null
    created_at: Date
    v2_calls: Generated<string | null>
    v2_last_at: Generated<Date | null>
  }
  call_windows: { key: string; times: string[]; calls: number[]; taken: number; most: number }
  nonces: { digest: Bytes; forget_at: Date }
  transactions: {
    id: string
    tenant_id: string
    merchant_biz_id: string
    product_code: string
    document_type: string | null
    steps: string[]
    steps_done: Defaulted<string[]>
    wrapped_key: Bytes
    sealed_request: Bytes
    created_at: Date
    state: Defaulted<TransactionState>
    expires_at: Date
    session_public_key: string | null
    session_sequence: ColumnType<string, number | undefined, number>
    session_digest: Defaulted<string>
    session_answer: ColumnType<Session['lastAnswer'] | null, string | null | undefined, string | null>
    handover: ColumnType<Handover | null, string | null | undefined, string | null>
    judge_attempt: Defaulted<number>
    judge_failures: Defaulted<number>
    passed: boolean | null
    sub_code: string | null
    ekyc_result: Verdict['ekycResult'] | null
    queried_at: ColumnType<Date | null, Date | null | undefined, Date | null>
    clip_until: ColumnType<Date | null, Date | null | undefined, Date | null>
    consent_version: ColumnType<string | null, string | null | undefined, string | null>
    consent_at: ColumnType<Date | null, Date | null | undefined, Date | null>
    deleted: Defaulted<('Img' | 'Text')[]>
  }
  attempts: {
    id: string
    transaction_id: string
    step: string
    number: number
    challenge: string | null
    expires_at: Date
    state: Attempt['state']
    pieces: ColumnType<Record<number, string>, string | undefined, string>
    sealed_device_report: ColumnType<Buffer | null, Uint8Array | undefined, Uint8Array>
    device_token: ColumnType<TokenState | null, TokenState | undefined, TokenState>
  }
  decisions: {
    transaction_id: string
    attempt: number
    passed: boolean
    sub_code: string
    ekyc_result: Verdict['ekycResult']
    sealed_decision: Bytes
    decided_at: Date
  }
  reviews: {
    id: Generated<string>
    transaction_id: string
    passed: boolean
    sub_code: string
    ekyc_result: Verdict['ekycResult']
    reviewer: string
    sealed_note: Bytes
    at: Date
  }
  callbacks: {
    id: string
    tenant_id: string
    transaction_id: string
    sealed_url: Bytes
    created_at: Date
    state: Defaulted<'due' | 'delivered' | 'given-up'>
    tries: Defaulted<number>
    due_at: Date
    lease_until: Date | null
  }
  deletions: {
    sequence: Int8
    transaction_id: string
    kind: Deletion['kind']
    reason: Deletion['reason']
    at: Date
    signature: string
  }
  attempt_counts: { subject: string; times: Date[]; last_at: Date }
  media_marks: {
    id: Generated<string>
    tenant_id: string
    transaction_id: string
    item: string
    digests: string[]
    look: string[]
  }
  uploads: { id: string; tenant_id: string; state: Defaulted<Upload['state']>; expires_at: Date }
  face_groups: {
    id: Generated<string>
    uid: string
    tenant_id: string
    code: string
    sealed_label: Bytes
    created_at: Date
    additions: Counter
    removals: Counter
    size: Defaulted<number>
  }
  face_records: {
    id: Generated<string>
    group_id: Int8
    face_id: string
    user_mac: string
    wrapped_key: Bytes
    sealed_user: Bytes
    sealed_template: Bytes
    model_id: string
    model_sha256: string
    registration: RegistrationType
    created_at: Date
    addition: Int8
  }
  shadow_verifications: { id: string; tenant_id: string; at: Date; sealed: Bytes; compared: Defaulted<boolean> }
  shadow_comparisons: { id: Generated<string>; tenant_id: string; at: Date; sealed: Bytes }
  audit: {
    sequence: Int8
    transaction_id: string
    at: Date
    event: string
    detail: string
    previous_hash: string
    hash: string
  }
}

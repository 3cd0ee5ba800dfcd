import type { ChallengeWish } from '@bonafide/engine'
import type { ClientConfig } from '@bonafide/protocol'
import type { FaceOrder } from '../faces/search-faces.ts'
import type { Transaction } from '../ports/store.ts'
import type { RegisterOrder } from './ask-register.ts'
import { openJson, sealJson } from './sealed-json.ts'
import type { Vault } from './tools.ts'

/** What Initialize was asked, as it is kept with the transaction (sealed): pictures lie in the blob store instead. */
export interface StoredRequest {
  /** The parameters by their wire names, without pictures. */
  readonly parameters: Readonly<Record<string, string>>
  readonly client: ClientConfig
  /** The pictures of StyleConfig that the screens wear. */
  readonly pictures?: Readonly<Record<string, string>>
  readonly hasReferenceFace: boolean
  readonly liveness: LivenessOrder
  /** Where the live face is looked for, and registered when it is new; absent when it is looked for nowhere. */
  readonly faces?: FaceOrder
  /** What an official register is asked about; absent when none is. */
  readonly register?: RegisterOrder
}

/** How the challenges of a transaction are drawn. */
export interface LivenessOrder {
  readonly wish: ChallengeWish
  /** Whether the policy of the tenant, when the transaction began, asked for the light of the screen. */
  readonly light: boolean
}

const FIELD = 'request'

export function sealRequest(vault: Vault, request: StoredRequest): Uint8Array {
  return sealJson(vault, FIELD, request)
}

export function openRequest(vault: Vault, transaction: Pick<Transaction, 'sealedRequest'>): StoredRequest {
  return openJson<StoredRequest>(vault, FIELD, transaction.sealedRequest)
}

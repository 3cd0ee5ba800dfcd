import type { Decision } from '@bonafide/engine'
import type { Duplicate } from '../faces/search-faces.ts'
import type { RegisterAnswer } from './ask-register.ts'
import { openJson } from './sealed-json.ts'
import type { Vault } from './tools.ts'

/**
 * A decision as it is kept: with what a search for the face found, what became of its registration, and what
 * an official register said.
 */
export interface StoredDecision extends Decision {
  /** Registered faces of the same person; absent where nobody asked or the search was not made. */
  readonly duplicates?: readonly Duplicate[]
  /** Present where registration was asked for; the id of the face where it was registered. */
  readonly registration?: { readonly faceId?: string }
  /** Present where an official register was asked and answered. */
  readonly register?: RegisterAnswer
}

/** The field of a transaction's vault that its decision is sealed under. */
export const DECISION_FIELD = 'decision'

export function openDecision(vault: Vault, sealed: Uint8Array): StoredDecision {
  return openJson<StoredDecision>(vault, DECISION_FIELD, sealed)
}

import type { Decision } from '@bonafide/engine'
import type { Claims } from '@bonafide/protocol'
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
  /** What the person said where they did not agree with what was read. Told along with the decision, never part of it. */
  readonly claims?: Claims
}

/** What CheckResult answers of a decision when nothing more is asked for: texts by their names. */
export type PreparedAnswer = Readonly<Record<string, string>>

/** The field of a transaction's vault that its decision is sealed under. */
const FIELD = 'decision'
const LINE_FEED = 0x0a
const ANSWER = '{"answer":'

/**
 * One JSON object. Its first member, and all of its first line, is the prepared answer: that line is read without the
 * rest, and a version that knows nothing of it reads the whole.
 */
export function sealDecision(vault: Vault, decision: StoredDecision, answer: PreparedAnswer): Uint8Array {
  const rest = JSON.stringify(decision).slice(1)
  return vault.seal(FIELD, new TextEncoder().encode(`${ANSWER}${JSON.stringify(answer)}\n,${rest}`))
}

export function openDecision(vault: Vault, sealed: Uint8Array): StoredDecision {
  const { answer: _, ...decision } = openJson<StoredDecision & { answer?: PreparedAnswer }>(vault, FIELD, sealed)
  return decision
}

/** Many times cheaper than to read the decision and to say it anew. Undefined where a version before it wrote none. */
export function openPreparedAnswer(vault: Vault, sealed: Uint8Array): PreparedAnswer | undefined {
  const object = vault.open(FIELD, sealed)
  const end = object.indexOf(LINE_FEED)
  if (end < 0) return undefined
  return JSON.parse(new TextDecoder().decode(object.subarray(ANSWER.length, end))) as PreparedAnswer
}

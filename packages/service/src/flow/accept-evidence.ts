import type { TokenState } from '@bonafide/engine'
import type { SubmitRequest } from '@bonafide/protocol'
import type { Attempt, Transaction } from '../ports/store.ts'
import { BLOB_FIELDS, blobKey } from './blob-names.ts'
import { requireUsableMaterial } from './check-material.ts'
import { judgeDeviceToken } from './device-token.ts'
import { asksForClip, asksToEdit } from './document-demands.ts'
import { isOver } from './open-session.ts'
import { claimsIn, countClaims } from './read-claims.ts'
import { readMaterial, sha256Hex } from './read-material.ts'
import { Refusal } from './refusal.ts'
import { FACE_STEP, READING_STEP } from './steps.ts'
import { openRequest } from './stored-request.ts'
import { type FlowTools, idleUntil, openVault } from './tools.ts'

/**
 * Accepts the material of an attempt for its step: complete, unaltered, in time and of the right form. What it shows
 * is judged later, by the server alone; whatever else the client says with it is not read.
 */
export async function acceptEvidence(
  transaction: Transaction,
  attemptId: string,
  submission: SubmitRequest,
  tools: FlowTools,
): Promise<void> {
  const attempt = await tools.store.findAttempt(transaction.id, attemptId)
  if (attempt === undefined || attempt.state === 'superseded') throw new Refusal('attempt-unknown')
  if (attempt.state === 'submitted') return
  if (isOver(transaction, tools)) throw new Refusal('transaction-invalid', { clientCode: 1006 })
  const now = tools.clock.now()
  if (attempt.expiresAt.getTime() <= now.getTime()) throw new Refusal('challenge-expired')
  const material = await readSubmitted(transaction, attempt, submission, tools)
  requireUsableMaterial(material, attempt, now)
  const claimed = attempt.step === READING_STEP ? countClaims(claimsIn(material)) : 0
  if (claimed > 0) await requireMayClaim(transaction, tools)
  const idleAt = idleUntil(transaction, now, tools.settings)
  const token = await tokenOf(transaction, attempt, submission, tools)
  const outcome = await tools.store.acceptEvidence(transaction.id, attempt.id, now, idleAt, token)
  if (outcome === 'out-of-order' || outcome === 'closed') throw new Refusal('step-out-of-order')
  if (claimed > 0) {
    const detail = { fields: String(claimed) }
    await tools.store.noteInAudit({ transactionId: transaction.id, at: now, event: 'reading-edited', detail })
  }
  if (attempt.step === FACE_STEP) await noteMissingClip(transaction, submission, tools)
  tools.log.write('info', 'evidence-accepted', { transactionId: transaction.id, step: attempt.step, state: outcome })
}

/** For the trace: nothing is decided from a clip, so that nobody is kept from passing without one. */
async function noteMissingClip(
  transaction: Transaction,
  { withoutClip }: SubmitRequest,
  { store, blobs, keys, clock }: FlowTools,
): Promise<void> {
  if (!asksForClip(openRequest(await openVault(transaction, { store, keys }), transaction))) return
  if ((await blobs.get(blobKey(transaction.id, BLOB_FIELDS.clip))) !== undefined) return
  const detail = { why: withoutClip ?? 'not said' }
  await store.noteInAudit({ transactionId: transaction.id, at: clock.now(), event: 'clip-missing', detail })
}

async function requireMayClaim(transaction: Transaction, tools: FlowTools): Promise<void> {
  if (asksToEdit(openRequest(await openVault(transaction, tools), transaction))) return
  throw new Refusal('material-invalid', { detail: 'nothing may be edited' })
}

/** Nothing is noted of a client that neither reported nor was asked to: there is nothing to say about it. */
async function tokenOf(
  transaction: Transaction,
  attempt: Attempt,
  { deviceToken }: SubmitRequest,
  tools: FlowTools,
): Promise<TokenState | undefined> {
  const asked = attempt.device !== undefined || deviceToken !== undefined
  return asked ? judgeDeviceToken(deviceToken, { transaction, attempt }, tools) : undefined
}

async function readSubmitted(
  transaction: Transaction,
  attempt: Attempt,
  submission: SubmitRequest,
  tools: FlowTools,
): Promise<Uint8Array> {
  const held = Object.keys(attempt.pieces).length
  if (held !== submission.pieces) throw new Refusal('material-invalid', { detail: `${held} pieces are here` })
  const material = await readMaterial(attempt, await openVault(transaction, tools), tools)
  if (material === undefined) throw new Refusal('material-invalid', { detail: 'a piece is missing' })
  if (material.length !== submission.size) throw new Refusal('material-invalid', { detail: 'size' })
  if (sha256Hex(material) !== submission.sha256) throw new Refusal('material-invalid', { detail: 'sha256' })
  return material
}

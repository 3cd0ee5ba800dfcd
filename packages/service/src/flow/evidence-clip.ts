import { z } from 'zod'
import { openLink, sealLink } from '../custody/sealed-link.ts'
import type { Attempt, Transaction } from '../ports/store.ts'
import { BLOB_FIELDS, blobKey } from './blob-names.ts'
import { CLIP_POLICY } from './capture-policy.ts'
import { asksForClip } from './document-demands.ts'
import { isOver } from './open-session.ts'
import { sha256Hex } from './read-material.ts'
import { Refusal } from './refusal.ts'
import { FACE_STEP } from './steps.ts'
import { openRequest } from './stored-request.ts'
import { type FlowTools, minutesAfter, openVault, type TransactionVault } from './tools.ts'

/** check-result.md section 2: what was recorded is removed 30 minutes after the end. */
const KEPT_MINUTES = 30
/** One sweep deletes at most so many; the next one goes on. */
const SWEEP = 200

const link = z.object({ transactionId: z.string() })

export interface SentClip {
  readonly attemptId: string
  readonly bytes: Uint8Array
  /** SHA-256 that the client states, lower-case hex. */
  readonly sha256: string
}

/**
 * Keeps the clip of a face step that is not submitted yet, where one was asked for. A later one takes its place. The
 * step may be submitted, replaced, decided or expire while the clip is written: whoever then looked for a clip found
 * none, so that one which is found to be late afterwards is dropped here.
 */
export async function acceptClip(transaction: Transaction, clip: SentClip, tools: FlowTools): Promise<void> {
  if (isOver(transaction, tools)) throw new Refusal('transaction-invalid', { clientCode: 1006 })
  const vault = await openVault(transaction, tools)
  if (!asksForClip(openRequest(vault, transaction)))
    throw new Refusal('material-invalid', { detail: 'no clip is asked for' })
  requireClip(clip)
  const attempt = await openFaceAttempt(transaction.id, clip, tools)
  if (attempt.expiresAt <= tools.clock.now()) throw new Refusal('challenge-expired')
  const field = BLOB_FIELDS.clip
  await tools.blobs.put(blobKey(transaction.id, field), vault.pictures.seal(field, clip.bytes))
  await dropIfLate(transaction.id, clip, tools)
}

async function openFaceAttempt(
  transactionId: string,
  { attemptId }: SentClip,
  { store }: Pick<FlowTools, 'store'>,
): Promise<Attempt> {
  const attempt = await store.findAttempt(transactionId, attemptId)
  if (attempt?.state !== 'open' || attempt.step !== FACE_STEP) throw new Refusal('attempt-unknown')
  return attempt
}

async function dropIfLate(transactionId: string, clip: SentClip, tools: FlowTools): Promise<void> {
  try {
    await openFaceAttempt(transactionId, clip, tools)
    const transaction = await tools.store.findTransaction(transactionId)
    if (transaction === undefined || isOver(transaction, tools)) throw new Refusal('transaction-invalid')
  } catch (error) {
    await dropClip(transactionId, tools)
    const detail = { why: 'it came too late' }
    await tools.store.noteInAudit({ transactionId, at: tools.clock.now(), event: 'clip-missing', detail })
    throw error
  }
}

function requireClip({ bytes, sha256 }: SentClip): void {
  if (bytes.length > CLIP_POLICY.maxBytes) throw new Refusal('material-too-large')
  if (sha256Hex(bytes) !== sha256) throw new Refusal('piece-invalid', { detail: 'sha256' })
  if (!isWebm(bytes) && !isMp4(bytes)) throw new Refusal('material-invalid', { detail: 'neither WebM nor MP4' })
}

/** The EBML header. */
function isWebm(bytes: Uint8Array): boolean {
  return [0x1a, 0x45, 0xdf, 0xa3].every((byte, at) => bytes[at] === byte)
}

/** A first box of the type `ftyp`. */
function isMp4(bytes: Uint8Array): boolean {
  return [0x66, 0x74, 0x79, 0x70].every((byte, at) => bytes[at + 4] === byte)
}

/** A clip of an attempt that a newer one replaces shows nothing that is judged. */
export async function dropClip(transactionId: string, { blobs }: Pick<FlowTools, 'blobs'>): Promise<void> {
  await blobs.delete(blobKey(transactionId, BLOB_FIELDS.clip))
}

/**
 * Until when the clip of a decided verification is kept; undefined where there is none. That of one that did not pass is
 * due at once, found or not: it goes with the next sweep, also when the process that decided dies here.
 */
export async function clipEnd(
  transaction: Transaction,
  vault: TransactionVault,
  passed: boolean,
  { blobs, clock }: Pick<FlowTools, 'blobs' | 'clock'>,
): Promise<Date | undefined> {
  if (!asksForClip(openRequest(vault, transaction))) return undefined
  if (!passed) return clock.now()
  const found = (await blobs.get(blobKey(transaction.id, BLOB_FIELDS.clip))) !== undefined
  return found ? minutesAfter(clock.now(), KEPT_MINUTES) : undefined
}

/** An address that shows the clip to whoever has it, for 15 minutes; undefined where there is none, or not any more. */
export function clipAddress(
  transaction: Transaction,
  tools: Pick<FlowTools, 'keys' | 'clock' | 'settings'>,
): string | undefined {
  if (!isShown(transaction, tools)) return undefined
  return `${tools.settings.publicUrl}/clips/${sealLink('clip-link', { transactionId: transaction.id }, tools)}`
}

/** The WebM or MP4 behind such an address; undefined when it is not valid any more, or the clip is gone. */
export async function clipBehind(text: string, tools: FlowTools): Promise<Uint8Array | undefined> {
  const { keys, clock, store } = tools
  const names = openLink('clip-link', text, link, { installation: keys.installation, now: clock.now() })
  const transaction = names === undefined ? undefined : await store.findTransaction(names.transactionId)
  if (transaction === undefined || !isShown(transaction, tools)) return undefined
  const field = BLOB_FIELDS.clip
  const sealed = await tools.blobs.get(blobKey(transaction.id, field))
  return sealed === undefined ? undefined : (await openVault(transaction, tools)).pictures.open(field, sealed)
}

/** Deletes the clips whose time is over. */
export async function dropDueClips(tools: Pick<FlowTools, 'store' | 'blobs' | 'clock'>): Promise<void> {
  for (const id of await tools.store.dueClips(tools.clock.now(), SWEEP)) {
    await dropClip(id, tools)
    await tools.store.forgetClip(id)
  }
}

function isShown({ verdict, clipUntil, deleted }: Transaction, { clock }: Pick<FlowTools, 'clock'>): boolean {
  return verdict?.passed === true && clipUntil !== undefined && clipUntil > clock.now() && !deleted.includes('Img')
}

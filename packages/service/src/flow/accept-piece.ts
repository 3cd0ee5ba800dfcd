import type { Attempt, Transaction } from '../ports/store.ts'
import { blobKey, pieceField } from './blob-names.ts'
import { isOver } from './open-session.ts'
import { sha256Hex, vaultOf } from './read-material.ts'
import { Refusal } from './refusal.ts'
import { type FlowTools, idleUntil, openVault } from './tools.ts'

/** 1 MB each; the largest material is a page of 10 MB with its manifest. */
export const PIECE_BYTES = 1024 * 1024
const MAX_PIECES = 11

export interface Piece {
  readonly attemptId: string
  readonly index: number
  readonly bytes: Uint8Array
  /** SHA-256 that the client states, lower-case hex. */
  readonly sha256: string
}

/**
 * Keeps one piece, sealed; sending the same piece again changes nothing, and no other one takes its place: what an
 * attempt can put on the disk is bounded. Answers the attempt with what it holds.
 */
export async function acceptPiece(transaction: Transaction, piece: Piece, tools: FlowTools): Promise<Attempt> {
  if (isOver(transaction, tools)) throw new Refusal('transaction-invalid', { clientCode: 1006 })
  requireIntact(piece)
  return inTurn(piece.attemptId, () => keep(transaction, piece, tools))
}

async function keep(transaction: Transaction, piece: Piece, tools: FlowTools): Promise<Attempt> {
  const attempt = await tools.store.findAttempt(transaction.id, piece.attemptId)
  if (attempt === undefined || attempt.state === 'superseded') throw new Refusal('attempt-unknown')
  const held = attempt.pieces[piece.index]
  if (held === piece.sha256 || attempt.state === 'submitted') return attempt
  if (held !== undefined) throw new Refusal('piece-invalid', { detail: 'another piece has this index' })
  const now = tools.clock.now()
  if (attempt.expiresAt.getTime() <= now.getTime()) throw new Refusal('challenge-expired')
  const vault = await openVault(transaction, tools)
  const field = pieceField(attempt.id, piece.index, piece.sha256)
  const key = blobKey(transaction.id, field)
  await tools.blobs.put(key, vaultOf(attempt, vault).seal(field, piece.bytes))
  const idleAt = idleUntil(transaction, now, tools.settings)
  const recorded = await tools.store.recordPiece(transaction.id, attempt.id, piece.index, piece.sha256, idleAt)
  if (recorded === undefined) {
    await tools.blobs.delete(key)
    throw new Refusal('attempt-unknown')
  }
  return recorded
}

const turns = new Map<string, Promise<unknown>>()

/** Pieces of one attempt come one after the other, or two at a time would both find their place free. */
async function inTurn<T>(attemptId: string, work: () => Promise<T>): Promise<T> {
  const mine = (turns.get(attemptId) ?? Promise.resolve()).then(work)
  const settled = mine.catch(() => undefined)
  turns.set(attemptId, settled)
  try {
    return await mine
  } finally {
    if (turns.get(attemptId) === settled) turns.delete(attemptId)
  }
}

function requireIntact({ index, bytes, sha256 }: Piece): void {
  if (!Number.isInteger(index) || index < 0 || index >= MAX_PIECES) {
    throw new Refusal('piece-invalid', { detail: `index must be 0 to ${MAX_PIECES - 1}` })
  }
  if (bytes.length === 0 || bytes.length > PIECE_BYTES) throw new Refusal('piece-invalid', { detail: 'size' })
  if (sha256Hex(bytes) !== sha256) throw new Refusal('piece-invalid', { detail: 'sha256' })
}

import type { Attempt, Transaction } from '../ports/store.ts'
import { blobKey, pieceField } from './blob-names.ts'
import { isOver } from './open-session.ts'
import { sha256Hex } from './read-material.ts'
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

/** Keeps one piece, sealed; sending the same piece again changes nothing. Answers the attempt with what it holds. */
export async function acceptPiece(transaction: Transaction, piece: Piece, tools: FlowTools): Promise<Attempt> {
  if (isOver(transaction, tools)) throw new Refusal('transaction-invalid', { clientCode: 1006 })
  requireIntact(piece)
  const attempt = await tools.store.findAttempt(transaction.id, piece.attemptId)
  if (attempt === undefined || attempt.state === 'superseded') throw new Refusal('attempt-unknown')
  if (attempt.pieces[piece.index] === piece.sha256 || attempt.state === 'submitted') return attempt
  const now = tools.clock.now()
  if (attempt.expiresAt.getTime() <= now.getTime()) throw new Refusal('challenge-expired')
  const vault = await openVault(transaction, tools)
  const field = pieceField(attempt.id, piece.index, piece.sha256)
  await tools.blobs.put(blobKey(transaction.id, field), vault.seal(field, piece.bytes))
  const idleAt = idleUntil(transaction, now, tools.settings)
  const recorded = await tools.store.recordPiece(transaction.id, attempt.id, piece.index, piece.sha256, idleAt)
  if (recorded === undefined) throw new Refusal('attempt-unknown')
  return recorded
}

function requireIntact({ index, bytes, sha256 }: Piece): void {
  if (!Number.isInteger(index) || index < 0 || index >= MAX_PIECES) {
    throw new Refusal('piece-invalid', { detail: `index must be 0 to ${MAX_PIECES - 1}` })
  }
  if (bytes.length === 0 || bytes.length > PIECE_BYTES) throw new Refusal('piece-invalid', { detail: 'size' })
  if (sha256Hex(bytes) !== sha256) throw new Refusal('piece-invalid', { detail: 'sha256' })
}

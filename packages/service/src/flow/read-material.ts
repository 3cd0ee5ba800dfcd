import { createHash } from 'node:crypto'
import type { Attempt } from '../ports/store.ts'
import { blobKey, pieceField } from './blob-names.ts'
import { READING_STEP } from './steps.ts'
import type { FlowTools, TransactionVault, Vault } from './tools.ts'

/** The material of an attempt, put together from its pieces; undefined when one of them is missing or altered. */
export async function readMaterial(
  attempt: Attempt,
  vault: TransactionVault,
  tools: Pick<FlowTools, 'blobs'>,
): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = []
  for (let index = 0; index < Object.keys(attempt.pieces).length; index += 1) {
    const sha256 = attempt.pieces[index]
    if (sha256 === undefined) return undefined
    const field = pieceField(attempt.id, index, sha256)
    const sealed = await tools.blobs.get(blobKey(attempt.transactionId, field))
    if (sealed === undefined) return undefined
    parts.push(vaultOf(attempt, vault).open(field, sealed))
  }
  return Buffer.concat(parts)
}

/** Claims are words, and go when what is written of a transaction goes; all other material is pictures. */
export function vaultOf({ step }: Pick<Attempt, 'step'>, vault: TransactionVault): Vault {
  return step === READING_STEP ? vault : vault.pictures
}

export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

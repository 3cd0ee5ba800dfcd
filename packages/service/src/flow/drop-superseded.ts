import { blobKey, pieceField } from './blob-names.ts'
import type { FlowTools } from './tools.ts'

/** Material that a newer attempt replaced is not kept until the end: nothing is decided from it any more. */
export async function dropSuperseded(
  transactionId: string,
  step: string,
  { store, blobs }: Pick<FlowTools, 'store' | 'blobs'>,
): Promise<void> {
  for (const attempt of await store.supersededAttempts(transactionId, step)) {
    for (const [index, sha256] of Object.entries(attempt.pieces)) {
      await blobs.delete(blobKey(transactionId, pieceField(attempt.id, Number(index), sha256)))
    }
  }
}

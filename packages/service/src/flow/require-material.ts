import type { Attempt } from '../ports/store.ts'
import { requireUsableMaterial } from './check-material.ts'
import { readMaterial } from './read-material.ts'
import type { FlowTools, TransactionVault } from './tools.ts'

/** The material of an accepted attempt. Throws `MaterialMissing`. */
export async function requireMaterial(
  attempt: Attempt,
  vault: TransactionVault,
  tools: Pick<FlowTools, 'blobs'>,
): Promise<Uint8Array> {
  const material = await readMaterial(attempt, vault, tools)
  if (material === undefined) throw new MaterialMissing(attempt.id)
  // Once more, in case a piece was replaced between the check and the acceptance.
  requireUsableMaterial(material, attempt, attempt.expiresAt)
  return material
}

/** Accepted material cannot be put together again: the blob store is damaged. */
export class MaterialMissing extends Error {
  readonly code = 'material-missing'
}

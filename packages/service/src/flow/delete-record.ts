import { repeatFaceDeletion } from '../faces/forget-faces.ts'
import type { Deletion, DeletionKind } from '../ports/deletions.ts'
import type { Transaction } from '../ports/store.ts'
import { type FlowTools, type KeyedTransaction, TenantMissing } from './tools.ts'

export type DeletionTools = Pick<FlowTools, 'store' | 'blobs' | 'keys' | 'clock' | 'log' | 'deletions'>

/** Deletes a transaction, its pictures, or what is written about it; answers the signed record of that. */
export async function deleteRecord(
  transaction: KeyedTransaction,
  kind: DeletionKind,
  reason: Deletion['reason'],
  tools: DeletionTools,
): Promise<Deletion> {
  const statement = { transactionId: transaction.id, kind, reason, at: tools.clock.now() }
  const deletion = { ...statement, signature: tools.keys.receipts.sign(statement) }
  await carryOut(deletion, transaction, tools)
  await tools.deletions.append([deletion])
  tools.log.write('info', 'deleted', { transactionId: transaction.id, code: kind })
  return deletion
}

/** Carries out a deletion that was recorded before, on data that does not know of it: an older backup came back. */
export async function repeatDeletion(deletion: Deletion, tools: Omit<DeletionTools, 'clock'>): Promise<void> {
  if (await repeatFaceDeletion(deletion, tools)) return
  await carryOut(deletion, await tools.store.findTransaction(deletion.transactionId), tools)
}

/** The keys go first, so that whatever is left of the rest, anywhere, opens no more (security.md F3). */
async function carryOut(
  deletion: Deletion,
  transaction: KeyedTransaction | undefined,
  { store, keys, blobs }: Pick<DeletionTools, 'store' | 'keys' | 'blobs'>,
): Promise<void> {
  const { transactionId, kind } = deletion
  if (kind === 'All' || transaction === undefined) await store.deleteTransaction(deletion)
  else {
    const tenant = await store.findTenant(transaction.tenantId)
    if (tenant === undefined) throw new TenantMissing(transaction.tenantId)
    const half = kind === 'Img' ? 'pictures' : 'text'
    // Of the keys as they are then: of two deletions at once neither may bring back what the other destroyed.
    const rewrap = (wrappedKey: Uint8Array) => keys.withoutKey(tenant, { id: transactionId, wrappedKey }, half)
    await store.deleteTransaction(deletion, rewrap)
  }
  if (kind !== 'Text') await blobs.deleteAll(transactionId)
}

/**
 * Deletes files of a transaction whose pictures were deleted while they were being written. To be called after the last
 * of them: a deletion that commits later deletes its files itself.
 */
export async function dropIfDeleted(
  transactionId: string,
  { store, blobs }: Pick<DeletionTools, 'store' | 'blobs'>,
): Promise<void> {
  const transaction = await store.findTransaction(transactionId)
  if (transaction === undefined || transaction.deleted.includes('Img')) await blobs.deleteAll(transactionId)
}

/** Whether nothing is left of what was written; the transaction still has its verdict. */
export function isTextDeleted({ deleted }: Pick<Transaction, 'deleted'>): boolean {
  return deleted.includes('Text')
}

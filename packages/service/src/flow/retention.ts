import { type DeletionTools, deleteRecord } from './delete-record.ts'

/** One sweep deletes at most so many; the next one goes on. */
const SWEEP = 200

/** Deletes what its tenant keeps no longer; not while the clock is doubted, since that cannot be taken back. */
export async function deleteDue(tools: DeletionTools): Promise<void> {
  if (tools.clock.isDoubted?.() === true) return
  for (const id of await tools.store.dueForDeletion(tools.clock.now(), SWEEP)) {
    const transaction = await tools.store.findTransaction(id)
    if (transaction !== undefined) await deleteRecord(transaction, 'All', 'retention', tools)
  }
}

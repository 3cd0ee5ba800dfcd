import { isSignedReceipt } from '../custody/receipts.ts'
import type { Deletion } from '../ports/deletions.ts'
import { type DeletionTools, repeatDeletion } from './delete-record.ts'

const AT_ONCE = 1000

type ReplayTools = Pick<DeletionTools, 'store' | 'blobs' | 'keys' | 'log' | 'deletions'>

/** The deletion log names a deletion that this installation did not sign. */
export class DeletionForged extends Error {
  readonly code = 'deletion-forged'
}

/**
 * Makes database and deletion log agree, before anything else is done with the data: what only the log knows is deleted
 * again (an older backup came back), what only the database knows is added to the log (the log was lost or is new).
 */
export async function replayDeletions(tools: ReplayTools): Promise<void> {
  const logged = await tools.deletions.read()
  const repeated = await deleteAgain(logged, tools)
  const added = await completeLog(logged, tools)
  if (repeated + added > 0) tools.log.write('info', 'deletions-replayed', { count: repeated })
}

async function deleteAgain(logged: readonly Deletion[], tools: ReplayTools): Promise<number> {
  let repeated = 0
  for (let first = 0; first < logged.length; first += AT_ONCE) {
    const unknown = await tools.store.unknownDeletions(logged.slice(first, first + AT_ONCE))
    for (const deletion of unknown) {
      if (!isSignedReceipt(deletion, tools.keys.receipts.publicKey)) throw new DeletionForged(deletion.transactionId)
      await repeatDeletion(deletion, tools)
    }
    repeated += unknown.length
  }
  return repeated
}

async function completeLog(logged: readonly Deletion[], tools: ReplayTools): Promise<number> {
  const known = new Set(logged.map(keyOf))
  let added = 0
  for (let sequence = 0; ; ) {
    const page = await tools.store.deletionsAfter(sequence, AT_ONCE)
    const missing = page.filter((deletion) => !known.has(keyOf(deletion)))
    await tools.deletions.append(missing)
    added += missing.length
    if (page.length < AT_ONCE) return added
    sequence = page.at(-1)?.sequence ?? sequence
  }
}

function keyOf({ transactionId, kind }: Deletion): string {
  return `${kind} ${transactionId}`
}

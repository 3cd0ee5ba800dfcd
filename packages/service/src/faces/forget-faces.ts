import type { DeletionTools } from '../flow/delete-record.ts'
import type { Deletion } from '../ports/deletions.ts'
import type { FaceGroup } from '../ports/face-groups.ts'

/** How ids of face records and of face groups begin; those of transactions have no underscore. */
export const FACE_ID = 'face'
export const GROUP_ID = 'facegroup'

type Carrying = Pick<DeletionTools, 'store' | 'blobs'>

/** Deletes a registered face: record and key first, then the picture; and writes that down outside of the data folder. */
export async function forgetFace(faceId: string, tools: Omit<DeletionTools, 'log'>): Promise<void> {
  const deletion = signedDeletion(faceId, tools)
  await carryOut(deletion, tools)
  await tools.deletions.append([deletion])
}

/** Deletes a group with every face in it. */
export async function forgetGroup({ uid }: FaceGroup, tools: Omit<DeletionTools, 'log'>): Promise<void> {
  const deletion = signedDeletion(uid, tools)
  await carryOut(deletion, tools)
  await tools.deletions.append([deletion])
}

/** What stands in the deletion log about a face or a group that goes now. */
export function signedDeletion(id: string, { keys, clock }: Pick<DeletionTools, 'keys' | 'clock'>): Deletion {
  const statement = { transactionId: id, kind: 'All', reason: 'asked', at: clock.now() } as const
  return { ...statement, signature: keys.receipts.sign(statement) }
}

/** Carries out a deletion that was recorded before; false when it is not about faces. */
export async function repeatFaceDeletion(deletion: Deletion, tools: Carrying): Promise<boolean> {
  const [kind] = deletion.transactionId.split('_', 1)
  if (kind !== FACE_ID && kind !== GROUP_ID) return false
  await carryOut(deletion, tools)
  return true
}

async function carryOut(deletion: Deletion, { store, blobs }: Carrying): Promise<void> {
  const id = deletion.transactionId
  if (!id.startsWith(`${GROUP_ID}_`)) {
    await store.removeFace(deletion)
    await blobs.deleteAll(id)
    return
  }
  for (const faceId of await store.removeFaceGroup(deletion)) await blobs.deleteAll(faceId)
}

import type { FlowTools } from '../flow/tools.ts'
import type { FaceRegistration, RegistrationOutcome } from '../ports/face-groups.ts'
import type { Tenant } from '../ports/store.ts'
import { signedDeletion } from './forget-faces.ts'
import { type FaceToKeep, sealFace } from './seal-face.ts'

type RegisterTools = Pick<FlowTools, 'store' | 'blobs' | 'keys' | 'clock' | 'deletions'>

export interface FacePlace {
  readonly groupCode: string
  /** Whether the record of the same user is replaced; otherwise it refuses. */
  readonly replace: boolean
  /** The state of the group when it was searched. */
  readonly searchedAt?: number
}

export interface RegisteredFace {
  readonly faceId: string
  readonly outcome: RegistrationOutcome
}

/** Registers a face. A user whose record changes at the same time is looked up again. */
export async function registerFace(
  face: FaceToKeep,
  place: FacePlace,
  tenant: Tenant,
  tools: RegisterTools,
): Promise<RegisteredFace> {
  for (;;) {
    const registration = await prepareRegistration(face, place, tenant, tools)
    const outcome = await tools.store.registerFace(registration, tools.clock.now())
    await settleRegistration(registration, outcome === 'registered', tools)
    const again = outcome === 'changed' || (outcome === 'user-exists' && place.replace)
    if (!again || place.searchedAt !== undefined) return { faceId: registration.record.faceId, outcome }
  }
}

/** Puts the sealed picture down, so that no record is ever without one, and looks up whom the record replaces. */
export async function prepareRegistration(
  face: FaceToKeep,
  { groupCode, replace, searchedAt }: FacePlace,
  tenant: Tenant,
  tools: Omit<RegisterTools, 'deletions'>,
): Promise<FaceRegistration> {
  const { record, picture } = sealFace(face, tenant, tools.keys, tools.clock.now())
  const user = { userMac: record.userMac, groupCode }
  const [before] = replace ? await tools.store.findFaceRefs(tenant.id, user) : []
  await tools.blobs.put(picture.key, picture.sealed)
  return {
    tenantId: tenant.id,
    groupCode,
    record,
    ...(before === undefined ? {} : { replaces: signedDeletion(before.faceId, tools) }),
    ...(searchedAt === undefined ? {} : { searchedAt }),
  }
}

/** Deletes the picture that is of no use: the new one when it was refused, otherwise that of the face it replaced. */
export async function settleRegistration(
  { record, replaces }: FaceRegistration,
  registered: boolean,
  { blobs, deletions }: Pick<RegisterTools, 'blobs' | 'deletions'>,
): Promise<void> {
  if (!registered) await blobs.deleteAll(record.faceId)
  if (!registered || replaces === undefined) return
  await blobs.deleteAll(replaces.transactionId)
  await deletions.append([replaces])
}

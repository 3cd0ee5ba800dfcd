import { randomBytes } from 'node:crypto'
import { newId } from '../flow/random-ids.ts'
import type { FlowTools } from '../flow/tools.ts'
import type { FaceGroup } from '../ports/face-groups.ts'
import type { Tenant } from '../ports/store.ts'
import { GROUP_ID } from './forget-faces.ts'
import { type GroupLabel, sealLabel } from './group-label.ts'

/** Makes a face group. Rejects with `StoreConflict` for a code that is taken, and beyond the number that a tenant may have. */
export function createGroup(
  { code, label }: { readonly code: string; readonly label: GroupLabel },
  tenant: Tenant,
  { store, keys, clock }: Pick<FlowTools, 'store' | 'keys' | 'clock'>,
): Promise<FaceGroup> {
  const sealedLabel = sealLabel(keys.tenant(tenant), code, label)
  return store.createFaceGroup({ uid: newId(GROUP_ID), tenantId: tenant.id, code, sealedLabel, createdAt: clock.now() })
}

/** For a group that nobody gave a code. */
export function newGroupCode(): string {
  return `fg${randomBytes(8).toString('hex')}`
}

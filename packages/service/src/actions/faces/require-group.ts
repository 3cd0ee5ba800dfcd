import { invalidParameter } from '@bonafide/protocol'
import type { FlowTools } from '../../flow/tools.ts'
import type { FaceGroup } from '../../ports/face-groups.ts'
import type { Tenant } from '../../ports/store.ts'

/** The group that a parameter names; one of another tenant does not exist. */
export async function requireGroup(
  parameter: string,
  code: string,
  tenant: Tenant,
  tools: Pick<FlowTools, 'store'>,
): Promise<FaceGroup> {
  const [group] = await requireGroups(parameter, [code], tenant, tools)
  if (group === undefined) throw unknownGroup(parameter)
  return group
}

/** Every group of a list. */
export async function requireGroups(
  parameter: string,
  codes: readonly string[],
  tenant: Tenant,
  { store }: Pick<FlowTools, 'store'>,
): Promise<readonly FaceGroup[]> {
  const groups = await store.findFaceGroups(tenant.id, codes)
  if (groups.length < new Set(codes).size) throw unknownGroup(parameter)
  return groups
}

export function unknownGroup(parameter: string) {
  return invalidParameter(parameter, 'There is no such face group.')
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Network } from '@bonafide/engine'
import { administerFrom, type DataOptions } from '../data-options.ts'
import type { Diagnosis } from './examine-machine.ts'

type NetworkInUse = Pick<Network, 'id' | 'sha256'>

interface TemplateCount {
  readonly groupCode: string
  readonly model: NetworkInUse
  readonly faces: number
}

/** Registered faces of one group by the network that described them. */
export interface TenantTemplates extends TemplateCount {
  readonly tenant: string
}

export interface DatabasePlace {
  readonly dataDir: string
  readonly databaseUrl?: string | undefined
}

const NAME = 'registered faces'

/**
 * Whether every registered face can be compared by the network in use; undefined where there is no database yet. Groups
 * that hold others are not searched, so that whoever registers or verifies there is refused.
 */
export async function examineFaces(
  { dataDir, databaseUrl }: DatabasePlace,
  inUse: NetworkInUse,
): Promise<Diagnosis | undefined> {
  if (databaseUrl === undefined && !existsSync(join(dataDir, 'database'))) return undefined
  try {
    return judgeTemplates(await countTemplates({ data: dataDir }), inUse)
  } catch (error) {
    const detail = error instanceof Error && 'code' in error ? String(error.code) : 'cannot be counted'
    return { name: NAME, status: 'warning', detail, cure: 'Start the service, and run this again beside it.' }
  }
}

async function countTemplates(options: DataOptions): Promise<readonly TenantTemplates[]> {
  const tenants = await administerFrom<readonly { readonly id: string }[]>(options, 'tenants.list', {})
  const counts: TenantTemplates[] = []
  for (const { id: tenant } of tenants) {
    const some = await administerFrom<readonly TemplateCount[]>(options, 'faces.models', { tenant })
    counts.push(...some.map((count) => ({ ...count, tenant })))
  }
  return counts
}

export function judgeTemplates(counts: readonly TenantTemplates[], inUse: NetworkInUse): Diagnosis {
  const facesOf = (some: readonly TenantTemplates[]) => some.reduce((sum, { faces }) => sum + faces, 0)
  const outdated = counts.filter(({ model }) => model.id !== inUse.id || model.sha256 !== inUse.sha256)
  if (outdated.length === 0)
    return { name: NAME, status: 'ok', detail: `${facesOf(counts)} described by the network in use` }
  const places = [...new Set(outdated.map(({ tenant, groupCode }) => `${groupCode} of ${tenant}`))]
  return {
    name: NAME,
    status: 'warning',
    detail: `${facesOf(outdated)} of ${facesOf(counts)} described by a network that is not in use: ${places.join(', ')}`,
    cure: 'These groups are not searched until bonafide faces renew --tenant ID has described them anew.',
  }
}

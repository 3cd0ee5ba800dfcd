import { DEFAULT_POLICY, type Policy } from '@bonafide/engine'
import type { Tenant } from '../ports/store.ts'

/** The tenant's policy: the default with the thresholds and weights that it overrides. */
export function policyOf({ settings }: Pick<Tenant, 'settings'>): Policy {
  const names = Object.keys(DEFAULT_POLICY).filter((name) => name !== 'id')
  const overrides = Object.entries(settings.policy).filter(([name]) => names.includes(name))
  const { threats = {} } = settings
  const differences = [...overrides, ...Object.entries(threats)]
  if (differences.length === 0) return DEFAULT_POLICY
  const id = `${DEFAULT_POLICY.id}+${differences.map(([name, value]) => `${name}=${value}`).join(',')}`
  const weights = Object.keys(threats).length === 0 ? {} : { threats }
  return { ...DEFAULT_POLICY, ...Object.fromEntries(overrides), ...weights, id }
}

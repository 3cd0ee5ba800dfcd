import { DEFAULT_POLICY, type Policy } from '@bonafide/engine'
import type { Tenant } from '../ports/store.ts'

/** The tenant's policy: the default with the thresholds that it overrides. */
export function policyOf(tenant: Pick<Tenant, 'settings'>): Policy {
  const names = Object.keys(DEFAULT_POLICY).filter((name) => name !== 'id')
  const overrides = Object.entries(tenant.settings.policy).filter(([name]) => names.includes(name))
  if (overrides.length === 0) return DEFAULT_POLICY
  const id = `${DEFAULT_POLICY.id}+${overrides.map(([name, value]) => `${name}=${value}`).join(',')}`
  return { ...DEFAULT_POLICY, ...Object.fromEntries(overrides), id }
}

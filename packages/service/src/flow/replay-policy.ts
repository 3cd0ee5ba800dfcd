import { DEFAULT_POLICY, type Policy } from '@bonafide/engine'
import type { TenantSettings } from '../ports/store.ts'
import { policyOf } from './tenant-policy.ts'

/**
 * The policy that a decision names: the id holds every difference from the default (see `policyOf`). Undefined when it is
 * that of another version, whose defaults are not known here.
 */
export function recordedPolicy(policyId: string): Policy | undefined {
  const [base, differences = ''] = split(policyId, '+')
  if (base !== DEFAULT_POLICY.id) return undefined
  const thresholds: Record<string, number> = {}
  const weights: Record<string, number> = {}
  for (const difference of differences.split(',').filter((text) => text !== '')) {
    const [name, value = ''] = split(difference, '=')
    const number = Number(value)
    if (value === '' || !Number.isFinite(number)) return undefined
    if (Object.hasOwn(DEFAULT_POLICY, name)) thresholds[name] = number
    else weights[name] = number
  }
  const threats = weights as NonNullable<TenantSettings['threats']>
  const settings = { policy: thresholds, ...(Object.keys(weights).length === 0 ? {} : { threats }) }
  const policy = policyOf({ settings: { iframeParents: [], returnAddresses: [], retentionDays: 1, ...settings } })
  return policy.id === policyId ? policy : undefined
}

function split(text: string, mark: string): readonly [string, string?] {
  const at = text.indexOf(mark)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

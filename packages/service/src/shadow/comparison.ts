import { openJson, sealJson } from '../flow/sealed-json.ts'
import type { FlowTools, Vault } from '../flow/tools.ts'
import type { Tenant } from '../ports/store.ts'
import { type Answered, type Outcome, outcomeOf, printedFields } from './outcome.ts'

/** What is not compared, and why nobody should think it was. */
export type NotComparable = 'liveness' | 'pictures' | 'upstream-unavailable'

/** How two answers to one call compare. Nothing personal: verdicts, scores, counts and times. */
export interface Comparison {
  readonly operation: string
  readonly documentType?: string
  readonly product?: string
  readonly ours?: Outcome
  readonly theirs?: Outcome
  readonly ms: { readonly ours?: number; readonly theirs?: number }
  /** Fields of the document that both answered, and how many of them alike. */
  readonly fields?: { readonly compared: number; readonly equal: number }
  readonly notCompared: readonly NotComparable[]
}

export interface ComparedCall extends Pick<Comparison, 'operation' | 'documentType' | 'product' | 'notCompared'> {
  readonly ours?: Answered
  readonly theirs?: Answered
}

/** The field of a tenant's vault that comparisons are sealed under. */
export const COMPARISON_FIELD = 'shadow-comparison'

export function compare({ ours, theirs, ...call }: ComparedCall): Comparison {
  return {
    ...call,
    ...(ours === undefined ? {} : { ours: outcomeOf(ours) }),
    ...(theirs === undefined ? {} : { theirs: outcomeOf(theirs) }),
    ms: {
      ...(ours === undefined ? {} : { ours: Math.round(ours.ms) }),
      ...(theirs === undefined ? {} : { theirs: Math.round(theirs.ms) }),
    },
    ...(ours === undefined || theirs === undefined ? {} : fieldsAlike(ours, theirs)),
  }
}

/** Keeps a comparison, sealed with the tenant's key. */
export async function keepComparison(
  call: ComparedCall,
  tenant: Tenant,
  { store, keys, clock }: Pick<FlowTools, 'store' | 'keys' | 'clock'>,
): Promise<void> {
  const sealed = sealJson(keys.tenant(tenant), COMPARISON_FIELD, compare(call))
  await store.keepComparison({ tenantId: tenant.id, at: clock.now(), sealed })
}

export function openComparison(vault: Vault, sealed: Uint8Array): Comparison {
  return openJson<Comparison>(vault, COMPARISON_FIELD, sealed)
}

function fieldsAlike(ours: Answered, theirs: Answered): Pick<Comparison, 'fields'> {
  const [here, there] = [printedFields(ours.body), printedFields(theirs.body)]
  const both = [...here].filter(([name]) => there.has(name))
  if (both.length === 0) return {}
  const equal = both.filter(([name, value]) => bare(value) === bare(there.get(name) ?? ''))
  return { fields: { compared: both.length, equal: equal.length } }
}

/** Letters and digits as they are read aloud: two services need not agree on case, spaces and separators. */
function bare(value: string): string {
  return value
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

import { ApiError } from '@bonafide/protocol'
import type { FlowTools } from '../flow/tools.ts'
import { refuseOverload } from '../load/refuse-overload.ts'
import type { AccessKey, Tenant } from '../ports/store.ts'
import { DOCUMENTED_LIMITS } from './documented-limits.ts'

export interface CallToAdmit {
  readonly action: string
  /** ProductCode as it was given, or that of an action which belongs to one product. */
  readonly product: string | undefined
  readonly tenant: Tenant
  readonly key: Pick<AccessKey, 'allowedOperations'>
}

/**
 * Refuses what the access key may not do, what could not be judged in time, and what is more than the account may call
 * in one second: counted for each tenant, action and product, over all processes.
 */
export async function admitCall(
  call: CallToAdmit,
  { store, clock, settings, backlog }: Pick<FlowTools, 'store' | 'clock' | 'settings' | 'backlog'>,
): Promise<void> {
  const { allowedOperations } = call.key
  if (allowedOperations?.includes(call.action) === false) throw new ApiError('Forbidden.RAMUserAccessDenied')
  refuseOverload(call, { backlog, settings })
  const limit = callLimit(call, settings.callLimits)
  if (limit === undefined) return
  const key = JSON.stringify([call.tenant.id, call.action, limit.product])
  const answer = await store.takeCall(key, clock.now(), limit.perSecond)
  if (answer !== 'taken') throw new ApiError('Throttling.Api', answer)
}

/**
 * The limit that holds for a call; undefined when there is none. The account's own comes before the documented one, the
 * more exact before the more general. A product that nobody limits shares no counter, whatever text it is.
 */
export function callLimit(
  { action, product, tenant }: Pick<CallToAdmit, 'action' | 'product' | 'tenant'>,
  standard: 'documented' | 'none',
): { readonly perSecond: number; readonly product: string } | undefined {
  const names = [...(product === undefined ? [] : [`${action}/${product}`, product]), action]
  const own = entryOf(tenant.settings.limits ?? {}, [...names, '*'])
  const [name, perSecond] = own ?? (standard === 'none' ? undefined : entryOf(DOCUMENTED_LIMITS, names)) ?? ['', 0]
  if (perSecond === 0) return undefined
  return { perSecond, product: name === action || name === '*' ? '' : (product ?? '') }
}

/** The first of the names that the table has, with its value. */
function entryOf(table: Readonly<Record<string, number>>, names: readonly string[]) {
  const name = names.find((one) => Object.hasOwn(table, one))
  return name === undefined ? undefined : ([name, table[name] ?? 0] as const)
}

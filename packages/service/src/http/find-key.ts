import { ApiError, type ApiErrorCode, type VerifyingKey } from '@bonafide/protocol'
import { accessKeyField } from '../custody/custody.ts'
import { isTemporaryKeyId, openTemporaryKey, TemporaryKeyRefused } from '../custody/temporary-keys.ts'
import type { FlowTools } from '../flow/tools.ts'
import type { AccessKey, Signer, Tenant } from '../ports/store.ts'

/** Whoever signed a call: the secret to check it with, the account, and what it may do. */
export interface TenantKey extends VerifyingKey, Pick<AccessKey, 'allowedOperations'> {
  readonly tenant: Tenant
  /** The permanent key: the one that was used, or the one that it was lent from. */
  readonly permanentId: string
}

export type FindKey = (accessKeyId: string, securityToken: string | undefined) => Promise<TenantKey | undefined>

type KeyTools = Pick<FlowTools, 'store' | 'keys' | 'clock'>

/** Looks up permanent and temporary keys. Throws `ApiError` for a security token that is not good. */
export function createFindKey(tools: KeyTools): FindKey {
  const findPermanent = createFindPermanent(tools)
  return async (accessKeyId, securityToken) => {
    if (!isTemporaryKeyId(accessKeyId)) return findPermanent(accessKeyId)
    const { grant, secret } = openGrant(accessKeyId, securityToken ?? '', tools)
    if (grant.use !== 'calls') throw new ApiError('InvalidSecurityToken.MismatchWithAccessKey')
    const lender = await findPermanent(grant.accessKeyId)
    return lender === undefined ? undefined : { ...lender, secret, ...narrowed(lender, grant.operations) }
  }
}

const REFUSALS: Readonly<Record<TemporaryKeyRefused['code'], ApiErrorCode>> = {
  malformed: 'InvalidSecurityToken.Malformed',
  mismatch: 'InvalidSecurityToken.MismatchWithAccessKey',
  expired: 'InvalidSecurityToken.Expired',
}

function openGrant(accessKeyId: string, token: string, { keys, clock }: KeyTools) {
  try {
    return openTemporaryKey({ accessKeyId, token, now: clock.now() }, keys.installation)
  } catch (cause) {
    if (cause instanceof TemporaryKeyRefused) throw new ApiError(REFUSALS[cause.code], { cause })
    throw cause
  }
}

/** A temporary key never may what the key that it was lent from may not, as that stands now. */
function narrowed(
  { allowedOperations }: Pick<AccessKey, 'allowedOperations'>,
  lent: readonly string[] | undefined,
): Pick<AccessKey, 'allowedOperations'> {
  if (lent === undefined) return {}
  return { allowedOperations: lent.filter((name) => allowedOperations?.includes(name) ?? true) }
}

/** The secret of a signer is opened once for as long as the store hands out the same one. */
function createFindPermanent({ store, keys }: KeyTools): (id: string) => Promise<TenantKey | undefined> {
  const opened = new WeakMap<Signer, TenantKey>()
  return async (id) => {
    const signer = await store.findSigner(id)
    if (signer === undefined) return undefined
    const known = opened.get(signer)
    if (known !== undefined) return known
    const { key, tenant } = signer
    const secret = new TextDecoder().decode(keys.tenant(tenant).open(accessKeyField(id), key.sealedSecret))
    const { active, allowV2, allowedOperations } = key
    const rights = allowedOperations === undefined ? {} : { allowedOperations }
    const tenantKey = { secret, active, allowV2, ...rights, tenant, permanentId: id }
    opened.set(signer, tenantKey)
    return tenantKey
  }
}

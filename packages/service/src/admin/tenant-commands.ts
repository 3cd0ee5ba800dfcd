import { ALL_THREATS, DEFAULT_POLICY } from '@bonafide/engine'
import { z } from 'zod'
import { THREAT_TAGS } from '../actions/threat-names.ts'
import type { Tenant, TenantSettings } from '../ports/store.ts'
import { StoreConflict } from '../ports/store.ts'
import { AdminError, defineAdminCommand, requireTenant, tenantId } from './admin-tools.ts'
import { createTenant, rotateCallbackSecret, showTenant } from './tenants.ts'

const policyNames = Object.keys(DEFAULT_POLICY).filter((name) => name !== 'id')
const threshold = z.string().refine((name) => policyNames.includes(name), 'must be a threshold of the policy')
const origin = z.string().refine(isOrigin, 'must be an origin such as https://bank.example')
const address = z.string().refine((text) => URL.canParse(text), 'must be an absolute address')

const limited = z
  .string()
  .regex(/^(\*|[A-Za-z0-9_]{1,64}(\/[A-Za-z0-9_]{1,32})?)$/, 'must be Action/PRODUCT, PRODUCT, Action or *')

/** What tokens are worth stays as it is: behind one that is not good, nothing was judged. */
const weighable = Object.fromEntries(
  ALL_THREATS.filter((threat) => !threat.startsWith('token-')).map((threat) => [THREAT_TAGS[threat], threat]),
)
const tag = z.string().refine((name) => Object.hasOwn(weighable, name), 'must be a threat tag (docs/safe-mode.md)')

/** As many letters as fit a screen that shows nothing else, and no characters that hide or turn others. */
const screenText = z
  .string()
  .min(1)
  .max(300)
  .refine((text) => !/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(text), 'must be plain text of one line')
const textName = z.string().regex(/^[a-z][a-z.-]{0,59}$/, 'must be the name of a text')
const language = z.string().regex(/^[A-Za-z]{2,3}$/, 'must be the code of a language')
/** They travel with each opening of the hosted page. */
const MOST_TEXT_BYTES = 64 * 1024
const texts = z
  .record(language, z.record(textName, screenText))
  .refine((all) => Buffer.byteLength(JSON.stringify(all)) <= MOST_TEXT_BYTES, 'must have 64 KB at most')

const settings = z.object({
  iframeParents: z.array(origin).optional(),
  returnAddresses: z.array(address).optional(),
  policy: z.record(threshold, z.number().min(0).max(100)).optional(),
  threats: z.record(tag, z.enum(['reject', 'review', 'record'])).optional(),
  retentionDays: z.int().min(1).max(3650).optional(),
  limits: z.record(limited, z.int().min(0).max(100_000)).optional(),
  texts: texts.optional(),
  /** Empty: nobody is asked any more. */
  consentVersion: z.union([z.literal(''), z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)]).optional(),
})

const create = defineAdminCommand({
  name: 'tenants.create',
  args: z.object({ id: tenantId, name: z.string().min(1).max(100), mode: z.enum(['test', 'live']) }),
  async run(args, { store, keys, clock }) {
    try {
      const { tenant, callbackSecret } = await createTenant(args, store, keys, clock.now())
      return { ...showTenant(tenant), callbackSecret }
    } catch (error) {
      if (error instanceof StoreConflict) throw new AdminError(`There is a tenant "${args.id}" already.`)
      throw error
    }
  },
})

const list = defineAdminCommand({
  name: 'tenants.list',
  args: z.object({}),
  run: async (_args, { store }) => (await store.listTenants()).map(showTenant),
})

const show = defineAdminCommand({
  name: 'tenants.show',
  args: z.object({ id: tenantId }),
  run: async ({ id }, tools) => showTenant(await requireTenant(id, tools)),
})

const set = defineAdminCommand({
  name: 'tenants.set',
  args: settings.extend({ id: tenantId, name: z.string().min(1).max(100).optional(), rotate: z.boolean().optional() }),
  async run({ id, name, rotate, ...change }, tools) {
    const tenant = await requireTenant(id, tools)
    await tools.store.updateTenant(id, {
      ...(name === undefined ? {} : { name }),
      settings: changed(tenant, change),
    })
    const callbackSecret = rotate === true ? await rotateCallbackSecret(tenant, tools.store, tools.keys) : undefined
    const after = showTenant(await requireTenant(id, tools))
    return callbackSecret === undefined ? after : { ...after, callbackSecret }
  },
})

export const tenantCommands = [create, list, show, set]

function changed(tenant: Tenant, change: z.output<typeof settings>): TenantSettings {
  const { iframeParents, returnAddresses, policy, retentionDays, limits, threats = {} } = change
  const consentVersion = change.consentVersion ?? tenant.settings.consentVersion ?? ''
  const ownTexts = change.texts ?? tenant.settings.texts ?? {}
  const weights = Object.entries(threats).map(([name, weight]) => [weighable[name], weight])
  return {
    iframeParents: iframeParents ?? tenant.settings.iframeParents,
    returnAddresses: returnAddresses ?? tenant.settings.returnAddresses,
    policy: { ...tenant.settings.policy, ...policy },
    retentionDays: retentionDays ?? tenant.settings.retentionDays,
    threats: { ...tenant.settings.threats, ...Object.fromEntries(weights) },
    limits: { ...tenant.settings.limits, ...limits },
    ...(Object.keys(ownTexts).length === 0 ? {} : { texts: ownTexts }),
    ...(consentVersion === '' ? {} : { consentVersion }),
  }
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text
}

import { setTimeout } from 'node:timers/promises'
import { accessKeyField, CALLBACK_SECRET_FIELD } from '../custody/custody.ts'
import { labelField } from '../faces/group-label.ts'
import { minutesAfter } from '../flow/tools.ts'
import type { Tenant } from '../ports/store.ts'
import { COMPARISON_FIELD } from '../shadow/comparison.ts'
import { orderField } from '../shadow/forwarded-order.ts'
import { AdminError, type AdminTools, requireTenant } from './admin-tools.ts'

/**
 * By then nothing is under way that began before the change: files that callers send wait 60 minutes at most to be used,
 * a request takes one.
 */
const RETIRE_AFTER_MINUTES = 65

/**
 * A new key for one tenant (security.md F2). First every process learns it, then it seals, then everything that the older
 * one wrapped is wrapped by it: keys and a few secrets, no material. May be interrupted and asked for again.
 */
export async function rotateTenantKey(id: string, tools: AdminTools): Promise<{ readonly rewrapped: number }> {
  const { store, keys, clock } = tools
  let tenant = await requireTenant(id, tools)
  if (keys.tenantKeys(tenant).count === 1) tenant = await replaceKeys(keys.introduceTenantKey(tenant, clock.now()))
  if (!keys.tenantKeys(tenant).newestSeals) {
    await setTimeout(store.changeSpreadsMs)
    tenant = await replaceKeys(keys.promoteTenantKey(tenant))
  }
  return { rewrapped: await rewrapAll(tenant, tools) }

  async function replaceKeys(wrappedKey: Uint8Array): Promise<Tenant> {
    await store.updateTenant(id, { wrappedKey })
    return requireTenant(id, tools)
  }
}

/** Takes the older key away, after everything was found to be wrapped by the newest. */
export async function retireTenantKey(id: string, tools: AdminTools): Promise<{ readonly retired: number }> {
  const { store, keys, clock } = tools
  const tenant = await requireTenant(id, tools)
  const { count, newestSeals, changedAt } = keys.tenantKeys(tenant)
  if (count === 1) throw new AdminError('This tenant has one key only.')
  if (!newestSeals || changedAt === undefined) {
    throw new AdminError('The change was interrupted. See: bonafide custody rotate-tenant')
  }
  const from = minutesAfter(changedAt, RETIRE_AFTER_MINUTES)
  if (clock.now() < from) {
    throw new AdminError(`The older key is still in use by what began before. Try again after ${from.toISOString()}.`)
  }
  await rewrapAll(tenant, tools)
  await store.updateTenant(id, { wrappedKey: keys.withoutOlderTenantKeys(tenant) })
  return { retired: count - 1 }
}

function rewrapAll(tenant: Tenant, { store, keys }: AdminTools): Promise<number> {
  const rewrap = keys.rewrap(tenant)
  return store.rewrapTenant(tenant.id, {
    wrappedKey: (id, wrappedKey) => rewrap.transactionKeys(id, wrappedKey),
    accessKey: (id, sealed) => rewrap.field(accessKeyField(id), sealed),
    groupLabel: (code, sealed) => rewrap.field(labelField(code), sealed),
    callbackSecret: (sealed) => rewrap.field(CALLBACK_SECRET_FIELD, sealed),
    forwarded: (id, sealed) => rewrap.field(orderField(id), sealed),
    comparison: (sealed) => rewrap.field(COMPARISON_FIELD, sealed),
  })
}

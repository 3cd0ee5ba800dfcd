import { signWebhook } from '@bonafide/protocol'
import { CALLBACK_SECRET_FIELD, type Custody } from '../custody/custody.ts'
import { nodeDigests } from '../custody/node-digests.ts'
import { findTarget, type GuardOptions, type Target, TargetRefused } from '../outgoing/find-target.ts'
import type { CallbackDelivery, Store, Tenant } from '../ports/store.ts'
import { type GetAnswer, sendGet } from './send-get.ts'

/** The field under which the address of a callback is sealed with its transaction's key. */
export const CALLBACK_FIELD = 'callback'

export interface DeliverTools extends GuardOptions {
  readonly store: Pick<Store, 'findTenant' | 'findTransaction'>
  readonly keys: Custody
  readonly now: () => Date
  readonly timeoutMs: number
}

export type Delivered =
  | { readonly kind: 'delivered' }
  /** Trying again would change nothing. */
  | { readonly kind: 'pointless' }
  | { readonly kind: 'failed'; readonly retryAfter?: string }

/** The URL of a delivery with the secrets that sign it; undefined when what they were sealed with is gone. */
export interface OpenedDelivery {
  readonly url: string
  readonly secrets: readonly string[]
}

export async function openDelivery(
  delivery: CallbackDelivery,
  { store, keys }: DeliverTools,
): Promise<OpenedDelivery | undefined> {
  const tenant = await store.findTenant(delivery.tenantId)
  const transaction = await store.findTransaction(delivery.transactionId)
  if (tenant === undefined || transaction === undefined) return undefined
  const url = text(keys.open(tenant, transaction).open(CALLBACK_FIELD, delivery.sealedUrl))
  return { url, secrets: secretsOf(tenant, keys) }
}

/**
 * Sends one callback as a GET, signed over the exact query string (security.md E4). 2xx is delivered, 410 ends it,
 * everything else has failed. What a receiver answers goes nowhere.
 */
export async function deliver(id: string, { url, secrets }: OpenedDelivery, tools: DeliverTools): Promise<Delivered> {
  try {
    const answer = await withinTime(send(id, url, secrets, tools), tools.timeoutMs)
    if (answer.status >= 200 && answer.status < 300) return { kind: 'delivered' }
    if (answer.status === 410) return { kind: 'pointless' }
    return { kind: 'failed', ...(answer.retryAfter === undefined ? {} : { retryAfter: answer.retryAfter }) }
  } catch (error) {
    return { kind: error instanceof TargetRefused && error.code === 'form' ? 'pointless' : 'failed' }
  }
}

async function send(id: string, url: string, secrets: readonly string[], tools: DeliverTools): Promise<GetAnswer> {
  const target: Target = await findTarget(url, tools)
  const message = { id, sentAt: tools.now(), payload: target.url.search.slice(1) }
  return sendGet(target, await signWebhook(message, secrets, nodeDigests), tools.timeoutMs)
}

/** Covers the name server as well, which knows no signal. */
async function withinTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('time is up')), timeoutMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function secretsOf(tenant: Tenant, keys: Custody): readonly string[] {
  const vault = keys.tenant(tenant)
  return tenant.sealedCallbackSecrets.map((sealed) => text(vault.open(CALLBACK_SECRET_FIELD, sealed)))
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

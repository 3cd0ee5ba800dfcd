import { decodeBase64, encodeBase64, equalInConstantTime, utf8 } from './bytes.ts'
import { type Digests, webDigests } from './digests.ts'

/** Standard Webhooks v1: five minutes either way. */
export const WEBHOOK_TOLERANCE_SECONDS = 300

export const WEBHOOK_HEADERS = {
  id: 'webhook-id',
  timestamp: 'webhook-timestamp',
  signature: 'webhook-signature',
} as const

const SECRET_PREFIX = 'whsec_'
const MIN_SECRET_BYTES = 24
const MAX_SECRET_BYTES = 64

export interface WebhookMessage {
  /** Stays the same for every delivery of one event. */
  readonly id: string
  readonly sentAt: Date
  /** The raw body; for the GET callback the exact query string, without its question mark. */
  readonly payload: string | Uint8Array
}

/** A webhook that must not be believed. */
export class WebhookError extends Error {
  readonly code:
    | 'webhook-header-missing'
    | 'webhook-timestamp-invalid'
    | 'webhook-signature-invalid'
    | 'webhook-secret-invalid'
  constructor(code: WebhookError['code'], message: string) {
    super(message)
    this.code = code
  }
}

/**
 * The three headers of a Standard Webhooks message. With two secrets, as during a rotation, there are two signatures.
 * Secrets are `whsec_` and Base64 of 24 to 64 bytes.
 */
export async function signWebhook(
  message: WebhookMessage,
  secrets: readonly string[],
  digests: Digests = webDigests,
): Promise<Readonly<Record<string, string>>> {
  if (secrets.length === 0) throw new WebhookError('webhook-secret-invalid', 'There is no secret to sign with.')
  if (!/^[\x21-\x2d\x2f-\x7e]{1,256}$/.test(message.id)) {
    throw new WebhookError('webhook-header-missing', 'The id must be printable and without a full stop.')
  }
  const timestamp = String(Math.floor(message.sentAt.getTime() / 1000))
  const content = signedContent(message.id, timestamp, message.payload)
  const signatures: string[] = []
  for (const secret of secrets) {
    signatures.push(`v1,${encodeBase64(await digests.hmacSha256(secretBytes(secret), content))}`)
  }
  return {
    [WEBHOOK_HEADERS.id]: message.id,
    [WEBHOOK_HEADERS.timestamp]: timestamp,
    [WEBHOOK_HEADERS.signature]: signatures.join(' '),
  }
}

export interface ReceivedWebhook {
  /** Looks a header up by its lower-case name. */
  header(name: string): string | null | undefined
  readonly payload: string | Uint8Array
  /** Any one that matches is enough. */
  readonly secrets: readonly string[]
  readonly now: Date
}

/** Resolves with the id of the message, which the receiver remembers to drop repetitions. Throws `WebhookError`. */
export async function verifyWebhook(webhook: ReceivedWebhook, digests: Digests = webDigests): Promise<string> {
  const id = headerOf(webhook, WEBHOOK_HEADERS.id)
  const timestamp = headerOf(webhook, WEBHOOK_HEADERS.timestamp)
  const given = headerOf(webhook, WEBHOOK_HEADERS.signature)
    .split(' ')
    .filter((entry) => entry.startsWith('v1,'))
    .map((entry) => utf8(entry.slice(3)))
  checkTimestamp(timestamp, webhook.now)
  const content = signedContent(id, timestamp, webhook.payload)
  let matched = false
  for (const secret of webhook.secrets) {
    const ours = utf8(encodeBase64(await digests.hmacSha256(secretBytes(secret), content)))
    for (const signature of given) if (equalInConstantTime(ours, signature)) matched = true
  }
  if (!matched) throw new WebhookError('webhook-signature-invalid', 'No signature matches.')
  return id
}

function headerOf(webhook: ReceivedWebhook, name: string): string {
  const value = webhook.header(name) ?? ''
  if (value === '') throw new WebhookError('webhook-header-missing', `The header ${name} is missing.`)
  return value
}

function checkTimestamp(timestamp: string, now: Date): void {
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN
  const distance = Math.abs(Math.floor(now.getTime() / 1000) - seconds)
  if (distance <= WEBHOOK_TOLERANCE_SECONDS) return
  throw new WebhookError('webhook-timestamp-invalid', 'The timestamp is malformed or too far from now.')
}

function signedContent(id: string, timestamp: string, payload: string | Uint8Array): Uint8Array {
  const head = utf8(`${id}.${timestamp}.`)
  const body = typeof payload === 'string' ? utf8(payload) : payload
  const content = new Uint8Array(head.length + body.length)
  content.set(head, 0)
  content.set(body, head.length)
  return content
}

function secretBytes(secret: string): Uint8Array {
  const bytes = secret.startsWith(SECRET_PREFIX) ? decodeBase64(secret.slice(SECRET_PREFIX.length)) : undefined
  if (bytes !== undefined && bytes.length >= MIN_SECRET_BYTES && bytes.length <= MAX_SECRET_BYTES) return bytes
  throw new WebhookError('webhook-secret-invalid', 'A secret is whsec_ and Base64 of 24 to 64 bytes.')
}

import type { VerifyResult } from '@bonafide/capture'

/** What the callback receives. Advice only: the verdict is what your server reads by CheckResult. */
export interface VerifyResponse extends VerifyResult {
  readonly transactionId?: string
  /** Where Initialize asked to go at the end: an address or the scheme of an app. */
  readonly returnUrl?: string
  readonly deviceToken?: string
  readonly threatTags?: readonly string[]
}

/** What the hosted page tells the app around it. */
export type PageMessage = { readonly kind: 'ready' } | { readonly kind: 'end'; readonly response: VerifyResponse }

/** A message as the web view hands it over: its text, and the address of the page that sent it. */
export interface ReceivedMessage {
  readonly data: string
  readonly url: string
}

/** Longer than any message of ours. */
const MOST_CHARACTERS = 16_384

/** The message of the hosted page for this transaction; undefined for whatever else arrives, from whoever else. */
export function readMessage(
  { data, url }: ReceivedMessage,
  expected: { readonly transactionId: string; readonly isPage: (url: string) => boolean },
): PageMessage | undefined {
  if (!expected.isPage(url) || data.length > MOST_CHARACTERS) return undefined
  const message = parse(data)
  if (message?.['source'] !== 'bonafide' || message['transactionId'] !== expected.transactionId) return undefined
  if (message['event'] === 'ready') return { kind: 'ready' }
  const { code, subCode, message: text, event } = message
  if (event !== undefined || typeof code !== 'number' || typeof subCode !== 'string' || typeof text !== 'string')
    return undefined
  const { transactionId } = expected
  return { kind: 'end', response: { code, subCode, message: text, transactionId, ...readRest(message) } }
}

function readRest({ returnUrl, deviceToken, threatTags }: Record<string, unknown>): Partial<VerifyResponse> {
  return {
    ...(typeof returnUrl === 'string' ? { returnUrl } : {}),
    ...(typeof deviceToken === 'string' ? { deviceToken } : {}),
    ...(Array.isArray(threatTags) ? { threatTags: threatTags.filter((tag) => typeof tag === 'string') } : {}),
  }
}

function parse(data: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(data)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

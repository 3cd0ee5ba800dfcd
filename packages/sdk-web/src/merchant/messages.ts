import type { VerifyResult } from '@bonafide/capture'

/** What the hosted page tells the page around it. */
export type HostedMessage =
  | { readonly source: 'bonafide'; readonly event: 'ready'; readonly transactionId: string }
  | ({
      readonly source: 'bonafide'
      readonly transactionId: string
      /** Where the merchant asked the browser to go at the end. */
      readonly returnUrl?: string
    } & VerifyResult)

/** A message of the hosted page for this transaction; anything else that arrives is not ours. */
export function readHostedMessage(data: unknown, transactionId: string): HostedMessage | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const message = data as Record<string, unknown>
  if (message['source'] !== 'bonafide' || message['transactionId'] !== transactionId) return undefined
  if (message['event'] === 'ready') return { source: 'bonafide', event: 'ready', transactionId }
  const { code, subCode, message: text, returnUrl } = message
  if (typeof code !== 'number' || typeof subCode !== 'string' || typeof text !== 'string') return undefined
  const result = { source: 'bonafide', transactionId, code, subCode, message: text } as const
  return typeof returnUrl === 'string' ? { ...result, returnUrl } : result
}

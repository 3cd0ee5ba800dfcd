import type { Transaction, Verdict } from '../ports/store.ts'
import { newId } from './random-ids.ts'
import { openRequest } from './stored-request.ts'
import type { Vault } from './tools.ts'

/** The field that the address of a callback is sealed under; the sender opens it there. */
export const CALLBACK_FIELD = 'callback'

export interface QueuedCallback {
  readonly id: string
  readonly sealedUrl: Uint8Array
}

/** The callback that a verdict owes; undefined when Initialize named no CallbackUrl. */
export function callbackFor(transaction: Transaction, verdict: Verdict, vault: Vault): QueuedCallback | undefined {
  const { CallbackUrl, CallbackToken } = openRequest(vault, transaction).parameters
  if (CallbackUrl === undefined) return undefined
  const url = callbackAddress(CallbackUrl, { transactionId: transaction.id, verdict, token: CallbackToken })
  return { id: newId('msg'), sealedUrl: vault.seal(CALLBACK_FIELD, new TextEncoder().encode(url)) }
}

/** CallbackUrl with what is appended to it (check-result.md section 9): its own query stays as it is, before ours. */
export function callbackAddress(
  callbackUrl: string,
  { transactionId, verdict, token }: { transactionId: string; verdict: Verdict; token: string | undefined },
): string {
  const ours = [
    ...(token === undefined ? [] : [['callbackToken', token]]),
    ['transactionId', transactionId],
    ['passed', verdict.passed ? 'Y' : 'N'],
    ['subCode', verdict.subCode],
  ].map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`)
  const [address = '', fragment] = callbackUrl.split('#', 2)
  const joint = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&'
  return `${address}${joint}${ours.join('&')}${fragment === undefined ? '' : `#${fragment}`}`
}

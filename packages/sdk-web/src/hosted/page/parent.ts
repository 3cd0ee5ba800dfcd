import { type FailureName, resultOf } from '@bonafide/capture'
import type { VerifyResponse } from '../../merchant/create-sdk.ts'
import type { HostedMessage } from '../../merchant/messages.ts'

/** What the web view of React Native puts into its pages. */
interface AppWindow {
  readonly ReactNativeWebView?: { readonly postMessage: (text: string) => void }
}

/** The page or app around this one, when there is one and its origin can be named. */
export interface Parent {
  readonly tell: (message: HostedMessage) => void
}

/**
 * Finds the embedding page. The origin comes from the browser where it says; else from the fragment that our SDK wrote.
 * A wrong claim there only makes the message undeliverable: the browser compares it with the real parent. Which origins
 * may frame the page at all is the service's `frame-ancestors`. An app around the page hears the same messages as text; it
 * chose the page itself, and asks which page a message came from.
 */
export function findParent(claimed: string | null): Parent | undefined {
  if (window.parent === window) return findApp()
  const origin = [location.ancestorOrigins?.[0], document.referrer, claimed ?? undefined].map(originOf).find(Boolean)
  if (origin === undefined) return undefined
  return { tell: (message) => window.parent.postMessage(message, origin) }
}

function findApp(): Parent | undefined {
  const app = (window as AppWindow).ReactNativeWebView
  if (typeof app?.postMessage !== 'function') return undefined
  return { tell: (message) => app.postMessage(JSON.stringify(message)) }
}

export function endMessage(transactionId: string, response: VerifyResponse): HostedMessage {
  const { code, subCode, message, reason, returnUrl, deviceToken, threatTags } = response
  const result = {
    source: 'bonafide',
    code,
    subCode,
    transactionId,
    message,
    ...(reason === undefined ? {} : { reason }),
    ...(deviceToken === undefined ? {} : { deviceToken }),
    ...(threatTags === undefined ? {} : { threatTags }),
  } as const
  return returnUrl === undefined ? result : { ...result, returnUrl }
}

export function cameraMessage(transactionId: string, failure: FailureName | undefined): HostedMessage {
  const message = { source: 'bonafide', event: 'camera', transactionId } as const
  if (failure === undefined) return { ...message, working: true }
  const { code, subCode, message: text } = resultOf(failure)
  return { ...message, working: false, reason: failure, code, subCode, message: text }
}

function originOf(address: string | undefined): string | undefined {
  try {
    const url = new URL(address ?? '')
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin : undefined
  } catch {
    return undefined
  }
}

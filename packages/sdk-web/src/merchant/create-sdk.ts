import { type FailureName, resultOf, type VerifyResult } from '@bonafide/capture'
import { hostedPageUrl, readTarget, type Target } from './address.ts'
import { type OverlayOptions, openOverlay } from './overlay.ts'

export interface InstallOptions {
  /** Origin of the Bonafide service, e.g. `https://verify.example.com`; default: where this script came from. */
  readonly serviceUrl?: string
}

export type Mode = 'redirect' | 'iframe' | 'inline'

export interface VerifyOptions {
  /** The opaque Protocol of Initialize. A TransactionUrl carries it already. */
  readonly protocol?: string
  /** Code of client-sdk.md section 8, e.g. `en`, `zh`, `es`. */
  readonly language?: string
  /** `iframe` (default) shows the check over the page, `redirect` leaves for it. `inline` is for the hosted page itself. */
  readonly mode?: Mode
  /** For `iframe`: where the frame goes instead of over the page. For `inline`: where the screens go. */
  readonly container?: HTMLElement
}

/** What the callback receives. Advice only: the verdict is what your server reads by CheckResult. */
export interface VerifyResponse extends VerifyResult {
  readonly transactionId?: string
  /** Where Initialize asked the browser to go at the end. */
  readonly returnUrl?: string
}

export type VerifyCallback = (response: VerifyResponse) => void

/** Puts the screens into a container; the answer takes them away. Only the hosted page has it. */
export type MountInline = (
  target: Target,
  options: { readonly container: HTMLElement; readonly language?: string },
  onEnd: (response: VerifyResponse) => void,
) => () => void

export interface Sdk {
  readonly install: (options?: InstallOptions) => void
  readonly verify: (transactionIdOrUrl: string, options: VerifyOptions, callback: VerifyCallback) => void
  readonly destroy: () => void
}

/** One SDK for one page: at most one verification is open at a time, and each callback is called exactly once. */
export function createSdk(defaultServiceUrl: string | undefined, mountInline?: MountInline): Sdk {
  let installed: { readonly serviceUrl: string | undefined } | undefined
  let close: (() => void) | undefined

  function verify(transactionIdOrUrl: string, options: VerifyOptions, callback: VerifyCallback): void {
    const target = readTarget(transactionIdOrUrl, { serviceUrl: installed?.serviceUrl, protocol: options.protocol })
    const refused = refusal(target, options)
    if (refused !== undefined || target === undefined) callback(resultOf(refused ?? 'transaction-invalid'))
    else if (options.mode === 'redirect') location.assign(hostedPageUrl(target, { lang: options.language }))
    else close = open(target, options, callback)
  }

  function refusal(target: Target | undefined, { mode, container }: VerifyOptions): FailureName | undefined {
    if (installed === undefined) return 'not-installed'
    if (close !== undefined) return 'already-open'
    if (target === undefined) return 'transaction-invalid'
    const inlineHere = mountInline !== undefined && container !== undefined
    return mode === 'inline' && !inlineHere ? 'mode-unsupported' : undefined
  }

  function open(target: Target, { mode, language, container }: VerifyOptions, callback: VerifyCallback): () => void {
    const finish = (response: VerifyResponse): void => {
      close = undefined
      callback({ ...response, transactionId: target.transactionId })
    }
    if (mode === 'inline' && mountInline !== undefined && container !== undefined) {
      return mountInline(target, { container, ...(language === undefined ? {} : { language }) }, finish)
    }
    const onEnd: OverlayOptions['onEnd'] = (message) =>
      finish(message === undefined ? resultOf('network-open') : withoutSource(message))
    return openOverlay({ target, language, container, onEnd }).close
  }

  return {
    verify,
    install(options = {}) {
      installed = { serviceUrl: options.serviceUrl ?? defaultServiceUrl }
    },
    destroy() {
      close?.()
      close = undefined
    },
  }
}

function withoutSource(message: VerifyResponse & { readonly source: 'bonafide' }): VerifyResponse {
  const { code, subCode, message: text, returnUrl } = message
  return { code, subCode, message: text, ...(returnUrl === undefined ? {} : { returnUrl }) }
}

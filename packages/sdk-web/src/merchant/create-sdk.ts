import { type FailureName, resultOf, type VerifyResult } from '@bonafide/capture'
import { cameraPageUrl, hostedPageUrl, readTarget, type Target } from './address.ts'
import type { CameraReport } from './messages.ts'
import { type LastMessage, openOverlay } from './overlay.ts'

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
  /** For `inline`: the token of a link with which another device handed over. */
  readonly claim?: string
}

/** What the callback receives. Advice only: the verdict is what your server reads by CheckResult. */
export interface VerifyResponse extends VerifyResult {
  readonly transactionId?: string
  /** Where Initialize asked the browser to go at the end. */
  readonly returnUrl?: string
  /** Stands for what was reported of the device; your server may ask FaceGuardRisk with it. */
  readonly deviceToken?: string
  /** In safe mode: what speaks against the device. Advice, as the code is. */
  readonly threatTags?: readonly string[]
}

export type VerifyCallback = (response: VerifyResponse) => void

/** Puts the screens into a container; the answer takes them away. Only the hosted page has it. */
export type MountInline = (
  target: Target,
  options: {
    readonly container: HTMLElement
    readonly language?: string
    /** The token of a link from another device. */
    readonly claim?: string
  },
  onEnd: (response: VerifyResponse) => void,
) => () => void

export interface Sdk {
  readonly install: (options?: InstallOptions) => void
  readonly verify: (transactionIdOrUrl: string, options: VerifyOptions, callback: VerifyCallback) => void
  /** Shows the page that examines the camera; the callback gets what it found when the person closes it. */
  readonly checkCamera: (
    transactionIdOrUrl: string,
    options: Pick<VerifyOptions, 'language' | 'container'>,
    callback: (report: CameraReport) => void,
  ) => void
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

  function open(
    target: Target,
    { mode, language, container, claim }: VerifyOptions,
    callback: VerifyCallback,
  ): () => void {
    const finish = (response: VerifyResponse): void => {
      close = undefined
      callback({ ...response, transactionId: target.transactionId })
    }
    if (mode === 'inline' && mountInline !== undefined && container !== undefined) {
      const wishes = { ...(language === undefined ? {} : { language }), ...(claim === undefined ? {} : { claim }) }
      return mountInline(target, { container, ...wishes }, finish)
    }
    const page = hostedPageUrl(target, { lang: language, o: location.origin })
    const onEnd = (message: LastMessage | undefined): void =>
      finish(message === undefined || 'event' in message ? resultOf('network-open') : withoutSource(message))
    return openOverlay({ target, page, container, onEnd }).close
  }

  const checkCamera: Sdk['checkCamera'] = (transactionIdOrUrl, { language, container }, callback) => {
    const target = readTarget(transactionIdOrUrl, { serviceUrl: installed?.serviceUrl })
    const refused = refusal(target, {})
    if (refused !== undefined || target === undefined) return callback(notWorking(refused ?? 'transaction-invalid'))
    const page = cameraPageUrl(target, { lang: language, o: location.origin })
    const onEnd = (message: LastMessage | undefined): void => {
      close = undefined
      callback(message !== undefined && 'event' in message ? reportOf(message) : notWorking('network-open'))
    }
    close = openOverlay({ target, page, container, onEnd }).close
  }

  return {
    verify,
    checkCamera,
    install(options = {}) {
      installed = { serviceUrl: options.serviceUrl ?? defaultServiceUrl }
    },
    destroy() {
      close?.()
      close = undefined
    },
  }
}

function withoutSource({ source: _source, ...response }: VerifyResponse & { readonly source: 'bonafide' }) {
  return response
}

function reportOf(message: Extract<LastMessage, { readonly event: 'camera' }>): CameraReport {
  const { source: _source, event: _event, transactionId: _id, ...report } = message
  return report
}

function notWorking(reason: FailureName): CameraReport {
  return { working: false, ...resultOf(reason), reason }
}

import { type FailureName, resultOf } from '@bonafide/capture'
import { type PageTarget, readTarget } from './bridge/addresses.ts'
import type { VerifyResponse } from './bridge/read-message.ts'

export interface InstallOptions {
  /** Origin of the Bonafide service, e.g. `https://verify.example.com`. */
  readonly serviceUrl: string
}

export interface VerifyOptions {
  /** The opaque Protocol of Initialize, where the app was given it. */
  readonly protocol?: string
  /** Code of client-sdk.md section 8, e.g. `en`, `zh`, `es`. */
  readonly language?: string
}

export type VerifyCallback = (response: VerifyResponse) => void

/** The check that is open, if any. */
export interface OpenCheck extends PageTarget {
  /** Ends it; the callback is called, and a second end changes nothing. */
  readonly end: (outcome: VerifyResponse | FailureName) => void
}

/** Holds at most one check; what shows it is a component that listens. */
export interface Verifier {
  readonly install: (options: InstallOptions) => void
  /** Answers the check where one was opened; else the callback was told why not. */
  readonly verify: (
    transactionIdOrUrl: string,
    options: VerifyOptions,
    callback: VerifyCallback,
  ) => OpenCheck | undefined
  /** Closes an open check without a callback. May be called at any time. */
  readonly destroy: () => void
  readonly current: () => OpenCheck | undefined
  readonly listen: (changed: () => void) => () => void
}

export function createVerifier(): Verifier {
  const listeners = new Set<() => void>()
  let serviceUrl: string | undefined
  let open: OpenCheck | undefined

  function show(next: OpenCheck | undefined): void {
    open = next
    for (const changed of listeners) changed()
  }

  function verify(transactionIdOrUrl: string, options: VerifyOptions, callback: VerifyCallback): OpenCheck | undefined {
    const target = serviceUrl === undefined ? undefined : readTarget(transactionIdOrUrl, { serviceUrl, ...options })
    const refused = refusal(target)
    if (refused !== undefined || target === undefined) {
      callback(resultOf(refused ?? 'transaction-invalid'))
      return undefined
    }
    const check: OpenCheck = {
      ...target,
      end(outcome) {
        if (open !== check) return
        show(undefined)
        const response = typeof outcome === 'string' ? resultOf(outcome) : outcome
        callback({ ...response, transactionId: target.transactionId })
      },
    }
    show(check)
    return check
  }

  function refusal(target: PageTarget | undefined): FailureName | undefined {
    if (serviceUrl === undefined) return 'not-installed'
    if (open !== undefined) return 'already-open'
    if (target === undefined) return 'transaction-invalid'
    // Nothing would ever show it, and the callback would never come.
    return listeners.size === 0 ? 'mode-unsupported' : undefined
  }

  return {
    verify,
    install(options) {
      serviceUrl = options.serviceUrl
    },
    destroy: () => show(undefined),
    current: () => open,
    listen(changed) {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
  }
}

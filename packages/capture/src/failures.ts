import { type SdkCode, sdkSubCode } from '@bonafide/protocol'

/**
 * Every way in which a flow can fail: the client code and web sub-code of the SDK's callback (client-sdk.md section 4),
 * whether trying again on the same screen can help, and a message for the merchant's developer (English, nothing
 * personal). What the person reads is in the locales, under `failure.<name>.title` and `.help`.
 */
interface FailureEntry {
  readonly code: SdkCode
  /** The detail of the code in `SDK_CODES`, counted from 1. */
  readonly sub: number
  readonly retry: boolean
  readonly message: string
}

export const FAILURES = {
  system: { code: 1002, sub: 1, retry: true, message: 'system error' },
  'page-hidden': { code: 1002, sub: 2, retry: true, message: 'the page went to the background during capture' },
  'already-open': { code: 1002, sub: 4, retry: false, message: 'another verification is open in this page' },
  'request-refused': { code: 1002, sub: 1, retry: false, message: 'the service refused a request of the SDK' },
  'protocol-mismatch': { code: 1003, sub: 3, retry: false, message: 'protocol does not belong to this transaction' },
  'signature-refused': { code: 1003, sub: 4, retry: false, message: 'the service refused the key of this browser' },
  'insecure-page': { code: 1003, sub: 5, retry: false, message: 'the page is not a secure context (HTTPS is needed)' },
  'mode-unsupported': { code: 1003, sub: 5, retry: false, message: 'this mode or address cannot be used here' },
  'colours-too-fast': {
    code: 1002,
    sub: 1,
    retry: false,
    message: 'the service asked for colours that change too fast',
  },
  'camera-none': { code: 1004, sub: 2, retry: true, message: 'no camera found' },
  'camera-busy': { code: 1004, sub: 2, retry: true, message: 'the camera is in use or could not be read' },
  'camera-interrupted': { code: 1004, sub: 2, retry: true, message: 'opening the camera was interrupted' },
  'camera-unsuitable': { code: 1004, sub: 2, retry: true, message: 'no camera meets the constraints' },
  'camera-unsupported': { code: 1004, sub: 2, retry: false, message: 'this browser or webview offers no camera' },
  'camera-no-picture': { code: 1004, sub: 2, retry: true, message: 'the camera delivers no picture' },
  'camera-slow': { code: 1004, sub: 2, retry: true, message: 'the camera delivers too few pictures a second' },
  'camera-wrong': { code: 1004, sub: 2, retry: true, message: 'the browser opened another camera than asked for' },
  'camera-lost': { code: 1004, sub: 2, retry: true, message: 'the camera was lost' },
  'network-open': { code: 1005, sub: 1, retry: true, message: 'the service could not be reached' },
  network: { code: 1005, sub: 2, retry: true, message: 'the connection was lost' },
  'answer-unreadable': { code: 1005, sub: 3, retry: true, message: 'the service answered with unexpected content' },
  left: { code: 1006, sub: 1, retry: false, message: 'the user left' },
  idle: { code: 1006, sub: 2, retry: false, message: 'no activity for 15 minutes' },
  'transaction-invalid': { code: 1007, sub: 1, retry: false, message: 'invalid or used TransactionId' },
  'transaction-taken': { code: 1007, sub: 1, retry: false, message: 'the transaction is open in another browser' },
  'transaction-expired': { code: 1007, sub: 1, retry: false, message: 'the transaction has expired' },
  'handover-invalid': { code: 1007, sub: 1, retry: false, message: 'the link for another device is void' },
  'not-installed': { code: 1010, sub: 1, retry: false, message: 'verify was called before install' },
  'attempts-exhausted': { code: 1014, sub: 1, retry: false, message: 'too many attempts' },
  'camera-denied': { code: 1016, sub: 1, retry: true, message: 'camera permission was declined' },
  'camera-dismissed': { code: 1016, sub: 1, retry: true, message: 'the question for the camera was closed' },
  'camera-webview': { code: 1016, sub: 1, retry: true, message: 'the app around this page does not grant the camera' },
  'camera-blocked': { code: 1016, sub: 1, retry: false, message: 'the embedding page does not allow the camera' },
  'camera-forbidden': { code: 1016, sub: 1, retry: true, message: 'the browser settings forbid the camera' },
} as const satisfies Record<string, FailureEntry>

export type FailureName = keyof typeof FAILURES

export const FAILURE_NAMES = Object.keys(FAILURES) as readonly FailureName[]

/** Why a step has to be done again; shown on the step's screen and not an end. */
export const NOTICES = [
  'again',
  'resumed',
  'too-slow',
  'refused',
  'interrupted',
  'too-few-frames',
  'unreadable-file',
  'document-slow',
  'number-wrong',
  'face-slow',
] as const

export type NoticeName = (typeof NOTICES)[number]

/** How a flow ended. */
export type Outcome = 'passed' | 'not-passed' | FailureName

/** What the SDK's callback receives. A hint only: the merchant's server asks CheckResult. */
export interface VerifyResult {
  readonly code: number
  readonly subCode: string
  readonly message: string
  /** Why the flow did not finish, as a name that stays; absent with codes 1000 and 1001. */
  readonly reason?: FailureName
}

/** The callback's content for an outcome on the web (sub-code letter W). */
export function resultOf(outcome: Outcome): VerifyResult {
  if (outcome === 'passed') return { code: 1000, subCode: sdkSubCode('W', 1000), message: 'finished, passed' }
  if (outcome === 'not-passed') return { code: 1001, subCode: sdkSubCode('W', 1001), message: 'finished, not passed' }
  const { code, sub, message } = FAILURES[outcome]
  return { code, subCode: sdkSubCode('W', code, sub), message, reason: outcome }
}

import type { HeaderValues } from './canonical.ts'
import type { Pair } from './pairs.ts'
import type { Window } from './time.ts'

/** A request as it was received, taken apart but not believed. */
export interface ReceivedRequest {
  readonly method: string
  readonly path: string
  readonly query: readonly Pair[]
  readonly form: readonly Pair[]
  readonly headers: HeaderValues
  readonly body: Uint8Array
}

/** What a request claims about itself, before its key was looked up. */
export interface Claim {
  readonly version: 'V3' | 'V2'
  readonly accessKeyId: string
  /** Of a temporary key; covered by the signature. */
  readonly securityToken: string | undefined
  readonly nonce: string
  readonly signedAt: Date
  readonly window: Window
  readonly action: string | undefined
  readonly apiVersion: string | undefined
  /** Names of parameters that belong to the signature and not to the operation. */
  readonly signatureParameters: readonly string[]
  /** Digest of what we signed, for the caller to compare. */
  readonly ourDigest: string
  /** Whether a signature made with this secret is the one given. Takes the same time for every secret. */
  matches(secret: string): Promise<boolean>
}

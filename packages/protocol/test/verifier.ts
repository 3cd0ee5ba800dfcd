import type { Digests } from '../src/digests.ts'
import {
  type AuthenticatedCall,
  authenticate,
  type VerifyingKey,
  type WireRequest,
} from '../src/signature/authenticate.ts'
import { nodeDigests } from './node-digests.ts'

export interface Verifier {
  readonly nonces: Map<string, Date>
  verify(request: WireRequest): Promise<AuthenticatedCall<VerifyingKey>>
}

/** A verifier with keys and nonces in memory. */
export function verifierOf(
  keys: Readonly<Record<string, VerifyingKey>>,
  now: string | Date,
  digests: Digests = nodeDigests,
): Verifier {
  const nonces = new Map<string, Date>()
  const context = {
    digests,
    now: new Date(now),
    findKey: async (id: string) => (Object.hasOwn(keys, id) ? keys[id] : undefined),
    rememberNonce: async (id: string, nonce: string, forgetAt: Date) => {
      const name = `${id} ${nonce}`
      if (nonces.has(name)) return false
      nonces.set(name, forgetAt)
      return true
    },
  }
  return { nonces, verify: (request) => authenticate(request, context) }
}

export function activeKey(secret: string, change: Partial<VerifyingKey> = {}): VerifyingKey {
  return { secret, active: true, allowV2: true, ...change }
}

/** The code of the `ApiError` that a promise rejects with; a test fails when it resolves. */
export async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'resolved',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  )
}

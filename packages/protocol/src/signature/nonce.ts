import { ApiError } from '../codes/api-error.ts'

/** The official clients send 32 to 64 characters; the bound keeps the nonce store small. */
const MAX_NONCE = 128

/** Throws `IncompleteSignature` unless it is a short printable text. */
export function checkNonce(nonce: string | undefined): string {
  if (nonce !== undefined && nonce.length <= MAX_NONCE && /^[\x21-\x7e]+$/.test(nonce)) return nonce
  throw new ApiError('IncompleteSignature', { detail: `The nonce must be 1 to ${MAX_NONCE} printable characters.` })
}

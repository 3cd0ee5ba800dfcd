import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from 'node:crypto'
import { z } from 'zod'
import type { Deletion } from '../ports/deletions.ts'
import { KEY_BYTES } from './sealed-bytes.ts'

/** DER before the 32 bytes of an Ed25519 private key (RFC 8410 section 7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Signs deletions; who holds the public key can check a receipt without this installation. */
export interface ReceiptSigner {
  /** PEM. The same for as long as the installation is, also when its master key changes. */
  readonly publicKey: string
  sign(deletion: Omit<Deletion, 'signature'>): string
}

/** What is not a receipt of this installation, or was changed. */
export class ReceiptInvalid extends Error {
  readonly code = 'receipt-invalid'
}

const receipt = z.strictObject({
  v: z.literal(1),
  transactionId: z.string().min(1).max(64),
  kind: z.enum(['All', 'Img', 'Text']),
  reason: z.enum(['asked', 'retention']),
  at: z.iso.datetime(),
  signature: z.base64url().max(100),
})

/** The seed of an installation whose master key was never changed. */
export function receiptSeedOf(masterKey: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', masterKey, '', 'bonafide receipts 1', KEY_BYTES))
}

export function createReceiptSigner(seed: Uint8Array): ReceiptSigner {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' })
  return {
    publicKey: createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString(),
    sign: (deletion) => sign(null, statementOf(deletion), key).toString('base64url'),
  }
}

/** A deletion as its receipt: one line of JSON, with ids and times only. */
export function writeReceipt({ transactionId, kind, reason, at, signature }: Deletion): string {
  return JSON.stringify({ v: 1, transactionId, kind, reason, at: at.toISOString(), signature })
}

/** Reads a receipt without believing it. Throws `ReceiptInvalid`. */
export function readReceipt(text: string): Deletion {
  try {
    const { v: _v, at, ...rest } = receipt.parse(JSON.parse(text))
    return { ...rest, at: new Date(at) }
  } catch (cause) {
    throw new ReceiptInvalid('This is not a receipt', { cause })
  }
}

/** Whether the installation with this public key signed it. Throws `ReceiptInvalid` for a key that is none. */
export function isSignedReceipt(deletion: Deletion, publicKey: string): boolean {
  return verify(null, statementOf(deletion), readKey(publicKey), Buffer.from(deletion.signature, 'base64url'))
}

function readKey(publicKey: string): KeyObject {
  try {
    return createPublicKey(publicKey)
  } catch (cause) {
    throw new ReceiptInvalid('This is not a public key', { cause })
  }
}

function statementOf({ transactionId, kind, reason, at }: Omit<Deletion, 'signature'>): Buffer {
  return Buffer.from(JSON.stringify(['bonafide deletion 1', transactionId, kind, reason, at.toISOString()]))
}

import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Vault } from './custody.ts'
import { SealBroken } from './sealed-bytes.ts'

/** What a temporary key may be used for, in whose name, and until when. */
export type TemporaryGrant = LentCalls | LentObjects

interface Lent {
  readonly tenantId: string
  /** The permanent key that it was lent from: it ends with that one. */
  readonly accessKeyId: string
  readonly validUntil: Date
}

/** Calls of the API: all that the permanent key may make, or the ones that are named. */
export interface LentCalls extends Lent {
  readonly use: 'calls'
  readonly operations?: readonly string[] | undefined
}

/** Files to be sent under names with one beginning, and nothing else. */
export interface LentObjects extends Lent {
  readonly use: 'objects'
  readonly prefix: string
}

export interface TemporaryKey {
  readonly AccessKeyId: string
  readonly AccessKeySecret: string
  readonly SecurityToken: string
}

/** The token was not made here, belongs to another key, or its time is over. */
export class TemporaryKeyRefused extends Error {
  readonly code: 'malformed' | 'mismatch' | 'expired'
  constructor(code: TemporaryKeyRefused['code']) {
    super(`A security token was refused: ${code}`)
    this.code = code
  }
}

const lent = { id: z.string(), tenantId: z.string(), accessKeyId: z.string(), validUntil: z.coerce.date() }
const content = z.discriminatedUnion('use', [
  z.object({ ...lent, use: z.literal('calls'), operations: z.array(z.string()).optional() }),
  z.object({ ...lent, use: z.literal('objects'), prefix: z.string() }),
])

/** As the ids of the vendor's temporary keys begin; those of permanent keys here never do. */
const ID_PREFIX = 'STS.'
const SEAL = 'temporary-key'
/** A token of ours has some 400 characters; one with every operation named stays below this. */
const MAX_TOKEN_LENGTH = 4096

export function isTemporaryKeyId(accessKeyId: string): boolean {
  return accessKeyId.startsWith(ID_PREFIX)
}

/**
 * Makes a temporary key. Nothing is kept of it: the token carries the grant, sealed, and the secret follows from the
 * token by a key of this installation, so every process can check what was signed with it.
 */
export function lendTemporaryKey(grant: TemporaryGrant, installation: Vault): TemporaryKey {
  const id = `${ID_PREFIX}${randomBytes(16).toString('hex')}`
  const sealed = installation.seal(SEAL, new TextEncoder().encode(JSON.stringify({ id, ...grant })))
  const token = Buffer.from(sealed).toString('base64url')
  return { AccessKeyId: id, AccessKeySecret: secretOf(token, installation), SecurityToken: token }
}

/** The grant and the secret of a temporary key. Throws `TemporaryKeyRefused`. */
export function openTemporaryKey(
  { accessKeyId, token, now }: { readonly accessKeyId: string; readonly token: string; readonly now: Date },
  installation: Vault,
): { readonly grant: TemporaryGrant; readonly secret: string } {
  if (token.length > MAX_TOKEN_LENGTH) throw new TemporaryKeyRefused('malformed')
  const { id, ...grant } = readToken(token, installation)
  if (id !== accessKeyId) throw new TemporaryKeyRefused('mismatch')
  if (grant.validUntil <= now) throw new TemporaryKeyRefused('expired')
  return { grant, secret: secretOf(token, installation) }
}

function readToken(token: string, installation: Vault): z.infer<typeof content> {
  try {
    const opened = installation.open(SEAL, new Uint8Array(Buffer.from(token, 'base64url')))
    return content.parse(JSON.parse(new TextDecoder().decode(opened)))
  } catch (error) {
    if (error instanceof SealBroken) throw new TemporaryKeyRefused('malformed')
    throw error
  }
}

function secretOf(token: string, installation: Vault): string {
  return installation.mac('temporary-secret', token)
}

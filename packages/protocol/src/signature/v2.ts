import { encodeBase64, equalInConstantTime, hex, utf8 } from '../bytes.ts'
import { ApiError } from '../codes/api-error.ts'
import type { Digests } from '../digests.ts'
import { canonicalQuery } from './canonical.ts'
import type { Claim, ReceivedRequest } from './claim.ts'
import { checkNonce } from './nonce.ts'
import type { Pair } from './pairs.ts'
import { encodePercent } from './percent.ts'
import { readTime, V2_WINDOW } from './time.ts'

export const V2_METHOD = 'HMAC-SHA1'

/** Parameters of the V2 envelope; they are not parameters of the operation. */
const ENVELOPE = [
  'Action',
  'Version',
  'Format',
  'AccessKeyId',
  'SignatureNonce',
  'Timestamp',
  'SignatureMethod',
  'SignatureVersion',
  'Signature',
  'SecurityToken',
]

/** Whether a request carries V2 credentials. */
export function hasV2Credentials(pairs: readonly Pair[]): boolean {
  return pairs.some(([name]) => name === 'Signature' || name === 'SignatureMethod')
}

/**
 * The V2 signature over all parameters of query and form (openapi-wire section 4); a `Signature` among them is left
 * out. The pairs include Action, Version, AccessKeyId, SignatureNonce, Timestamp, SignatureMethod, SignatureVersion.
 */
export async function signV2(
  method: string,
  pairs: readonly Pair[],
  secret: string,
  digests: Digests,
): Promise<string> {
  return signText(stringToSign(method, pairs), secret, digests)
}

/** Reads what a V2 request claims. Throws `ApiError` when the claim is incomplete. */
export async function claimV2(request: ReceivedRequest, digests: Digests): Promise<Claim> {
  const pairs = [...request.query, ...request.form]
  const parameter = (name: string): string | undefined => pairs.find(([other]) => other === name)?.[1]
  if (parameter('SignatureMethod') !== V2_METHOD) throw new ApiError('InvalidSignatureMethod')
  if (parameter('SignatureVersion') !== '1.0')
    throw new ApiError('IncompleteSignature', { detail: 'SignatureVersion must be 1.0.' })
  const signatures = pairs.filter(([name]) => name === 'Signature').map(([, value]) => value)
  const [signature = ''] = signatures
  const accessKeyId = parameter('AccessKeyId') ?? ''
  if (signatures.length !== 1 || signature === '' || accessKeyId === '') {
    throw new ApiError('IncompleteSignature', { detail: 'AccessKeyId and one Signature are required.' })
  }
  const text = stringToSign(request.method, pairs)
  const given = utf8(signature)
  return {
    version: 'V2',
    accessKeyId,
    securityToken: parameter('SecurityToken'),
    nonce: checkNonce(parameter('SignatureNonce')),
    signedAt: readTime(parameter('Timestamp')),
    window: V2_WINDOW,
    action: parameter('Action'),
    apiVersion: parameter('Version'),
    signatureParameters: ENVELOPE,
    ourDigest: hex(await digests.sha256(utf8(text))),
    matches: async (secret) => {
      const ours = utf8(await signText(text, secret, digests))
      return equalInConstantTime(ours, given) && request.path === '/'
    },
  }
}

function stringToSign(method: string, pairs: readonly Pair[]): string {
  const canonical = canonicalQuery(pairs.filter(([name]) => name !== 'Signature'))
  return `${method}&${encodePercent('/')}&${encodePercent(canonical)}`
}

async function signText(text: string, secret: string, digests: Digests): Promise<string> {
  return encodeBase64(await digests.hmacSha1(utf8(`${secret}&`), utf8(text)))
}

import { createHmac } from 'node:crypto'

/** A request to an object storage, as far as its signature covers it. Names of headers are lower-case. */
export interface SignedObjectRequest {
  readonly method: string
  readonly bucket: string
  /** Name of the object, decoded. */
  readonly object: string
  readonly headers: ReadonlyMap<string, string>
}

/**
 * The signature that the vendor's object storage clients put into `Authorization: OSS ID:SIGNATURE` (their version 1):
 * HMAC-SHA1 over method, Content-MD5, Content-Type, date, every `x-oss-` header and the object.
 */
export function signObjectRequest(request: SignedObjectRequest, secret: string): string {
  return createHmac('sha1', secret).update(textToSign(request), 'utf8').digest('base64')
}

/** The moment that the request names; the clients send `x-oss-date`, older ones `Date`. */
export function dateOf(headers: ReadonlyMap<string, string>): string {
  return headers.get('x-oss-date') ?? headers.get('date') ?? ''
}

function textToSign({ method, bucket, object, headers }: SignedObjectRequest): string {
  const own = [...headers].filter(([name]) => name.startsWith('x-oss-')).map(([name, value]) => `${name}:${value}`)
  return [
    method,
    headers.get('content-md5') ?? '',
    headers.get('content-type') ?? '',
    dateOf(headers),
    ...own.sort(),
    `/${bucket}/${object}`,
  ].join('\n')
}

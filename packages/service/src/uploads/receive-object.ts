import { createHash, timingSafeEqual } from 'node:crypto'
import { isTemporaryKeyId, type LentObjects, openTemporaryKey, TemporaryKeyRefused } from '../custody/temporary-keys.ts'
import { type FlowTools, minutesAfter } from '../flow/tools.ts'
import { MAX_UPLOAD_BYTES, MOST_WAITING } from './authorize-upload.ts'
import { dateOf, signObjectRequest } from './object-signature.ts'
import { splitUploadHost, uploadIdOf } from './objects.ts'
import { storeUpload } from './receive-upload.ts'
import { UploadRefused } from './upload-refused.ts'

export interface ObjectRequest {
  readonly method: string
  /** Path as received, without a query. */
  readonly path: string
  /** Lower-case names; a header that came twice is joined by a comma. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: Uint8Array
}

type ObjectTools = Pick<FlowTools, 'store' | 'blobs' | 'keys' | 'clock' | 'log' | 'settings'>

/** Until then a call has to use an object that was sent. */
const OBJECT_MINUTES = 60
const MAX_SKEW_MS = 15 * 60_000
const MAX_NAME_LENGTH = 256

/**
 * Takes `PUT /NAME` of the vendor's object storage clients with a key of TempAccessTokenIntl, and keeps the object sealed
 * under its account's key for an hour. A name is written once: a request that is sent again changes nothing.
 * Answers the MD5 of the bytes, which is what such a storage calls ETag. Throws `UploadRefused`.
 */
export async function receiveObject(request: ObjectRequest, tools: ObjectTools): Promise<string> {
  const grant = verifySender(request, tools)
  const name = nameOf(request.path)
  if (!name.startsWith(grant.prefix) || name.length === grant.prefix.length) throw new UploadRefused('AccessDenied')
  const etag = checkBytes(request)
  const signer = await tools.store.findSigner(grant.accessKeyId)
  if (signer?.key.active !== true) throw new UploadRefused('InvalidAccessKeyId')
  const { tenant } = signer
  const upload = {
    id: uploadIdOf(tenant, name, tools.keys),
    tenantId: tenant.id,
    expiresAt: minutesAfter(tools.clock.now(), OBJECT_MINUTES),
  }
  const created = await tools.store.createUpload(upload, MOST_WAITING)
  if (created === 'full') throw new UploadRefused('QpsLimitExceeded')
  if (created === 'taken' || !(await storeUpload(upload.id, tenant, request.body, tools))) {
    throw new UploadRefused('FileAlreadyExists')
  }
  return etag
}

function verifySender(request: ObjectRequest, { keys, clock, settings }: ObjectTools): LentObjects {
  const { headers, method } = request
  const [, id = '', signature = ''] =
    /^OSS ([^:\s]{1,128}):([A-Za-z0-9+/]{27}=)$/.exec(headers.get('authorization') ?? '') ?? []
  if (signature === '' || method !== 'PUT') throw new UploadRefused('NotImplemented')
  if (settings.uploadHost === undefined) throw new UploadRefused('AccessDenied')
  if (!isTemporaryKeyId(id)) throw new UploadRefused('InvalidAccessKeyId')
  const { grant, secret } = openGrant(id, headers.get('x-oss-security-token') ?? '', { keys, clock })
  const { bucket } = splitUploadHost(settings.uploadHost)
  const ours = Buffer.from(signObjectRequest({ method, bucket, object: nameOf(request.path), headers }, secret))
  const theirs = Buffer.from(signature)
  if (ours.length !== theirs.length || !timingSafeEqual(ours, theirs)) throw new UploadRefused('SignatureDoesNotMatch')
  // Not a number where it is no date: that fails too.
  if (!(Math.abs(Date.parse(dateOf(headers)) - clock.now().getTime()) <= MAX_SKEW_MS)) {
    throw new UploadRefused('RequestTimeTooSkewed')
  }
  return grant
}

function openGrant(
  accessKeyId: string,
  token: string,
  { keys, clock }: Pick<ObjectTools, 'keys' | 'clock'>,
): { readonly grant: LentObjects; readonly secret: string } {
  try {
    const { grant, secret } = openTemporaryKey({ accessKeyId, token, now: clock.now() }, keys.installation)
    if (grant.use === 'objects') return { grant, secret }
  } catch (cause) {
    if (!(cause instanceof TemporaryKeyRefused)) throw cause
    throw new UploadRefused(cause.code === 'expired' ? 'SecurityTokenExpired' : 'InvalidSecurityToken', { cause })
  }
  throw new UploadRefused('InvalidSecurityToken')
}

function nameOf(path: string): string {
  try {
    const name = decodeURIComponent(path.slice(1))
    if (name.length > 0 && name.length <= MAX_NAME_LENGTH) return name
  } catch (cause) {
    throw new UploadRefused('InvalidObjectName', { cause })
  }
  throw new UploadRefused('InvalidObjectName')
}

function checkBytes({ headers, body }: ObjectRequest): string {
  if (body.length === 0) throw new UploadRefused('EntityTooSmall')
  if (body.length > MAX_UPLOAD_BYTES) throw new UploadRefused('EntityTooLarge')
  const md5 = createHash('md5').update(body).digest()
  const given = headers.get('content-md5')
  if (given !== undefined && given !== md5.toString('base64')) throw new UploadRefused('InvalidDigest')
  return md5.toString('hex').toUpperCase()
}

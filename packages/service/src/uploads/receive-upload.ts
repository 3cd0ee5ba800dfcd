import { createHash } from 'node:crypto'
import { blobKey } from '../flow/blob-names.ts'
import { type FlowTools, TenantMissing } from '../flow/tools.ts'
import type { Tenant, Upload } from '../ports/store.ts'
import { isTicketOf, MAX_UPLOAD_BYTES } from './authorize-upload.ts'
import { FormInvalid, type FormParts, readForm } from './read-form.ts'
import { UploadRefused } from './upload-refused.ts'

type UploadTools = Pick<FlowTools, 'store' | 'blobs' | 'keys' | 'clock' | 'log'>

export interface ReceivedUpload {
  readonly key: string
  /** As the object storage names it: MD5 of the bytes. Not a security measure. */
  readonly etag: string
}

/** Stores the file of an authorised form, sealed under its tenant's key. Each place is filled once. */
export async function receiveUpload(
  contentType: string,
  body: Uint8Array,
  tools: UploadTools,
): Promise<ReceivedUpload> {
  const parts = readParts(contentType, body)
  const key = textOf(parts, 'key')
  const upload = await tools.store.findUpload(key, tools.clock.now())
  if (upload === undefined) throw new UploadRefused('AccessDenied')
  const tenant = await tools.store.findTenant(upload.tenantId)
  if (tenant === undefined) throw new TenantMissing(upload.tenantId)
  requireTicket(parts, upload, tenant, tools)
  const file = parts.get('file') ?? new Uint8Array()
  if (file.length === 0) throw new UploadRefused('EntityTooSmall')
  if (file.length > MAX_UPLOAD_BYTES) throw new UploadRefused('EntityTooLarge')
  if (!(await storeUpload(key, tenant, file, tools))) throw new UploadRefused('AccessDenied')
  return { key, etag: createHash('md5').update(file).digest('hex').toUpperCase() }
}

/**
 * Puts a file into its place; false when something is there already. Claimed before it is written: of two that come at
 * once one is refused, and neither replaces the other's bytes.
 */
export async function storeUpload(id: string, tenant: Tenant, file: Uint8Array, tools: UploadTools): Promise<boolean> {
  if (!(await tools.store.moveUpload(id, 'authorized', 'receiving'))) return false
  const sealed = tools.keys.tenant(tenant).seal(uploadField(id), file)
  await tools.blobs.put(blobKey(id, UPLOAD_BLOB), sealed)
  await tools.store.moveUpload(id, 'receiving', 'stored')
  tools.log.write('info', 'uploaded', { tenantId: tenant.id, count: file.length })
  return true
}

/** The file behind a key, once: afterwards it is gone. Undefined when the tenant has none of that key. */
export async function takeUpload(
  tenant: Tenant,
  key: string,
  { store, blobs, keys, clock }: Pick<FlowTools, 'store' | 'blobs' | 'keys' | 'clock'>,
): Promise<Uint8Array | undefined> {
  if (!(await store.takeUpload(tenant.id, key, clock.now()))) return undefined
  const sealed = await blobs.get(blobKey(key, UPLOAD_BLOB))
  await blobs.deleteAll(key)
  return sealed === undefined ? undefined : keys.tenant(tenant).open(uploadField(key), sealed)
}

/** The file of an upload that stays where it is; undefined when it is not there any more. */
export async function readUpload(
  { uploadId, tenantId }: { readonly uploadId: string; readonly tenantId: string },
  { store, blobs, keys, clock }: Pick<FlowTools, 'store' | 'blobs' | 'keys' | 'clock'>,
): Promise<Uint8Array | undefined> {
  const upload = await store.findUpload(uploadId, clock.now())
  const tenant = await store.findTenant(tenantId)
  if (tenant === undefined || upload?.state !== 'stored' || upload.tenantId !== tenantId) return undefined
  const sealed = await blobs.get(blobKey(uploadId, UPLOAD_BLOB))
  return sealed === undefined ? undefined : keys.tenant(tenant).open(uploadField(uploadId), sealed)
}

/** Deletes files that no call took in time. */
export async function expireUploads({
  store,
  blobs,
  clock,
}: Pick<FlowTools, 'store' | 'blobs' | 'clock'>): Promise<void> {
  for (const id of await store.expireUploads(clock.now())) await blobs.deleteAll(id)
}

const UPLOAD_BLOB = 'file'

function uploadField(key: string): string {
  return `upload/${key}`
}

function readParts(contentType: string, body: Uint8Array): FormParts {
  try {
    return readForm(contentType, body)
  } catch (error) {
    if (error instanceof FormInvalid) throw new UploadRefused('MalformedPOSTRequest', { cause: error })
    throw error
  }
}

function requireTicket(parts: FormParts, upload: Upload, tenant: Tenant, { keys }: Pick<UploadTools, 'keys'>): void {
  const ticket = { policy: textOf(parts, 'policy'), signature: textOf(parts, 'Signature') }
  if (!isTicketOf(upload, ticket, keys.tenant(tenant))) throw new UploadRefused('AccessDenied')
}

function textOf(parts: FormParts, name: string): string {
  const bytes = parts.get(name)
  if (bytes === undefined || bytes.length > 4096) throw new UploadRefused('InvalidArgument')
  return new TextDecoder().decode(bytes)
}

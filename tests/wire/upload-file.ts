import type { LiveService } from './live-service.ts'
import { openApiCore } from './official-clients.ts'

interface Place {
  readonly Bucket: string
  readonly Endpoint: string
  readonly ObjectKey: string
  readonly AccessKeyId: string
  readonly EncodedPolicy: string
  readonly Signature: string
}

/** Uploads a file as an Advance call does, without its TLS, and answers the address that the call then names it by. */
export async function uploadFile({ host, credentials, url }: LiveService, bytes: Uint8Array): Promise<string> {
  const call = { action: 'AuthorizeFileUpload', version: '2019-12-19', query: { Product: 'Cloudauth-intl' } }
  const place = (await openApiCore.call(host, credentials, call)) as unknown as Place
  const form = new FormData()
  form.set('OSSAccessKeyId', place.AccessKeyId)
  form.set('policy', place.EncodedPolicy)
  form.set('Signature', place.Signature)
  form.set('key', place.ObjectKey)
  form.set('file', new Blob([Uint8Array.from(bytes)]), place.ObjectKey)
  const posted = await fetch(url, { method: 'POST', body: form })
  if (posted.status !== 201) throw new Error(`the upload was answered ${posted.status}`)
  return `http://${place.Bucket}.${place.Endpoint}/${place.ObjectKey}`
}

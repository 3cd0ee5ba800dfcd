import type { LiveService } from './live-service.ts'
import { openApiCore } from './official-clients.ts'

/** Where a file may be put, as the service answers it to an Advance call. */
export interface Place {
  readonly Bucket: string
  readonly Endpoint: string
  readonly ObjectKey: string
  readonly AccessKeyId: string
  readonly EncodedPolicy: string
  readonly Signature: string
}

/** Uploads a file as an Advance call does, without its TLS, and answers the address that the call then names it by. */
export async function uploadFile(service: LiveService, bytes: Uint8Array): Promise<string> {
  const place = await authorizeUpload(service)
  const posted = await postForm(service, place, bytes)
  if (posted.status !== 201) throw new Error(`the upload was answered ${posted.status}`)
  return addressOf(place)
}

export async function authorizeUpload({ host, credentials }: LiveService): Promise<Place> {
  const call = { action: 'AuthorizeFileUpload', version: '2019-12-19', query: { Product: 'Cloudauth-intl' } }
  return (await openApiCore.call(host, credentials, call)) as unknown as Place
}

/** The form that carries the file. */
export function postForm({ url }: LiveService, place: Place, bytes: Uint8Array): Promise<Response> {
  const form = new FormData()
  form.set('OSSAccessKeyId', place.AccessKeyId)
  form.set('policy', place.EncodedPolicy)
  form.set('Signature', place.Signature)
  form.set('key', place.ObjectKey)
  form.set('file', new Blob([Uint8Array.from(bytes)]), place.ObjectKey)
  return fetch(url, { method: 'POST', body: form })
}

export function addressOf({ Bucket, Endpoint, ObjectKey }: Place): string {
  return `http://${Bucket}.${Endpoint}/${ObjectKey}`
}

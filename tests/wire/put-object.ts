import { createHash, createHmac } from 'node:crypto'
import type { LiveService } from './live-service.ts'

export interface TemporaryKey {
  readonly AccessKeyId: string
  readonly AccessKeySecret: string
  readonly SecurityToken: string
}

export interface ObjectKey extends TemporaryKey {
  readonly BucketName: string
  readonly FileNamePrefix: string
  readonly OssEndPoint: string
}

/** `PUT` of an object as the vendor's object storage clients sign it by their version 1. */
export function putObject(
  service: LiveService,
  key: ObjectKey,
  name: string,
  bytes: Uint8Array,
  changes: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const headers: Record<string, string> = {
    'x-oss-date': service.now().toUTCString(),
    'x-oss-security-token': key.SecurityToken,
    'content-type': 'image/jpeg',
    'content-md5': createHash('md5').update(bytes).digest('base64'),
    ...changes,
  }
  const text = [
    'PUT',
    headers['content-md5'],
    headers['content-type'],
    headers['x-oss-date'],
    `x-oss-date:${headers['x-oss-date']}`,
    `x-oss-security-token:${headers['x-oss-security-token']}`,
    `/${key.BucketName}/${name}`,
  ].join('\n')
  const signature = createHmac('sha1', key.AccessKeySecret).update(text).digest('base64')
  headers['authorization'] = `OSS ${key.AccessKeyId}:${signature}`
  const path = name.split('/').map(encodeURIComponent).join('/')
  return fetch(`${service.url}/${path}`, { method: 'PUT', headers, body: Uint8Array.from(bytes) })
}

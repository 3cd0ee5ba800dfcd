import { readFileSync } from 'node:fs'

export interface SignatureVector {
  readonly name: string
  readonly accessKeyId: string
  readonly accessKeySecret: string
  readonly serverTime: string
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: readonly (readonly [string, string])[]
    readonly body: string
  }
  readonly expect: 'accept' | 'reject'
  readonly errorCode?: string
  readonly hashedCanonicalRequest?: string
  readonly stringToSign?: string
  readonly signature?: string
}

/** The vectors of one signature version, as data of this package. */
export function signatureVectors(version: 'v2' | 'v3'): readonly SignatureVector[] {
  const url = new URL(`../vectors/signature-${version}.json`, import.meta.url)
  const file: { readonly vectors: readonly SignatureVector[] } = JSON.parse(readFileSync(url, 'utf8'))
  return file.vectors
}

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type LiveService, startLiveService } from './live-service.ts'
import { type ApiAnswer, sendRaw } from './raw-http.ts'
import { readVectors } from './read-vectors.ts'

interface SignatureVector {
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
}

/** What a request is told whose signature was not accepted. */
const AUTHENTICATION_CODES = [
  'IncompleteSignature',
  'SignatureDoesNotMatch',
  'SignatureNonceUsed',
  'InvalidSignatureMethod',
  'InvalidAccessKeyId.NotFound',
  'InvalidAccessKeyId.Inactive',
  'InvalidTimeStamp.Format',
  'InvalidTimeStamp.Expired',
  'IllegalTimestamp',
  'UnsupportedHTTPMethod',
]

let service: LiveService
beforeAll(async () => {
  service = await startLiveService()
  const vectors = [
    ...readVectors<SignatureVector>('signature-v3.json'),
    ...readVectors<SignatureVector>('signature-v2.json'),
  ]
  const keys = new Map(vectors.map(({ accessKeyId, accessKeySecret }) => [accessKeyId, accessKeySecret]))
  for (const [accessKeyId, accessKeySecret] of keys) await service.insertKey({ accessKeyId, accessKeySecret })
})
afterAll(() => service.close())
afterEach(() => service.setClock(undefined))

async function play(vector: SignatureVector, chunked = false): Promise<ApiAnswer> {
  service.setClock(new Date(vector.serverTime))
  const { method, url, headers, body } = vector.request
  return sendRaw(service.url, { method, target: url, headers, body, chunked })
}

for (const version of ['v3', 'v2'] as const) {
  const vectors = readVectors<SignatureVector>(`signature-${version}.json`)
  const of = (expected: 'accept' | 'reject') =>
    vectors.filter((vector) => vector.expect === expected).map((vector) => [vector.name, vector] as const)

  describe(`the signature vectors of ${version} over HTTP`, () => {
    it.each(of('reject'))('refuses %s', async (name, vector) => {
      const disables = name === 'neg-v2-disabled'
      if (disables) await service.changeKey(vector.accessKeyId, { allowV2: false })
      const answer = await play(vector)
      if (disables) await service.changeKey(vector.accessKeyId, { allowV2: true })
      expect([answer.body.Code, answer.status]).toEqual([
        vector.errorCode,
        vector.errorCode === 'InvalidAccessKeyId.NotFound' ? 404 : 400,
      ])
    })

    it.each(of('accept'))('accepts %s, and refuses its replay', async (_, vector) => {
      const answer = await play(vector)
      expect(AUTHENTICATION_CODES).not.toContain(answer.body.Code)
      expect(answer.status).toBeLessThan(500)
      expect((await play(vector)).body.Code).toBe('SignatureNonceUsed')
    })
  })
}

it('reads a chunked body like any other', async () => {
  const vector = readVectors<SignatureVector>('signature-v3.json').find(({ name }) => name === 'neg-body-changed')
  const whole = readVectors<SignatureVector>('signature-v3.json').find(({ name }) => name === 'form-body')
  if (vector === undefined || whole === undefined) throw new Error('vectors are missing')
  expect((await play(vector, true)).body.Code).toBe('SignatureDoesNotMatch')
  // Accepted above with the same nonce: the signature over the chunked body is good again.
  expect((await play(whole, true)).body.Code).toBe('SignatureNonceUsed')
})

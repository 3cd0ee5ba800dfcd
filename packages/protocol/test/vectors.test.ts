import { describe, expect, it } from 'vitest'
import { webDigests } from '../src/digests.ts'
import { nodeDigests } from './node-digests.ts'
import { type SignatureVector, signatureVectors } from './signature-vectors.ts'
import { activeKey, codeOf, verifierOf } from './verifier.ts'

const utf8 = new TextEncoder()

function requestOf({ request }: SignatureVector) {
  return { method: request.method, rawUrl: request.url, headers: request.headers, body: utf8.encode(request.body) }
}

function verifierFor(vector: SignatureVector, digests = nodeDigests) {
  const key = activeKey(vector.accessKeySecret, { allowV2: vector.name !== 'neg-v2-disabled' })
  return verifierOf({ [vector.accessKeyId]: key }, vector.serverTime, digests)
}

for (const version of ['v3', 'v2'] as const) {
  const vectors = signatureVectors(version)
  const accepted = vectors.filter((vector) => vector.expect === 'accept')
  const refused = vectors.filter((vector) => vector.expect === 'reject')

  describe(`the signature vectors of ${version}`, () => {
    it('are all here', () => {
      expect(vectors.length).toBe(version === 'v3' ? 34 : 19)
      expect(accepted.length + refused.length).toBe(vectors.length)
    })

    it.each(accepted.map((vector) => [vector.name, vector] as const))('accepts %s', async (_, vector) => {
      const call = await verifierFor(vector).verify(requestOf(vector))
      expect(call.version).toBe(version.toUpperCase())
      expect(call.accessKeyId).toBe(vector.accessKeyId)
    })

    it.each(refused.map((vector) => [vector.name, vector] as const))('refuses %s with its code', async (_, vector) => {
      const verifier = verifierFor(vector)
      expect(await codeOf(verifier.verify(requestOf(vector)))).toBe(vector.errorCode)
      expect(verifier.nonces.size).toBe(0)
    })

    it('gives the same results with the digests of WebCrypto', async () => {
      for (const vector of vectors) {
        const code = await codeOf(verifierFor(vector, webDigests).verify(requestOf(vector)))
        expect(code, vector.name).toBe(vector.expect === 'accept' ? 'resolved' : vector.errorCode)
      }
    })
  })
}

it('tells the caller the digest of what was signed here', async () => {
  const [vector] = signatureVectors('v3').filter(({ name }) => name === 'initialize-typical')
  if (vector === undefined) throw new Error('vector is missing')
  const verifier = verifierOf({ [vector.accessKeyId]: activeKey('another secret') }, vector.serverTime)
  await expect(verifier.verify(requestOf(vector))).rejects.toThrow(vector.hashedCanonicalRequest)
})

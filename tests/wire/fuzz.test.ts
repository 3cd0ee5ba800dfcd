import { randomUUID } from 'node:crypto'
import { API_ERRORS, operations, type Pair, signV3, webDigests } from '@bonafide/protocol'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LiveService, startLiveService } from './live-service.ts'

/** Signed requests in the deep mode and in the everyday one. */
const RUNS = process.env['BONAFIDE_TEST_DEEP'] === '1' ? 50_000 : 300
const ORDER: Readonly<Record<string, string>> = {
  ProductCode: 'FACE_VERIFY',
  MerchantBizId: 'biz0001',
  MerchantUserId: 'user-1',
  MetaInfo: '{"deviceType":"h5"}',
  TransactionId: 'a'.repeat(32),
  DocType: 'GLB03002',
}

let service: LiveService
beforeAll(async () => {
  service = await startLiveService()
})
afterAll(() => service.close())

const oddity = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.json({ maxDepth: 3 }),
  fc.constantFrom('', '0', '-1', '1e9', 'Y', 'null', '[]', '{}', '\0', '\ud83d\ude00', '__proto__', 'AAAA', '01,02,01'),
  fc.constantFrom('https://127.0.0.1/', 'http://169.254.169.254/x', 'javascript:alert(1)', 'https://[::1]:1/'),
  fc.nat(1000).map((length) => 'A'.repeat(length * 20)),
)

/** An operation with some of its parameters as they should be and some as nobody would send them. */
const call = fc.constantFrom(...operations).chain((operation) => {
  const names = Object.keys(operation.parameters)
  const values = names.map((name) => fc.option(fc.oneof(fc.constant(ORDER[name] ?? 'x'), oddity), { nil: undefined }))
  return fc.tuple(...values).map((given) => {
    const pairs = names.flatMap((name, index): Pair[] => {
      const value = given[index]
      return value === undefined ? [] : [[name, value]]
    })
    return { operation, pairs }
  })
})

describe('a signed request, whatever is in its parameters', () => {
  it('is answered as JSON with a code of the API, and never as a failure of the service', async () => {
    const codes = [...Object.keys(API_ERRORS), 'Success', '200']
    await fc.assert(
      fc.asyncProperty(call, fc.boolean(), async ({ operation: { name: action, version }, pairs }, inForm) => {
        const signed = await signV3(
          {
            method: 'POST',
            host: service.host,
            action,
            version,
            query: inForm ? [] : pairs,
            form: inForm ? pairs : [],
            ...service.credentials,
            nonce: randomUUID(),
            now: service.now(),
          },
          webDigests,
        )
        const { host: _host, ...headers } = signed.headers
        const response = await fetch(service.url + signed.target, {
          method: 'POST',
          headers,
          body: signed.body || null,
        })
        const body: { Code?: string; RequestId?: string } = JSON.parse(await response.text())
        expect(response.status, `${action} ${body.Code}`).toBeLessThan(500)
        expect(codes).toContain(body.Code)
        expect(body.RequestId).toMatch(/^[0-9A-F-]{36}$/)
      }),
      { numRuns: RUNS },
    )
  }, 3_600_000)
})

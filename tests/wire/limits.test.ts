import { randomUUID } from 'node:crypto'
import { type Pair, signV3, webDigests } from '@bonafide/protocol'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LiveService, startLiveService } from './live-service.ts'
import { openApiClient, openApiCore, openApiCoreV2 } from './official-clients.ts'
import { type ApiAnswer, exchange, sendRaw } from './raw-http.ts'

const MB = 1024 * 1024
/** Documented limit of request line and headers together, and of the body. */
const HEAD_BYTES = 2.5 * MB
const BODY_BYTES = 12 * MB

let service: LiveService
beforeAll(async () => {
  service = await startLiveService()
})
afterAll(() => service.close())

const ORDER: readonly Pair[] = [
  ['ProductCode', 'FACE_VERIFY'],
  ['MerchantBizId', 'biz0001'],
  ['MerchantUserId', 'user1'],
  ['MetaInfo', '{"deviceType":"h5"}'],
]

async function signedCall(query: readonly Pair[], form: readonly Pair[] = [], action = 'Initialize') {
  const { accessKeyId, accessKeySecret } = service.credentials
  const now = service.now()
  const key = { accessKeyId, accessKeySecret, nonce: randomUUID(), now }
  const call = await signV3(
    { method: 'POST', host: service.host, action, version: '2022-08-09', query, form, ...key },
    webDigests,
  )
  return { method: 'POST', target: call.target, headers: Object.entries(call.headers), body: call.body }
}

/** A JPEG's first bytes with 480 by 640 pixels, grown to a size by a comment; three bytes are four letters of Base64. */
function pictureOf(base64Length: number): string {
  const bytes = Buffer.alloc((base64Length / 4) * 3)
  const frame = [0xff, 0xc0, 0, 17, 8, 2, 128, 1, 224, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]
  bytes.set([0xff, 0xd8, ...frame])
  return bytes.toString('base64')
}

function expectJson(answer: ApiAnswer, code: string, status: number): void {
  expect([answer.body.Code, answer.status]).toEqual([code, status])
  expect(answer.body.RequestId).toMatch(/^[0-9A-F-]{36}$/)
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
}

describe('a picture as a parameter', () => {
  it('travels in the query up to 1 MB as Base64', async () => {
    const call = await signedCall([...ORDER, ['TargetFacePicture', pictureOf(MB)]])
    expectJson(await sendRaw(service.url, call), 'Success', 200)
  })

  it('is refused as ToolargeImage beyond that, in the query and in the form', async () => {
    const picture: Pair = ['TargetFacePicture', pictureOf(MB + 4)]
    expectJson(await sendRaw(service.url, await signedCall([...ORDER, picture])), 'ToolargeImage', 401)
    const form = await signedCall(ORDER, [['TargetFacePicture', pictureOf(MB + 4)]], 'InitializeV2')
    expectJson(await sendRaw(service.url, form), 'ToolargeImage', 401)
  })

  it('is taken from the official clients, wherever they put it', async () => {
    const picture = pictureOf(200_000)
    for (const client of [openApiCore, openApiCoreV2, openApiClient]) {
      const query = { ...Object.fromEntries(ORDER), TargetFacePicture: picture }
      const inQuery = await client.call(service.host, service.credentials, { action: 'Initialize', query })
      expect(inQuery['Code'], client.name).toBe('Success')
      const call = { action: 'InitializeV2', query: Object.fromEntries(ORDER), form: { TargetFacePicture: picture } }
      expect((await client.call(service.host, service.credentials, call))['Code'], client.name).toBe('Success')
    }
  })
})

describe('an over-long request', () => {
  it('is answered with ToolargeImage as JSON when request line and headers pass the limit', async () => {
    const call = await signedCall([])
    const around = async (bytes: number): Promise<ApiAnswer> => {
      const rest = call.headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0)
      return sendRaw(service.url, { ...call, target: `/?X=${'a'.repeat(bytes - rest)}` })
    }
    // Below the limit it reaches the signature, which does not cover the long parameter.
    expectJson(await around(HEAD_BYTES - 2000), 'SignatureDoesNotMatch', 400)
    expectJson(await around(HEAD_BYTES + 2000), 'ToolargeImage', 401)
  })

  it('is answered as JSON when the body passes the limit', async () => {
    const call = await signedCall([], [['X', 'x']])
    expectJson(await sendRaw(service.url, { ...call, body: 'a'.repeat(BODY_BYTES) }), 'SignatureDoesNotMatch', 400)
    expectJson(await sendRaw(service.url, { ...call, body: 'a'.repeat(BODY_BYTES + 1) }), 'InvalidParameter', 413)
  })
})

describe('whatever is sent', () => {
  it('is answered as JSON with Code and RequestId', async () => {
    const target = fc.oneof(
      fc.constant('/'),
      fc.webPath(),
      fc.webQueryParameters().map((query) => `/?${query}`),
    )
    const token = fc.stringMatching(/^[A-Za-z-]{1,20}$/)
    const value = fc.stringMatching(/^[!-~]{0,60}$/)
    const name = fc.oneof(
      fc.constantFrom('authorization', 'x-acs-action', 'x-acs-date', 'x-acs-version', 'content-type'),
      token,
    )
    const framing = ['content-length', 'transfer-encoding', 'connection', 'upgrade', 'expect', 'host', 'te', 'trailer']
    const headers = fc.array(
      fc.tuple(
        name.filter((text) => !framing.includes(text.toLowerCase())),
        value,
      ),
      { maxLength: 5 },
    )
    const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS')
    await fc.assert(
      fc.asyncProperty(method, target, headers, fc.string({ maxLength: 50 }), async (verb, path, lines, body) => {
        const request = { method: verb, target: path === '' ? '/' : path, body }
        const answer = await sendRaw(service.url, { ...request, headers: [['host', service.host], ...lines] })
        expect(answer.status).toBeGreaterThanOrEqual(400)
        expect(answer.status).toBeLessThan(500)
        expect(answer.body.Code).toMatch(/^[A-Za-z.]+$/)
        expect(answer.body.RequestId).toMatch(/^[0-9A-F-]{36}$/)
      }),
      { numRuns: 300 },
    )
  })

  it('is answered as JSON even when it is not HTTP', async () => {
    const oddities = [
      'nonsense\r\n\r\n',
      'GET / HTTP/1.1\r\nconnection: close\r\n\r\n',
      'POST / HTTP/9.9\r\nhost: x\r\n\r\n',
      'GET / HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n',
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n',
      'POST / HTTP/1.1\r\nhost: x\r\nexpect: something\r\nconnection: close\r\ncontent-length: 0\r\n\r\n',
      'GET / HTTP/1.1\r\nhost: x\r\nconnection: upgrade, close\r\nupgrade: h2c\r\n\r\n',
      'CONNECT idv.example.test:443 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
      'TRACE / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
      'PROPFIND / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
      'GET //x/%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
      'GET http://other.test/ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
    ]
    for (const text of oddities) {
      const answer = (await exchange(service.url, Buffer.from(text))).toString('utf8')
      const body: unknown = JSON.parse(/{.*}/s.exec(answer)?.[0] ?? 'null')
      expect(body, text).toMatchObject({ Code: expect.any(String), RequestId: expect.any(String) })
    }
  })

  it('leaves no value of a parameter in the log', async () => {
    const canary = 'CANARYpersonaldata'
    const query: readonly Pair[] = [...ORDER, ['DocName', canary], ['SceneCode', `${canary}!`]]
    await sendRaw(service.url, await signedCall(query))
    expect(service.logged.length).toBeGreaterThan(0)
    expect(service.logged.join('')).not.toContain(canary)
    expect(service.logged.join('')).not.toContain(service.credentials.accessKeySecret)
  })
})

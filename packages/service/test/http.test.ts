import { mkdir, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { API_ERRORS } from '@bonafide/protocol'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORDER, openTestService, type TestService } from './open-test-service.ts'

let test: TestService

beforeAll(async () => {
  test = await openTestService()
  const folder = join(test.dataDir, 'browser')
  await mkdir(join(folder, 'models'), { recursive: true })
  await writeFile(join(folder, 'hosted.html'), '<!doctype html><title>Bonafide</title>')
  await writeFile(join(folder, 'bonafide.js'), 'export {}')
  await writeFile(join(folder, 'models', 'face.wasm'), new Uint8Array([0, 97, 115, 109]))
  await writeFile(join(test.dataDir, 'outside.js'), 'secret')
}, 60_000)
afterAll(() => test.close(), 60_000)

/** What the official clients need of every error. */
async function expectEnvelope(response: Response, status: number, code: string): Promise<void> {
  expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/json; charset=utf-8'])
  const body = (await response.json()) as Record<string, string>
  expect(body).toMatchObject({ Code: code, Message: expect.any(String), HostId: new URL(test.url).host })
  expect(body['RequestId']).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/)
  expect(response.headers.get('x-acs-request-id')).toBe(body['RequestId'])
  expect(response.headers.get('cache-control')).toBe('no-store')
}

describe('errors', () => {
  it('are JSON for an unknown path', async () => {
    await expectEnvelope(await fetch(`${test.url}/nothing/here`), 404, 'InvalidApi.NotFound')
  })

  it('are JSON for another method', async () => {
    await expectEnvelope(await fetch(test.url, { method: 'DELETE' }), 405, 'UnsupportedHTTPMethod')
    await expectEnvelope(await fetch(test.url, { method: 'PUT', body: 'x' }), 405, 'UnsupportedHTTPMethod')
  })

  it('are JSON for a body beyond 12 MB, with and without a content-length', async () => {
    const body = new Uint8Array(12 * 1024 * 1024 + 1)
    await expectEnvelope(await fetch(test.url, { method: 'POST', body }), 413, 'InvalidParameter')
  })

  it('are JSON for a request without a signature', async () => {
    await expectEnvelope(await fetch(test.url, { method: 'POST' }), 400, 'IncompleteSignature')
  })

  it('are JSON for an address that cannot be decoded', async () => {
    const response = await fetch(`${test.url}/sdk/v1/%E0%A4%A`)
    await expectEnvelope(response, 400, 'InvalidParameter')
  })

  it('are JSON 401 ToolargeImage when request line and headers are longer than 2.5 MB', async () => {
    const answer = await raw(`POST /?TargetFacePicture=${'A'.repeat(2_700_000)} HTTP/1.1\r\nhost: x\r\n\r\n`)
    expect(answer.status).toBe(401)
    expect(answer.body).toMatchObject({ Code: 'ToolargeImage', RequestId: expect.any(String) })
  })

  it('let a request line of 2 MB through to the signature', async () => {
    const answer = await raw(
      `POST /?TargetFacePicture=${'A'.repeat(2_000_000)} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
    )
    expect([answer.status, answer.body['Code']]).toEqual([400, 'IncompleteSignature'])
  })

  it('are JSON for whatever is not HTTP', async () => {
    const bytes = fc.oneof(
      fc.string({ minLength: 1, maxLength: 200 }).map((text) => `x${text}`),
      fc.constantFrom(
        'GET / HTTP/1.1\r\nhost x\r\n\r\n',
        'GET /\u0001 HTTP/1.1\r\n\r\n',
        'POST / HTTP/9.9\r\n\r\n',
        'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n',
        'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n',
        'POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n',
        'POST / HTTP/1.1\r\nhost: x\r\nhost: y\r\nconnection: close\r\n\r\n',
        'POST / HTTP/1.1\r\ncontent-type: ;;;\r\nconnection: close\r\ncontent-length: 1\r\nhost: x\r\n\r\nx',
        'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
        'OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
        'POST http://elsewhere/ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
        'GET //// HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
      ),
    )
    await fc.assert(
      fc.asyncProperty(bytes, async (text) => {
        const answer = await raw(`${text}\r\n\r\n`, 'half-close')
        expect(answer.status).toBeGreaterThanOrEqual(400)
        expect(Object.keys(API_ERRORS)).toContain(answer.body['Code'])
      }),
      { numRuns: 1000 },
    )
  })
})

describe('signed calls', () => {
  it('answer KeepaliveIntl', async () => {
    const { status, body } = await test.call('KeepaliveIntl', {})
    expect(status).toBe(200)
    expect(body).toMatchObject({ Code: 'Success', Message: 'success', RequestId: expect.any(String) })
    expect(body.Result).toEqual({ Result: 'SUCCESS' })
  })

  it('refuse what Initialize must refuse, by the codes of the API', async () => {
    const without = (name: keyof typeof ORDER) =>
      Object.fromEntries(Object.entries(ORDER).filter(([key]) => key !== name))
    const cases: [Record<string, string>, string][] = [
      [without('ProductCode'), 'MissingParameter'],
      [without('MerchantBizId'), 'MissingParameter'],
      [without('MetaInfo'), 'MissingParameter'],
      [without('DocType'), 'MissingParameter'],
      [{ ...ORDER, ProductCode: 'NOT_A_PRODUCT' }, 'InvalidParameter'],
      [{ ...ORDER, DocType: '01000000' }, 'InvalidParameter'],
      [{ ...ORDER, Pages: '01,02' }, 'InvalidParameter'],
      [{ ...ORDER, DocPageConfig: '["OCR_ID_BACK"]' }, 'InvalidParameter'],
      [{ ...ORDER, DocType: 'HKG02001' }, 'InvalidParameter'],
      [{ ...ORDER, DocType: 'PHL07001' }, 'InvalidParameter'],
      [{ ...ORDER, MerchantBizId: 'x'.repeat(33) }, 'InvalidParameter'],
      [{ ...ORDER, CallbackUrl: 'http://merchant.example/back' }, 'InvalidParameter'],
      [{ ...ORDER, ReturnUrl: 'http://merchant.example/back' }, 'InvalidParameter'],
      [{ ...ORDER, Model: 'PHOTINUS_LIVENESS', MetaInfo: '{"deviceType":"web"}' }, 'InvalidParameter'],
      [{ ...ORDER, ProductCode: 'FACE_VERIFY' }, 'MissingParameter'],
      [{ ...ORDER, ProductCode: 'FACE_VERIFY', TargetFacePicture: 'not base64!' }, 'InvalidParameter'],
      [{ ...ORDER, ProductCode: 'FACE_VERIFY', FacePictureBase64: 'A'.repeat(1_100_000) }, 'ToolargeImage'],
      [
        { ...ORDER, ProductCode: 'FACE_VERIFY', FacePictureBase64: 'AAAA', FacePictureUrl: 'https://x.example/a.jpg' },
        'DataDuplication',
      ],
    ]
    for (const [params, code] of cases) {
      const { body } = await test.call('Initialize', params)
      expect(body.Code, JSON.stringify(body)).toBe(code)
    }
  })

  it('give a TransactionUrl to web clients only', async () => {
    const app = await test.call('Initialize', { ...ORDER, MetaInfo: JSON.stringify({ deviceType: 'android' }) })
    expect(app.body.Result).not.toHaveProperty('TransactionUrl')
    expect(app.body.Result?.['Protocol']?.length).toBeLessThan(4096)
    expect(app.body.Result?.['ClientCfg']?.length).toBeLessThan(4096)
  })

  it('refuse an unknown action and version after the signature', async () => {
    expect((await test.call('NoSuchAction', {})).body.Code).toBe('InvalidApi.NotFound')
  })
})

describe('the hosted page and its files', () => {
  it('comes with a policy that lets nothing in from elsewhere', async () => {
    const { body } = await test.call('Initialize', ORDER)
    const response = await fetch((body.Result?.['TransactionUrl'] ?? '').split('#')[0] ?? '')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
  })

  it('tells browsers where to report what the policy refused; of a report only the directive is logged', async () => {
    const response = await fetch(`${test.url}/camera`)
    const [, path] = /report-uri (\S+)/.exec(response.headers.get('content-security-policy') ?? '') ?? []
    const report = { 'csp-report': { 'effective-directive': 'img-src', 'blocked-uri': 'https://x.example/?ada' } }
    const send = (body: string) => fetch(`${test.url}${path}`, { method: 'POST', body })
    expect((await send(JSON.stringify(report))).status).toBe(204)
    expect((await send('x'.repeat(20_000))).status).toBe(413)
    for (let more = 0; more < 150; more += 1) await send('?')
    const lines = test.logged.filter((line) => line.includes('policy-violated'))
    expect(lines[0]).toContain('"code":"img-src"')
    expect(lines.join()).not.toContain('x.example')
    // A minute may end in the middle of this.
    expect(lines.length).toBeLessThanOrEqual(120)
  })

  it('may be framed by the parents of its tenant', async () => {
    const { store } = test.service
    const settings = (await store.findTenant('default'))?.settings
    if (settings === undefined) throw new Error('no tenant')
    await store.updateTenant('default', { settings: { ...settings, iframeParents: ['https://bank.example'] } })
    const { body } = await test.call('Initialize', ORDER)
    const response = await fetch(`${test.url}/v/${body.Result?.['TransactionId']}`)
    expect(response.headers.get('content-security-policy')).toContain('frame-ancestors https://bank.example')
  })

  it('are served with their types, and asked again by their tag', async () => {
    const script = await fetch(`${test.url}/sdk/v1/bonafide.js`)
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    const again = await fetch(`${test.url}/sdk/v1/bonafide.js`, {
      headers: { 'if-none-match': script.headers.get('etag') ?? '' },
    })
    expect(again.status).toBe(304)
    const wasm = await fetch(`${test.url}/sdk/v1/models/face.wasm`)
    expect([wasm.headers.get('content-type'), (await wasm.arrayBuffer()).byteLength]).toEqual(['application/wasm', 4])
  })

  it('let nobody out of their folder', async () => {
    for (const path of [
      '../outside.js',
      '..%2Foutside.js',
      '%2e%2e/outside.js',
      '.hidden',
      'models/../../outside.js',
      'models',
    ]) {
      const answer = await raw(`GET /sdk/v1/${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)
      expect([path, answer.status]).toEqual([path, 404])
    }
  })
})

describe('health', () => {
  it('is told to whoever asks', async () => {
    expect(await (await fetch(`${test.url}/healthz`)).json()).toEqual({ status: 'ok' })
    expect(await (await fetch(`${test.url}/readyz`)).json()).toEqual({ status: 'ready' })
  })
})

/** Writes bytes to the socket and reads one answer; with `half-close` the server learns that no more bytes will come. */
function raw(text: string, ending?: 'half-close'): Promise<{ status: number; body: Record<string, unknown> }> {
  const { hostname, port } = new URL(test.url)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true }, () =>
      ending === undefined ? socket.write(text) : socket.end(text),
    )
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      if (isComplete(Buffer.concat(chunks))) socket.destroy()
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error)
    })
    socket.on('end', () => socket.destroy())
    socket.on('close', () => {
      const [head = '', body = ''] = Buffer.concat(chunks).toString().split('\r\n\r\n', 2)
      try {
        resolve({ status: Number(head.split(' ')[1]), body: JSON.parse(body) as Record<string, unknown> })
      } catch (error) {
        reject(new Error(`not JSON: ${head}|${body}`, { cause: error }))
      }
    })
  })
}

function isComplete(bytes: Buffer): boolean {
  const end = bytes.indexOf('\r\n\r\n')
  const length = /content-length: (\d+)/i.exec(bytes.subarray(0, Math.max(end, 0)).toString())?.[1]
  return end >= 0 && length !== undefined && bytes.length >= end + 4 + Number(length)
}

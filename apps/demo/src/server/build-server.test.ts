import { type Client, VerificationApiError, type VerificationResult } from '@bonafide/server-sdk'
import type { FastifyInstance } from 'fastify'
import { Webhook } from 'standardwebhooks'
import { beforeEach, describe, expect, it } from 'vitest'
import { buildServer } from './build-server.ts'

const ORIGIN = 'http://bank.test'
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const PASSED = {
  requestId: 'r',
  passed: true,
  subCode: '200',
  ekycResult: 'Success',
  basicInfo: { certName: 'MARKER-NAME', certNo: 'MARKER-NUMBER' },
  faceInfo: { faceComparisonScore: 91.4 },
} satisfies VerificationResult
const REFUSED = { requestId: 'r', passed: false, subCode: '214', ekycResult: 'Failure' } satisfies VerificationResult

/** Answers in the service's place; `verdicts` decides what CheckResult says about a transaction. */
class FakeService implements Client {
  readonly verdicts = new Map<string, VerificationResult>()
  isDown = false
  readonly started: Parameters<Client['initialize']>[0][] = []

  async initialize(request: Parameters<Client['initialize']>[0]) {
    this.started.push(request)
    const transactionId = `transaction-${this.started.length}`
    return { requestId: 'r', transactionId, transactionUrl: `http://service.test/v/${transactionId}`, protocol: 'p' }
  }

  async checkResult({ transactionId }: { readonly transactionId: string }) {
    if (this.isDown) throw new VerificationApiError('down', { code: 'NetworkError', statusCode: 410, retryHelps: true })
    const verdict = this.verdicts.get(transactionId)
    if (verdict !== undefined) return verdict
    throw new VerificationApiError('not yet', { code: 'ProcessNotCompleted', retryHelps: true })
  }
}

let service: FakeService
let app: FastifyInstance
beforeEach(() => {
  service = new FakeService()
  app = buildServer({
    client: service,
    serviceOrigin: 'http://service.test',
    publicUrl: ORIGIN,
    callbackOrigin: ORIGIN,
    callbackSecret: SECRET,
    onError: () => undefined,
  })
})

async function post(url: string, body: object, cookie = '', origin = ORIGIN) {
  return app.inject({ method: 'POST', url, payload: body, headers: { origin, cookie } })
}

async function get(url: string, cookie = '', headers: Record<string, string> = {}) {
  return app.inject({ url, headers: { cookie, ...headers } })
}

/** A customer who has begun the check; answers the cookie of their browser. */
async function customerInCheck(product = 'passport-and-face'): Promise<string> {
  const applied = await post('/api/application', { name: 'Ada Quay', email: 'ada@example.com' })
  const cookie = String(applied.headers['set-cookie']).split(';')[0] ?? ''
  await post('/api/application/consent', { product }, cookie)
  await post('/api/verification/start', { metaInfo: '{}' }, cookie)
  return cookie
}

/** A callback as the service would send it, with whatever is forged in it. */
async function callBack(forged: { readonly token?: string; readonly secret?: string; readonly passed?: string } = {}) {
  const token = forged.token ?? service.started[0]?.callbackToken ?? ''
  const query = `callbackToken=${token}&transactionId=transaction-1&passed=${forged.passed ?? 'Y'}&subCode=200`
  const now = new Date()
  const signature = new Webhook(forged.secret ?? SECRET).sign('msg_1', now, query)
  return get(`/api/verification/callback?${query}`, '', {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': signature,
  })
}

describe('the bank’s server', () => {
  it('opens the account when CheckResult says passed, and tells the page nothing else', async () => {
    const cookie = await customerInCheck()
    service.verdicts.set('transaction-1', PASSED)
    const status = await get('/api/verification/status', cookie)
    expect(status.json()).toEqual({ state: 'passed', reason: 'passed' })
    const application = await get('/api/application', cookie)
    const { account, ...rest } = application.json()
    expect(account).toMatch(/^(\d{4} ){3}\d{4}$/)
    expect(rest).toEqual({ stage: 'opened', name: 'Ada Quay', email: 'ada@example.com' })
    expect(status.body + application.body).not.toMatch(/MARKER|91\.4|transaction-|SubCode|200/)
  })

  it('keeps one account number however often it asks', async () => {
    const cookie = await customerInCheck()
    service.verdicts.set('transaction-1', PASSED)
    await get('/api/verification/status', cookie)
    const first = (await get('/api/application', cookie)).json().account
    await callBack()
    expect((await get('/api/application', cookie)).json().account).toBe(first)
  })

  it('says in redacted words why a check was not passed, and lets the customer try again', async () => {
    const cookie = await customerInCheck()
    service.verdicts.set('transaction-1', REFUSED)
    await get('/api/verification/status', cookie)
    expect((await get('/api/application', cookie)).json()).toMatchObject({
      stage: 'refused',
      reason: 'document-expired',
    })
    await post('/api/verification/start', { metaInfo: '{}' }, cookie)
    expect((await get('/api/application', cookie)).json()).toMatchObject({ stage: 'checking' })
  })

  it('starts each choice of the menu with its own product and no personal data', async () => {
    await customerInCheck()
    await customerInCheck('face')
    expect(service.started.map(({ productCode, docType }) => [productCode, docType])).toEqual([
      ['eKYC_PRO', 'GLB03002'],
      ['FACE_LIVENESS', undefined],
    ])
    expect(JSON.stringify(service.started)).not.toMatch(/Ada|Quay|example\.com/)
  })

  it('refuses to start a check before the customer has agreed to it', async () => {
    const applied = await post('/api/application', { name: 'Ada Quay', email: 'ada@example.com' })
    const cookie = String(applied.headers['set-cookie']).split(';')[0] ?? ''
    expect((await post('/api/verification/start', { metaInfo: '{}' }, cookie)).statusCode).toBe(401)
    expect(service.started).toHaveLength(0)
  })

  it('shows a status to nobody but the browser that started the check', async () => {
    await customerInCheck()
    const stranger = await customerInCheck()
    service.verdicts.set('transaction-1', PASSED)
    expect((await get('/api/verification/status')).statusCode).toBe(401)
    expect((await get('/api/verification/status', 'tern=guessed')).statusCode).toBe(401)
    expect((await get('/api/verification/status?transactionId=transaction-1', stranger)).json().state).toBe('pending')
    expect((await get('/api/application', stranger)).json().stage).toBe('checking')
  })

  it('forgets the customer who starts over', async () => {
    const cookie = await customerInCheck()
    await post('/api/application/over', {}, cookie)
    expect((await get('/api/application', cookie)).json()).toEqual({ stage: 'new' })
  })
})

describe('a callback', () => {
  it('makes the bank ask for the verdict', async () => {
    const cookie = await customerInCheck()
    service.verdicts.set('transaction-1', PASSED)
    expect((await callBack()).statusCode).toBe(204)
    expect((await get('/api/application', cookie)).json().stage).toBe('opened')
  })

  it('opens nothing by its own word: what CheckResult says counts', async () => {
    const cookie = await customerInCheck()
    service.verdicts.set('transaction-1', REFUSED)
    expect((await callBack({ passed: 'Y' })).statusCode).toBe(204)
    expect((await get('/api/application', cookie)).json().stage).toBe('refused')
  })

  it('asks to be called again while the service does not answer', async () => {
    const cookie = await customerInCheck()
    service.isDown = true
    expect((await callBack()).statusCode).toBe(503)
    expect((await get('/api/application', cookie)).json().stage).toBe('checking')
  })

  it.each([
    ['signed by somebody else', { secret: `whsec_${Buffer.alloc(32, 8).toString('base64')}` }],
    ['with another token', { token: 'guessed' }],
  ])('%s changes nothing', async (_kind, forged) => {
    const cookie = await customerInCheck()
    service.verdicts.set('transaction-1', PASSED)
    expect((await callBack(forged)).statusCode).toBe(401)
    expect((await get('/api/application', cookie)).json().stage).toBe('checking')
  })

  it('without a signature changes nothing', async () => {
    const cookie = await customerInCheck()
    service.verdicts.set('transaction-1', PASSED)
    const token = service.started[0]?.callbackToken
    const url = `/api/verification/callback?callbackToken=${token}&transactionId=transaction-1&passed=Y&subCode=200`
    expect((await get(url)).statusCode).toBe(401)
    expect((await get('/api/application', cookie)).json().stage).toBe('checking')
  })
})

describe('the bank’s page', () => {
  it('lets no other origin change anything', async () => {
    const details = { name: 'Ada Quay', email: 'ada@example.com' }
    expect((await post('/api/application', details, '', 'http://evil.test')).statusCode).toBe(403)
    const plain = { origin: ORIGIN, 'content-type': 'text/plain' }
    const posted = await app.inject({
      method: 'POST',
      url: '/api/application',
      payload: JSON.stringify(details),
      headers: plain,
    })
    expect(posted.statusCode).toBe(415)
  })

  it('runs no script but its own and the SDK’s, and is framed by nobody', async () => {
    const policy = String((await get('/api/application')).headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self' http://service.test;")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
  })

  it('sends a browser that came under another name to its own address', async () => {
    const answer = await get('/check', '', { host: 'localhost:1' })
    expect([answer.statusCode, answer.headers.location]).toEqual([302, `${ORIGIN}/check`])
  })

  it.each([
    [{ name: '', email: 'ada@example.com' }, 'name'],
    [{ name: 'x'.repeat(81), email: 'ada@example.com' }, 'name'],
    [{ name: 'Ada', email: 'ada' }, 'email'],
    [{}, 'name'],
  ])('says which detail to correct in %j', async (details, field) => {
    const answer = await post('/api/application', details)
    expect([answer.statusCode, answer.json().field]).toEqual([400, field])
  })

  it('keeps its cookie from scripts, and from plain http where it is served over https', async () => {
    const secure = buildServer({
      client: service,
      serviceOrigin: 'https://bank.test',
      publicUrl: 'https://bank.test',
      callbackOrigin: ORIGIN,
      callbackSecret: SECRET,
      onError: () => undefined,
    })
    const headers = { origin: 'https://bank.test' }
    const payload = { name: 'Ada Quay', email: 'ada@example.com' }
    const answer = await secure.inject({ method: 'POST', url: '/api/application', payload, headers })
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^__Host-tern=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    )
  })
})

import { createServer } from 'node:http'
import { RESULT_CODES } from '@bonafide/protocol'
import { describe, expect, it } from 'vitest'
import { VerificationApiError } from '../src/client/client-error.ts'
import type { Client, VerificationResult } from '../src/client/create-client.ts'
import type { InitializeRequest } from '../src/client/initialize-request.ts'
import { toExpressHandler, toFastifyHandler } from '../src/handler/adapters.ts'
import { appView } from '../src/handler/app-view.ts'
import {
  createVerificationHandler,
  type VerificationHandlerOptions,
} from '../src/handler/create-verification-handler.ts'
import { createMemoryStore } from '../src/handler/verification-store.ts'

const SECRET_DATA = { idInfo: { surname: 'DOE' }, faceInfo: { faceComparisonScore: 91.4 } }

type Answer = VerificationResult | VerificationApiError

function refused(code: string): VerificationApiError {
  return new VerificationApiError(code, { code, statusCode: 400, retryHelps: false })
}

function verdict(passed: boolean, subCode: string, ekycResult = passed ? 'Success' : 'Failure'): VerificationResult {
  return { requestId: 'r', passed, subCode, ekycResult, ...SECRET_DATA }
}

function setUp(change: Partial<VerificationHandlerOptions> = {}) {
  const initialized: InitializeRequest[] = []
  const checked: { transactionId: string; merchantBizId: string }[] = []
  const state: { answer: Answer } = { answer: refused('ProcessNotCompleted') }
  const errors: unknown[] = []
  const client: Client = {
    initialize: async (request) => {
      initialized.push(request)
      return {
        requestId: 'r',
        transactionId: `t${initialized.length}`,
        transactionUrl: 'https://idv.test/c/x',
        protocol: 'p',
      }
    },
    checkResult: async (request) => {
      checked.push(request)
      if (state.answer instanceof VerificationApiError) throw state.answer
      return state.answer
    },
  }
  const handler = createVerificationHandler({
    client,
    store: createMemoryStore(),
    productCode: 'eKYC_PRO',
    documentType: 'GLB03002',
    identify: (request) => request.headers.get('x-user') ?? undefined,
    onError: (error) => errors.push(error),
    ...change,
  })
  const ask = async (path: string, init: RequestInit = {}, user = 'anna') => {
    const headers = { ...(user === '' ? {} : { 'x-user': user }), ...Object.fromEntries(new Headers(init.headers)) }
    const answer = await handler.handle(new Request(`https://merchant.test${path}`, { ...init, headers }))
    return answer === undefined
      ? undefined
      : { status: answer.status, headers: answer.headers, body: await answer.json() }
  }
  const start = (user = 'anna', body: unknown = { metaInfo: '{"deviceType":"h5"}' }) =>
    ask(
      '/verification/start',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      user,
    )
  return { handler, ask, start, state, initialized, checked, errors }
}

describe('start', () => {
  it('starts a verification and gives the app what the SDK needs', async () => {
    const { start, initialized } = setUp({
      callbackUrl: 'https://merchant.test/cb',
      returnUrl: 'https://merchant.test/done',
    })
    const answer = await start()
    expect(answer?.status).toBe(200)
    expect(answer?.body).toEqual({ transactionId: 't1', transactionUrl: 'https://idv.test/c/x', protocol: 'p' })
    expect(answer?.headers.get('cache-control')).toBe('no-store')
    const [request] = initialized
    expect(request).toMatchObject({ productCode: 'eKYC_PRO', docType: 'GLB03002', metaInfo: '{"deviceType":"h5"}' })
    expect(request?.merchantBizId).toMatch(/^[0-9a-f]{32}$/)
    expect(request?.callbackToken).toMatch(/^[0-9a-f]{32}$/)
    expect(request?.merchantUserId).toMatch(/^[0-9a-f]{64}$/)
  })

  it('takes MetaInfo as an object too and lets the merchant add what it wants', async () => {
    const { start, initialized } = setUp({ initializeWith: () => ({ language: 'th' }) })
    await start('anna', { metaInfo: { deviceType: 'h5' } })
    expect(initialized[0]).toMatchObject({ metaInfo: '{"deviceType":"h5"}', language: 'th' })
  })

  it('refuses strangers, other bodies and bodies that a foreign form could send', async () => {
    const { start, ask, initialized } = setUp()
    expect((await start(''))?.status).toBe(401)
    expect((await start('anna', {}))?.status).toBe(400)
    expect((await start('anna', { metaInfo: 'x'.repeat(70_000) }))?.status).toBe(400)
    const form = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"metaInfo":"x"}' }
    expect((await ask('/verification/start', form))?.status).toBe(400)
    expect(initialized.length).toBe(0)
  })

  it('tells the app only in general words when the service refuses', async () => {
    const failing: Client = {
      initialize: async () => {
        throw refused('SignatureDoesNotMatch')
      },
      checkResult: async () => {
        throw refused('SignatureDoesNotMatch')
      },
    }
    const { start, errors } = setUp({ client: failing })
    const answer = await start()
    expect([answer?.status, answer?.body]).toEqual([502, { code: 'verification-unavailable' }])
    expect(errors.length).toBe(1)
  })
})

describe('status', () => {
  it('is pending until there is a verdict, then the verdict without anything sensitive', async () => {
    const { start, ask, state } = setUp()
    await start()
    expect((await ask('/verification/status'))?.body).toEqual({ state: 'pending', reason: 'in-progress' })
    state.answer = verdict(true, '200')
    expect((await ask('/verification/status'))?.body).toEqual({ state: 'passed', reason: 'passed' })
  })

  it('asks with the ids of the store, whatever the client sends', async () => {
    const { start, ask, checked, initialized } = setUp()
    await start()
    await ask('/verification/status?transactionId=other&merchantBizId=x')
    expect(checked).toEqual([{ transactionId: 't1', merchantBizId: initialized[0]?.merchantBizId }])
  })

  it('belongs to the user who started it', async () => {
    const { start, ask } = setUp()
    await start('anna')
    expect((await ask('/verification/status', {}, 'ben'))?.status).toBe(404)
    expect((await ask('/verification/status', {}, ''))?.status).toBe(401)
  })

  it('is that of the verification started last', async () => {
    const { start, ask, checked } = setUp()
    await start()
    await start()
    await ask('/verification/status')
    expect(checked.map(({ transactionId }) => transactionId)).toEqual(['t2'])
  })

  it('does not ask again once the verdict is final, but does while a person reviews it', async () => {
    const { start, ask, state, checked } = setUp()
    await start()
    state.answer = verdict(false, '299', 'Pending')
    expect((await ask('/verification/status'))?.body).toEqual({ state: 'review', reason: 'in-review' })
    state.answer = verdict(false, '218')
    expect((await ask('/verification/status'))?.body).toEqual({ state: 'not-passed', reason: 'could-not-verify' })
    await ask('/verification/status')
    expect(checked.length).toBe(2)
  })

  it('never shows an error as a verdict', async () => {
    const { start, ask, state, errors } = setUp()
    await start()
    state.answer = refused('ServiceUnavailable')
    expect((await ask('/verification/status'))?.body).toEqual({ state: 'pending', reason: 'in-progress' })
    expect(errors.length).toBe(1)
    state.answer = refused('TransactionIdInvalid')
    expect((await ask('/verification/status'))?.body).toEqual({ state: 'expired', reason: 'expired' })
  })

  it('is refreshed after a callback, also when it was final', async () => {
    const { start, ask, state, handler } = setUp()
    await start()
    state.answer = verdict(false, '207')
    expect((await handler.refresh('t1'))?.outcome).toMatchObject({ state: 'not-passed', subCode: '207' })
    expect((await ask('/verification/status'))?.body).toEqual({ state: 'not-passed', reason: 'face-does-not-match' })
    state.answer = verdict(true, '200')
    await handler.refresh('t1')
    expect((await ask('/verification/status'))?.body).toEqual({ state: 'passed', reason: 'passed' })
    expect(await handler.refresh('unknown')).toBeUndefined()
  })
})

describe('other requests', () => {
  it('are left to the merchant', async () => {
    const { ask } = setUp()
    expect(await ask('/verification/status', { method: 'DELETE' })).toBeUndefined()
    expect(await ask('/other')).toBeUndefined()
  })
})

describe('the view of the app', () => {
  it('has a reason for every result code', () => {
    for (const subCode of Object.keys(RESULT_CODES)) {
      const view = appView({ state: subCode === '200' ? 'passed' : 'not-passed', subCode, seenAt: new Date() })
      expect(Object.keys(view).sort()).toEqual(['reason', 'state'])
      expect(view.reason).not.toContain(subCode)
    }
  })
})

describe('the adapters', () => {
  it('serve fastify, which parsed the body', async () => {
    const { handler } = setUp()
    const sent = { status: 0, headers: new Map<string, string>(), text: '' }
    const reply = {
      code: (status: number) => {
        sent.status = status
      },
      header: (name: string, value: string) => sent.headers.set(name, value),
      send: (text: string) => {
        sent.text = text
      },
    }
    const headers = { 'x-user': 'anna', 'content-type': 'application/json', host: 'merchant.test' }
    const handle = toFastifyHandler(handler)
    await handle({ method: 'POST', url: '/verification/start', headers, body: { metaInfo: '{}' } }, reply)
    expect([sent.status, JSON.parse(sent.text).transactionId, sent.headers.get('cache-control')]).toEqual([
      200,
      't1',
      'no-store',
    ])
    await handle({ method: 'GET', url: '/verification/other', headers }, reply)
    expect(sent.status).toBe(404)
  })

  it('serve express with a body that nobody read yet, and leave other requests unread', async () => {
    const { handler } = setUp()
    const handle = toExpressHandler(handler)
    const server = createServer((request, response) => {
      const style = Object.assign(response, { status: (code: number) => Object.assign(response, { statusCode: code }) })
      handle(Object.assign(request, { originalUrl: request.url ?? '', method: request.method ?? '' }), style, () => {
        request.toArray().then((chunks) => response.end(Buffer.concat(chunks)))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    const post = (path: string, body: string) =>
      fetch(`${base}${path}`, {
        method: 'POST',
        body,
        headers: { 'x-user': 'anna', 'content-type': 'application/json' },
      })
    const started = await (await post('/verification/start', '{"metaInfo":"{}"}')).json()
    expect(started).toMatchObject({ transactionId: 't1' })
    expect(await (await post('/other', 'mine')).text()).toBe('mine')
    expect(await (await post('//', 'mine')).text()).toBe('mine')
    expect(await (await post('//elsewhere.test/verification/start', 'mine')).text()).toBe('mine')
    const status = await fetch(`${base}/verification/status`, { headers: { 'x-user': 'anna' } })
    expect(await status.json()).toEqual({ state: 'pending', reason: 'in-progress' })
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
})

import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import {
  createClient,
  createMemoryStore,
  createVerificationHandler,
  VerificationApiError,
  type VerificationHandler,
  verifyCallback,
} from '@bonafide/server-sdk'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { finishVerification } from './finish-verification.ts'
import { type LiveService, startLiveService } from './live-service.ts'

interface ReceivedCallback {
  readonly target: string
  readonly headers: IncomingHttpHeaders
}

let service: LiveService
let merchant: Server
let merchantOrigin: string
/** Resolves with the next callback that the merchant's server receives. */
const waiting: ((callback: ReceivedCallback) => void)[] = []

beforeAll(async () => {
  merchant = createServer((request, response) => {
    response.writeHead(204).end()
    waiting.shift()?.({ target: request.url ?? '', headers: request.headers })
  })
  await new Promise<void>((resolve) => merchant.listen(0, '127.0.0.1', resolve))
  const address = merchant.address()
  if (address === null || typeof address === 'string') throw new Error('the merchant does not listen')
  merchantOrigin = `http://127.0.0.1:${address.port}`
  service = await startLiveService({ callbackOrigins: [merchantOrigin] })
})
afterAll(async () => {
  await service.close()
  merchant.closeAllConnections()
  merchant.close()
})

const client = () => createClient({ endpoint: service.url, ...service.credentials })

function merchantHandler(): {
  readonly handler: VerificationHandler
  ask(path: string, init?: RequestInit): Promise<Record<string, unknown>>
} {
  const handler = createVerificationHandler({
    client: client(),
    store: createMemoryStore(),
    productCode: 'eKYC_PRO',
    documentType: 'GLB03002',
    callbackUrl: `${merchantOrigin}/callback?shop=1`,
    identify: () => 'anna',
  })
  const ask = async (path: string, init: RequestInit = {}): Promise<Record<string, unknown>> => {
    const answer = await handler.handle(new Request(`https://merchant.test${path}`, init))
    return answer?.json()
  }
  return { handler, ask }
}

const START: RequestInit = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ metaInfo: { deviceType: 'h5' } }),
}

describe('the server SDK against the service', () => {
  it('starts a verification and reads its verdict with everything that belongs to it', async () => {
    const request = { productCode: 'eKYC_PRO', docType: 'GLB03002', merchantBizId: 'biz1', merchantUserId: 'u1' }
    const started = await client().initialize({ ...request, metaInfo: '{"deviceType":"h5"}', language: 'en' })
    expect(started.transactionUrl).toContain(started.transactionId)
    const check = { transactionId: started.transactionId, merchantBizId: 'biz1' }
    await expect(client().checkResult(check)).rejects.toMatchObject({ code: 'ProcessNotCompleted', statusCode: 404 })
    await finishVerification(service, started.transactionId)
    const result = await client().checkResult({ ...check, isReturnImage: true })
    expect(result).toMatchObject({ passed: true, subCode: '200', ekycResult: 'Success' })
    expect(result.basicInfo).toMatchObject({ certType: 'GLB03002', certNo: 'L898902C3' })
    expect(result.faceInfo).toMatchObject({ facePassed: 'Y', faceAttack: 'N' })
  })

  it('names what the service refuses', async () => {
    const request = { productCode: 'NO_SUCH', merchantBizId: 'biz1', merchantUserId: 'u1', metaInfo: '{}' }
    const refused = client().initialize(request)
    await expect(refused).rejects.toThrow(VerificationApiError)
    await expect(refused).rejects.toMatchObject({ code: 'InvalidParameter', statusCode: 400 })
  })

  it('gives the app state and reason only, from button to verdict', async () => {
    const { ask } = merchantHandler()
    const started = await ask('/verification/start', START)
    expect(await ask('/verification/status')).toEqual({ state: 'pending', reason: 'in-progress' })
    await finishVerification(service, String(started['transactionId']))
    expect(await ask('/verification/status')).toEqual({ state: 'passed', reason: 'passed' })
  })

  it('believes the callback of the service, as the package standardwebhooks does, and nothing else', async () => {
    const { handler, ask } = merchantHandler()
    const received = new Promise<ReceivedCallback>((resolve) => waiting.push(resolve))
    const transactionId = String((await ask('/verification/start', START))['transactionId'])
    await finishVerification(service, transactionId)
    const { target, headers } = await received
    expect(target).toMatch(
      /^\/callback\?shop=1&callbackToken=[0-9a-f]{32}&transactionId=[a-z0-9]{32}&passed=Y&subCode=200$/,
    )

    const hint = await verifyCallback(target, { ...headers }, [service.callbackSecret], service.now())
    expect(hint).toMatchObject({ transactionId, passed: true, subCode: '200' })
    const refreshed = await handler.refresh(hint.transactionId)
    expect(refreshed?.callbackToken).toBe(hint.callbackToken)
    expect(refreshed?.outcome).toMatchObject({ state: 'passed', subCode: '200' })

    const query = target.slice(target.indexOf('?') + 1)
    const sentAt = new Date(Number(headers['webhook-timestamp']) * 1000)
    const expected = new Webhook(service.callbackSecret).sign(hint.messageId, sentAt, query)
    expect(String(headers['webhook-signature']).split(' ')).toContain(expected)
    const forged = target.replace('passed=Y', 'passed=N')
    await expect(verifyCallback(forged, { ...headers }, [service.callbackSecret], service.now())).rejects.toMatchObject(
      {
        code: 'webhook-signature-invalid',
      },
    )
  })
})

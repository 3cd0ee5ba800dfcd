import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDoublingRelay } from './doubling-relay.ts'
import { finishVerification } from './finish-verification.ts'
import { type LiveService, startLiveService } from './live-service.ts'
import {
  type OfficialCall,
  type OfficialClient,
  openApiClient,
  openApiCore,
  openApiCoreV2,
  popCoreGet,
  popCorePost,
} from './official-clients.ts'

let service: LiveService
beforeAll(async () => {
  service = await startLiveService()
})
afterAll(() => service.close())

const ORDER = {
  ProductCode: 'eKYC_PRO',
  DocType: 'GLB03002',
  MerchantBizId: 'biz0001',
  MerchantUserId: "user-1 (ä中*~!')",
  MetaInfo: JSON.stringify({ deviceType: 'h5', ua: 'Mozilla/5.0 (X11) *~+' }),
}

interface RaisedError {
  readonly name: string
  readonly code: unknown
  readonly statusCode: unknown
  readonly message: string
  readonly data: unknown
}

async function raisedBy(promise: Promise<unknown>): Promise<RaisedError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Error)) throw new Error('the client raised no error', { cause: error })
  const fields = new Map<string, unknown>(Object.entries(error))
  const [code, statusCode, data] = ['code', 'statusCode', 'data'].map((field) => fields.get(field))
  return { name: error.constructor.name, message: error.message, code, statusCode, data }
}

const clients: readonly OfficialClient[] = [openApiCore, openApiCoreV2, openApiClient, popCoreGet, popCorePost]

describe.each(clients.map((client) => [client.name, client] as const))('%s', (_, client) => {
  const ask = (call: OfficialCall, host = service.host) => client.call(host, service.credentials, call)
  const initialize = (changes: Record<string, string> = {}) =>
    ask({ action: 'Initialize', query: { ...ORDER, ...changes } })

  it('starts a verification with Initialize', async () => {
    const body = await initialize()
    expect(body).toMatchObject({ Code: 'Success', Message: 'success' })
    expect(body['RequestId']).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/)
    const result = new Map(Object.entries(body['Result'] ?? {}))
    expect([...result.keys()].sort()).toEqual(['ClientCfg', 'Protocol', 'TransactionId', 'TransactionUrl'])
    for (const value of result.values()) expect(value).toBeTypeOf('string')
    expect(result.get('TransactionUrl')).toContain(service.url)
  })

  it('reads the verdict with CheckResult, every field of it a text', async () => {
    const started = new Map<string, unknown>(Object.entries((await initialize())['Result'] ?? {}))
    const id = String(started.get('TransactionId'))
    const query = { TransactionId: id, MerchantBizId: ORDER.MerchantBizId }
    const pending = await raisedBy(ask({ action: 'CheckResult', query }))
    expect(pending.code).toBe('ProcessNotCompleted')
    await finishVerification(service, id)
    const body = await ask({ action: 'CheckResult', query: { ...query, IsReturnImage: 'Y' } })
    expect(body).toMatchObject({ Code: 'Success', Result: { Passed: 'Y', SubCode: '200', EkycResult: 'Success' } })
    for (const value of Object.values(body['Result'] ?? {})) expect(value).toBeTypeOf('string')
  })

  it('compares addresses with AddressCompareIntl', async () => {
    const texts = { Text1: '12 Orchard Road, Room 5', Text2: '12 ORCHARD rd, Room 6' }
    const query = { ProductCode: 'ADD_VERIFY', DefaultCountry: 'SGP', ...texts }
    const body = await ask({ action: 'AddressCompareIntl', query })
    const data = String(new Map(Object.entries(body['Result'] ?? {})).get('Data'))
    expect(JSON.parse(data)).toEqual({ sameLevel: 'roadno', same_info: { road: 'orchard', roadno: '12' } })
  })

  it('raises our code for a missing parameter, an unknown action and an unknown transaction', async () => {
    const { MetaInfo: _left, ...incomplete } = ORDER
    expect(await raisedBy(ask({ action: 'Initialize', query: incomplete }))).toMatchObject({ code: 'MissingParameter' })
    expect(await raisedBy(ask({ action: 'NoSuchAction' }))).toMatchObject({ code: 'InvalidApi.NotFound' })
    const query = { TransactionId: 'a'.repeat(32), MerchantBizId: 'biz0001' }
    expect(await raisedBy(ask({ action: 'CheckResult', query }))).toMatchObject({ code: 'TransactionIdInvalid' })
  })

  it('raises our code for a wrong secret, an unknown key and a disabled key', async () => {
    const call = { action: 'Initialize', query: ORDER }
    const { accessKeyId } = service.credentials
    const wrong = client.call(service.host, { accessKeyId, accessKeySecret: 'wrong' }, call)
    expect(await raisedBy(wrong)).toMatchObject({ code: 'SignatureDoesNotMatch' })
    const unknown = client.call(service.host, { accessKeyId: 'nobody', accessKeySecret: 'x' }, call)
    expect(await raisedBy(unknown)).toMatchObject({ code: 'InvalidAccessKeyId.NotFound' })
    const credentials = { accessKeyId: `disabled${clients.indexOf(client)}`, accessKeySecret: 'secret' }
    await service.insertKey(credentials)
    await client.call(service.host, credentials, call)
    await service.changeKey(credentials.accessKeyId, { active: false })
    expect(await raisedBy(client.call(service.host, credentials, call))).toMatchObject({
      code: 'InvalidAccessKeyId.Inactive',
    })
  })

  it('raises our code when its request is replayed', async () => {
    const relay = await startDoublingRelay(service.url)
    try {
      expect(await raisedBy(ask({ action: 'Initialize', query: ORDER }, relay.host))).toMatchObject({
        code: 'SignatureNonceUsed',
      })
    } finally {
      await relay.close()
    }
  })

  it('raises our code when its clock is wrong', async () => {
    try {
      for (const minutes of [-16, 32]) {
        service.setClock(new Date(Date.now() + minutes * 60_000))
        expect(await raisedBy(initialize())).toMatchObject({ code: 'InvalidTimeStamp.Expired' })
      }
    } finally {
      service.setClock(undefined)
    }
  })
})

describe('the class of the error', () => {
  const missing = { action: 'Initialize', query: { ProductCode: 'eKYC_PRO' } }

  it('is ClientError in openapi-core, with code, status and request id', async () => {
    const error = await raisedBy(openApiCore.call(service.host, service.credentials, missing))
    expect(error).toMatchObject({ name: 'ClientError', code: 'MissingParameter', statusCode: 400 })
    expect(error.message).toContain('MerchantBizId')
  })

  it('is an Error with code and status in openapi-client', async () => {
    const error = await raisedBy(openApiClient.call(service.host, service.credentials, missing))
    expect(error).toMatchObject({ code: 'MissingParameter' })
    expect(error.statusCode ?? new Map(Object.entries(error.data ?? {})).get('statusCode')).toBe(400)
  })

  it('is an Error with our code in pop-core', async () => {
    const error = await raisedBy(popCoreGet.call(service.host, service.credentials, missing))
    expect(error).toMatchObject({ code: 'MissingParameter', data: { Code: 'MissingParameter' } })
  })
})

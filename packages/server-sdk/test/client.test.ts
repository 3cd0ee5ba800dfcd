import { afterEach, describe, expect, it } from 'vitest'
import { VerificationApiError } from '../src/client/client-error.ts'
import { createClient } from '../src/client/create-client.ts'
import { ACCESS_KEY, type FakeService, refusal, startFakeService } from './fake-service.ts'

const services: FakeService[] = []
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.close()))
})

async function serve(answer: Parameters<typeof startFakeService>[0]): Promise<FakeService> {
  const service = await startFakeService(answer)
  services.push(service)
  return service
}

const STARTED = {
  Result: { TransactionId: 't1', TransactionUrl: 'https://idv.test/c/t1', Protocol: 'p', ClientCfg: 'c' },
}
const REQUEST = {
  productCode: 'eKYC_PRO',
  merchantBizId: 'biz1',
  merchantUserId: 'u1',
  metaInfo: '{"deviceType":"h5"}',
}
const CHECK = { transactionId: 't1', merchantBizId: 'biz1' }

function clientOf(service: FakeService, change: Partial<Parameters<typeof createClient>[0]> = {}) {
  const waits: number[] = []
  const client = createClient({
    endpoint: service.endpoint,
    ...ACCESS_KEY,
    ...change,
    transport: {
      random: () => 1,
      wait: async (ms) => {
        waits.push(ms)
      },
      ...change.transport,
    },
  })
  return { client, waits }
}

async function failureOf(promise: Promise<unknown>): Promise<VerificationApiError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof VerificationApiError) return error
  throw new Error('it did not fail with a VerificationApiError', { cause: error })
}

describe('initialize', () => {
  it('sends a signed call with pictures in the form and everything else in the query', async () => {
    const service = await serve(() => ({ body: STARTED }))
    const { client } = clientOf(service)
    const started = await client.initialize({
      ...REQUEST,
      docType: 'GLB03002',
      pages: ['01'],
      language: 'en',
      showGuidePage: false,
      targetFacePicture: new Uint8Array([251, 255]),
      further: { SceneCode: "a b*'ä" },
    })
    expect(started).toEqual({
      requestId: 'REQ-1',
      transactionId: 't1',
      transactionUrl: 'https://idv.test/c/t1',
      protocol: 'p',
      clientCfg: 'c',
    })
    const [call] = service.calls
    expect(call).toMatchObject({ action: 'InitializeV2', apiVersion: '2022-08-09', version: 'V3' })
    expect(Object.fromEntries(call?.params ?? [])).toEqual({
      ProductCode: 'eKYC_PRO',
      MerchantBizId: 'biz1',
      MerchantUserId: 'u1',
      MetaInfo: '{"deviceType":"h5"}',
      DocType: 'GLB03002',
      Pages: '01',
      LanguageConfig: '{"defaultLanguage":"en"}',
      ShowGuidePage: '0',
      SceneCode: "a b*'ä",
      TargetFacePicture: '+/8=',
    })
  })

  it('has no address where the service gave none, as for apps', async () => {
    const service = await serve(() => ({ body: { Result: { TransactionId: 't1', TransactionUrl: '' } } }))
    expect(await clientOf(service).client.initialize(REQUEST)).toEqual({ requestId: 'REQ-1', transactionId: 't1' })
  })
})

describe('checkResult', () => {
  it('reads structured fields however often they were encoded', async () => {
    const service = await serve(() => ({
      body: {
        Result: {
          Passed: 'Y',
          SubCode: 200,
          EkycResult: 'Success',
          ExtBasicInfo: '{"certType":"GLB03002"}',
          ExtIdInfo: JSON.stringify(JSON.stringify({ docType: 'GLB03002' })),
          ExtFaceInfo: { faceAttack: 'N' },
          ExtRiskInfo: '',
          ExtInfo: 'not json',
        },
      },
    }))
    expect(await clientOf(service).client.checkResult({ ...CHECK, isReturnImage: true })).toEqual({
      requestId: 'REQ-1',
      passed: true,
      subCode: '200',
      ekycResult: 'Success',
      basicInfo: { certType: 'GLB03002' },
      idInfo: { docType: 'GLB03002' },
      faceInfo: { faceAttack: 'N' },
    })
    expect(service.calls[0]?.params.get('IsReturnImage')).toBe('Y')
  })

  it('passes on nothing but a plain Y', async () => {
    for (const Passed of ['N', 'y', 'true', true]) {
      const service = await serve(() => ({ body: { Result: { Passed, SubCode: '205' } } }))
      expect((await clientOf(service).client.checkResult(CHECK)).passed).toBe(false)
    }
  })

  it('refuses an answer without a verdict', async () => {
    for (const body of [
      {},
      { Result: {} },
      { Result: { Passed: 'Y' } },
      { Code: 'Other', Result: { Passed: 'Y', SubCode: '200' } },
    ]) {
      const service = await serve(() => ({ body }))
      expect((await failureOf(clientOf(service).client.checkResult(CHECK))).code).toBe('UnreadableAnswer')
    }
  })
})

describe('a refused call', () => {
  it('is an error with code, status and request id, and is not repeated', async () => {
    const service = await serve(() => refusal('InvalidParameter'))
    const error = await failureOf(clientOf(service).client.checkResult(CHECK))
    expect(error).toMatchObject({ code: 'InvalidParameter', statusCode: 400, requestId: 'REQ-2', retryHelps: false })
    expect(service.calls.length).toBe(1)
  })

  it('says so when the secret is wrong', async () => {
    const service = await serve(() => ({ body: STARTED }))
    const { client } = clientOf(service, { accessKeySecret: 'other' })
    expect((await failureOf(client.initialize(REQUEST))).code).toBe('SignatureDoesNotMatch')
  })

  it('is not repeated while the verification is not finished', async () => {
    const service = await serve(() => refusal('ProcessNotCompleted'))
    const error = await failureOf(clientOf(service).client.checkResult(CHECK))
    expect([error.code, error.statusCode, service.calls.length]).toEqual(['ProcessNotCompleted', 404, 1])
  })
})

describe('a call that may succeed later', () => {
  it('is repeated with growing waits and a signature of its own each time', async () => {
    const service = await serve((_, count) => (count < 3 ? refusal('InternalError') : { body: STARTED }))
    const { client, waits } = clientOf(service)
    await client.initialize(REQUEST)
    expect(service.calls.length).toBe(3)
    expect(waits).toEqual([200, 400])
  })

  it('waits as long as the service asks, in milliseconds or seconds', async () => {
    const asks = [{ 'x-acs-retry-after': '1500', 'retry-after': '9' }, { 'retry-after': '2' }]
    const service = await serve((_, count) => {
      const headers = asks[count - 1]
      return headers === undefined ? { body: STARTED } : refusal('Throttling.Api', headers)
    })
    const { client, waits } = clientOf(service)
    await client.initialize(REQUEST)
    expect(waits).toEqual([1500, 2000])
  })

  it('ends when the service asks for a long wait, and tells how long', async () => {
    const service = await serve(() => refusal('ServiceUnavailable', { 'x-acs-retry-after': '60000' }))
    const error = await failureOf(clientOf(service).client.initialize(REQUEST))
    expect([error.code, error.retryAfterMs, service.calls.length]).toEqual(['ServiceUnavailable', 60_000, 1])
  })

  it('ends with the last error when no try is left', async () => {
    const service = await serve(() => refusal('ServiceUnavailable'))
    const { client } = clientOf(service, { maxTries: 2 })
    expect((await failureOf(client.initialize(REQUEST))).code).toBe('ServiceUnavailable')
    expect(service.calls.length).toBe(2)
  })

  it('is repeated after an answer that is not JSON with status 502', async () => {
    const service = await serve((_, count) => (count === 1 ? { status: 502, text: '<html>' } : { body: STARTED }))
    expect((await clientOf(service).client.initialize(REQUEST)).transactionId).toBe('t1')
  })

  it('is repeated when the service cannot be reached', async () => {
    let tries = 0
    const transport = {
      fetch: async () => {
        tries += 1
        throw new TypeError('fetch failed')
      },
    }
    const service = await serve(() => ({ body: STARTED }))
    const error = await failureOf(clientOf(service, { transport }).client.initialize(REQUEST))
    expect([error.code, error.statusCode, tries]).toEqual(['NetworkError', undefined, 3])
  })

  it('ends as a timeout when there is no answer in time', async () => {
    const service = await serve(() => new Promise(() => {}))
    const { client } = clientOf(service, { timeoutMs: 30, maxTries: 1 })
    expect((await failureOf(client.initialize(REQUEST))).code).toBe('Timeout')
  })

  it('ends at once when the caller gives up', async () => {
    const service = await serve(() => new Promise(() => {}))
    const reason = new Error('the user left')
    const aborted = clientOf(service).client.initialize(REQUEST, { signal: AbortSignal.abort(reason) })
    await expect(aborted).rejects.toBe(reason)
  })
})

describe('createClient', () => {
  it('takes https, and plain http only for this machine or where it is allowed', () => {
    const create =
      (endpoint: string, allowHttp = false) =>
      () =>
        createClient({ endpoint, ...ACCESS_KEY, allowHttp })
    expect(create('https://idv.example.test')).not.toThrow()
    expect(create('http://127.0.0.1:8080')).not.toThrow()
    expect(create('http://idv.example.test')).toThrow(TypeError)
    expect(create('http://idv.example.test', true)).not.toThrow()
    for (const endpoint of [
      'ftp://x',
      'https://idv.example.test/path',
      'https://u:p@idv.example.test',
      'idv.example.test',
    ]) {
      expect(create(endpoint), endpoint).toThrow(TypeError)
    }
  })
})

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { operations } from '@bonafide/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LiveService, startLiveService } from './live-service.ts'
import { openApiClient, openApiCore } from './official-clients.ts'

const PICTURE = Buffer.from('a picture').toString('base64')

/** Every operation that an outside register answers, with parameters that it takes. */
const CALLS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Id2MetaVerifyIntl: { ProductCode: 'ID_2META', IdentifyNum: '110101', UserName: 'Anna' },
  Id2MetaPeriodVerifyIntl: {
    ProductCode: 'eKYC_Date_MIN',
    MerchantBizId: 'biz0001',
    DocType: '00000001',
    DocName: 'Anna',
    DocNo: '110101',
    ValidityStartDate: '20200101',
    ValidityEndDate: '20300101',
  },
  Mobile2MetaVerifyIntl: { ProductCode: 'MOBILE_2META', Mobile: '138', UserName: 'Anna', ParamType: 'normal' },
  Mobile3MetaVerifyIntl: {
    ProductCode: 'MOBILE_3META',
    Mobile: '138',
    UserName: 'Anna',
    IdentifyNum: '110101',
    ParamType: 'normal',
  },
  BankMetaVerifyIntl: {
    ProductCode: 'BANK_CARD_N_META',
    ProductType: 'BANK_CARD_3_META',
    VerifyMode: 'VERIFY_BANK_CARD',
    BankCard: '6222',
    UserName: 'Anna',
    IdentifyNum: '110101',
    ParamType: 'md5',
  },
  AddressVerifyIntl: {
    ProductCode: 'ADD_VERIFY_PRO',
    AddressType: '0',
    DefaultCountry: 'USA',
    Mobile: '1',
    Text: 'Main Street 1',
    VerifyType: 'HOME',
  },
  AddressVerifyV2Intl: { ProductCode: 'ADD_VERIFY_PRO', DeviceToken: 'token', RegCountry: 'USA' },
  IdnAuthorityVerifyIntl: {
    ProductCode: 'IDN_META',
    MerchantBizId: 'biz0001',
    MerchantUserId: 'user-1',
    FullName: 'Anna',
    BirthDate: '1990-01-01',
    IdNumber: '31',
    Email: 'anna@example.com',
    Mobile: '+62812345678',
    Timestamp: '1700000000',
    SourceFacePicture: PICTURE,
  },
}
const names = Object.keys(CALLS)

/** Parameters where the official client puts them. */
function placed(action: string, change: Readonly<Record<string, string>> = {}) {
  const operation = operations.find(({ name }) => name === action)
  const places: Readonly<Record<string, { readonly in: string }>> = { ...operation?.parameters }
  const given = Object.entries({ ...CALLS[action], ...change }).filter(([, value]) => value !== '')
  const of = (place: string) => Object.fromEntries(given.filter(([name]) => places[name]?.in === place))
  return { action, query: of('query'), form: of('form') }
}

describe('an operation of an outside register', () => {
  let service: LiveService
  let source: Server
  let questions: unknown[] = []
  let reply: object = {}

  beforeAll(async () => {
    source = createServer(async (request, response) => {
      questions.push(await json(request))
      response.end(JSON.stringify(reply))
    })
    await new Promise<void>((up) => source.listen(0, '127.0.0.1', up))
    const connectorUrl = `http://127.0.0.1:${(source.address() as AddressInfo).port}/ask`
    const connectorSecret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
    service = await startLiveService({ connectorUrl, connectorSecret })
  })
  afterAll(async () => {
    source.close()
    await service.close()
  })

  it.each(names)('%s asks the connector about the person and answers what it says', async (action) => {
    questions = []
    reply = { bizCode: '1', subCode: '101', detail: { ispName: 'CMCC', fullName: 1 } }
    for (const client of [openApiCore, openApiClient]) {
      const body = await client.call(service.host, service.credentials, placed(action))
      expect(body).toMatchObject({ Message: 'success', RequestId: expect.any(String) })
      expect(body['Code']).toMatch(/^(Success|200)$/)
      const result = new Map(Object.entries(body['Result'] ?? body['ResultObject'] ?? {}))
      expect([result.get('BizCode'), result.get('Passed')]).toContain(result.has('BizCode') ? '1' : 'Y')
      for (const value of result.values()) expect(value).toBeTypeOf('string')
    }
    expect(questions).toHaveLength(2)
    const question = JSON.stringify(questions[0])
    expect(question).toContain(`"kind":"${action}"`)
    expect(question).not.toMatch(/MerchantBizId|ProductCode/)
  })

  it.each(names)('%s says that it does not match', async (action) => {
    reply = { bizCode: '2' }
    const body = await openApiCore.call(service.host, service.credentials, placed(action))
    const result = new Map(Object.entries(body['Result'] ?? body['ResultObject'] ?? {}))
    expect([result.get('BizCode'), result.get('Passed')]).toContain(result.has('BizCode') ? '2' : 'N')
  })

  it.each(names)('%s is refused by name for a parameter that is missing or wrong', async (action) => {
    const [required = ''] = Object.keys(CALLS[action] ?? {}).slice(-1)
    const missing = openApiCore.call(service.host, service.credentials, placed(action, { [required]: '' }))
    await expect(missing).rejects.toMatchObject({
      code: 'MissingParameter',
      message: expect.stringContaining(required),
    })
    const wrong = openApiCore.call(service.host, service.credentials, placed(action, { ProductCode: 'eKYC' }))
    await expect(wrong).rejects.toMatchObject({ code: 'InvalidParameter' })
  })

  it('leaves nothing of the person in the log', () => {
    expect(service.logged.join('')).not.toMatch(/Anna|110101/)
  })

  it('is 503 while the connector is down', async () => {
    reply = { nothing: true }
    const call = openApiCore.call(service.host, service.credentials, placed('Id2MetaVerifyIntl'))
    await expect(call).rejects.toMatchObject({ code: 'ServiceUnavailable', statusCode: 503 })
  })
})

describe('an operation of an outside register without a connector', () => {
  let service: LiveService
  beforeAll(async () => {
    service = await startLiveService()
  })
  afterAll(() => service.close())

  it.each(names)('%s is refused as not opened for the account', async (action) => {
    await expect(openApiCore.call(service.host, service.credentials, placed(action))).rejects.toMatchObject({
      code: 'Forbidden.AccountAccessDenied',
      statusCode: 403,
    })
  })
})

describe('an operation of an outside register with the mock', () => {
  it('says in every answer that it asked nobody', async () => {
    const service = await startLiveService({ connectorUrl: 'mock' })
    try {
      const ask = (change: Record<string, string>) =>
        openApiCore.call(service.host, service.credentials, placed('Id2MetaVerifyIntl', change))
      expect(await ask({})).toMatchObject({ Message: 'mock', Result: { BizCode: '1' } })
      expect(await ask({ UserName: 'Anna#2' })).toMatchObject({ Message: 'mock', Result: { BizCode: '2' } })
      expect(await ask({ UserName: 'Anna#3' })).toMatchObject({ Message: 'mock', Result: { BizCode: '3' } })
    } finally {
      await service.close()
    }
  })
})

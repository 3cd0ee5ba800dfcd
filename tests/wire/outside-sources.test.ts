import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { operations } from '@bonafide/protocol'
import { holdsPlanted } from '@bonafide/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LiveService, startLiveService } from './live-service.ts'
import { openApiClient, openApiCore } from './official-clients.ts'
import { OUTSIDE_CALLS as CALLS } from './outside-calls.ts'

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
    expect(holdsPlanted(Buffer.from(service.logged.join('')))).toBe(false)
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

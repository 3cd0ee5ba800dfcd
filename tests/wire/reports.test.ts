import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { finishVerification } from './finish-verification.ts'
import { type LiveService, startLiveService } from './live-service.ts'
import { openApiClient, openApiCore } from './official-clients.ts'

const ORDER = {
  MerchantBizId: 'biz0001',
  MerchantUserId: 'user-1',
  MetaInfo: JSON.stringify({ deviceType: 'h5' }),
}
const MINUTE_MS = 60_000

let service: LiveService
let finished = ''
beforeAll(async () => {
  service = await startLiveService()
  finished = await begin({ ProductCode: 'FACE_LIVENESS' })
  await finishVerification(service, finished)
  await begin({ ProductCode: 'FACE_LIVENESS' })
  await begin({ ProductCode: 'eKYC_PRO', DocType: 'GLB03002' })
})
afterAll(() => service.close())

async function begin(order: Record<string, string>): Promise<string> {
  const call = { action: 'Initialize', query: { ...ORDER, ...order } }
  const { Result } = await openApiCore.call(service.host, service.credentials, call)
  return String(new Map(Object.entries(Result ?? {})).get('TransactionId'))
}

const today = () => new Date().toISOString().slice(0, 10)
const ds = () => today().replaceAll('-', '')

async function ask(BizType: string, more: Record<string, string> = {}, param: object = {}) {
  const Param = JSON.stringify({ startDs: ds(), endDs: ds(), language: 'en', ...param })
  const query = { BizType, Param, DownloadMode: 'sync', ProductType: 'KYC', Code: 'vrf_intl_verify_record', ...more }
  const call = { action: 'DownloadVerifyRecordIntl', query }
  const answer = await openApiCore.call(service.host, service.credentials, call)
  expect(answer['Code']).toBe('200')
  return new Map<string, unknown>(Object.entries(answer['Data'] ?? {}))
}

async function linesAt(address: unknown): Promise<string[]> {
  const response = await fetch(String(address))
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
  return (await response.text()).trimEnd().split('\r\n')
}

describe('DownloadVerifyRecordIntl', () => {
  it('counts verifications by day and product', async () => {
    expect(await linesAt((await ask('INVOKE_STATISTICS')).get('Url'))).toEqual([
      'Day,ProductCode,Begun,Finished,Passed,NotPassed',
      `${today()},FACE_LIVENESS,2,1,1,0`,
      `${today()},eKYC_PRO,1,0,0,0`,
    ])
  })

  it('lists them one by one, of one product where it is named', async () => {
    const lines = await linesAt((await ask('INVOKE_RECORD', {}, { productCode: 'FACE_LIVENESS' })).get('Url'))
    expect(lines).toHaveLength(3)
    expect(lines[0]).toBe('TransactionId,MerchantBizId,ProductCode,CreatedAt,State,Passed,SubCode')
    expect(lines[1]).toMatch(new RegExp(`^${finished},biz0001,FACE_LIVENESS,${today()}T[^,]+,finished,Y,200$`))
    expect(lines[2]).toMatch(/,created,,$/)
  })

  it('answers a task when it is asked to take its time, and the task an address', async () => {
    const data = await ask('INVOKE_STATISTICS', { DownloadMode: 'async' })
    expect(data.has('Url')).toBe(false)
    const query = { DownloadTaskId: String(data.get('DownloadTaskId')) }
    const call = { action: 'QueryDownloadTaskIntl', query }
    const answer = await openApiClient.call(service.host, service.credentials, call)
    expect(answer).toMatchObject({ Code: '200', Data: { Status: 'SUCCESS', ...query } })
    expect(await linesAt(new Map(Object.entries(answer['Data'] ?? {})).get('Url'))).toHaveLength(3)

    const stranger = { accessKeyId: 'stranger', accessKeySecret: 'secret' }
    await service.insertKey(stranger)
    await expect(openApiCore.call(service.host, stranger, call)).rejects.toMatchObject({ code: 'InvalidParameter' })
  })

  it('gives addresses that are good for fifteen minutes and for nothing else', async () => {
    const data = await ask('INVOKE_RECORD')
    const url = String(data.get('Url'))
    const altered = url.slice(0, -2) + (url.endsWith('AA') ? 'BB' : 'AA')
    const task = `${service.url}/reports/${data.get('DownloadTaskId')}`
    for (const address of [altered, task, `${service.url}/reports/x`]) {
      const response = await fetch(address)
      expect([response.status, await response.json()]).toMatchObject([404, { Code: 'InvalidParameter' }])
    }
    service.setClock(new Date(Date.now() + 16 * MINUTE_MS))
    expect((await fetch(url)).status).toBe(404)
    service.setClock(undefined)
    expect((await fetch(url)).status).toBe(200)
  })

  it.each([
    ['no day', { startDs: '20260230' }],
    ['days the wrong way round', { startDs: '20260102', endDs: '20260101' }],
    ['too many days', { startDs: '20260101', endDs: '20261231' }],
    ['a product of another form', { productCode: "x' or 1=1" }],
  ])('refuses %s', async (_, param) => {
    await expect(ask('INVOKE_RECORD', {}, param)).rejects.toMatchObject({ code: 'InvalidParameter' })
  })
})

import { CHANNEL_HEADERS } from '@bonafide/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORDER, openTestService, type TestService } from './open-test-service.ts'
import { faceMaterial, openBrowser, pageMaterial } from './test-browser.ts'

const SECOND_MS = 1000

let test: TestService
beforeAll(async () => {
  test = await openTestService()
}, 60_000)
afterAll(() => test.close(), 60_000)

async function begun(): Promise<string> {
  const { body } = await test.call('Initialize', ORDER)
  return body.Result?.['TransactionId'] ?? ''
}

async function logOf(TransactionId: string, MerchantBizId: string = ORDER.MerchantBizId) {
  const { body } = await test.call('CheckVerifyLog', { TransactionId, MerchantBizId })
  const { Result = {} } = body
  const statistics: unknown = JSON.parse(Result['LogStatisticsInfo'] ?? '{}')
  return { code: body.Code, result: Result, lines: Object.values(Result['LogInfoEn'] ?? []), statistics }
}

describe('CheckVerifyLog', () => {
  it('says that nobody has begun', async () => {
    const { result } = await logOf(await begun())
    expect(result).toMatchObject({ VerifyStatus: '2', LogInfo: [] })
    expect(result).not.toHaveProperty('VerifyErrorCode')
  })

  it('tells pages, times and attempts of a verification that was finished', async () => {
    const id = await begun()
    const browser = openBrowser(test.url, id)
    const letGo = test.holdClock()
    await browser.open()
    test.advance(2 * SECOND_MS)
    await browser.begin('document-01')
    test.advance(3 * SECOND_MS)
    const page = await browser.begin('document-01')
    test.advance(4 * SECOND_MS)
    await browser.submit(page, pageMaterial())
    const face = await browser.begin('face')
    test.advance(10 * SECOND_MS)
    await browser.submit(face, faceMaterial(face))
    letGo()
    await expect.poll(async () => (await logOf(id)).code).toBe('Success')
    const { result, lines, statistics } = await logOf(id)
    expect(result).toMatchObject({ VerifyStatus: '0', VerifyErrorCode: '1000', Passed: 'Y', SubCode: '200' })
    expect(lines.map((line) => String(line).slice(25))).toEqual([
      'opened the page',
      'began document-01, attempt 1',
      'began document-01, attempt 2',
      'finished document-01',
      'began face, attempt 1',
      'finished face',
      'sent everything',
    ])
    expect(statistics).toMatchObject({
      ocrOverTimes: 1,
      hasOcrOverTimes: true,
      faceOverTimes: 0,
      hasFaceOverTimes: false,
    })
    const stay = new Map(Object.entries(new Map(Object.entries(statistics ?? {})).get('pageStayTimeInfo') ?? {}))
    for (const [name, ms] of Object.entries({ LOADING: 2000, OCR_SCAN: 7000, FACE: 10_000 })) {
      expect(Number(stay.get(name)), name).toBe(ms)
    }
  })

  it('says with which code and on which page the user left, also after the time is over', async () => {
    const id = await begun()
    const browser = openBrowser(test.url, id)
    await browser.open()
    await browser.begin('document-01')
    await browser.send('POST', '/leave', { code: 1016 }, { [CHANNEL_HEADERS.pieceSha256]: '' })
    const left = { VerifyStatus: '1', VerifyErrorCode: '1016', InterruptPage: 'OCR_SCAN', InterruptPageEn: 'OCR_SCAN' }
    const { result, statistics } = await logOf(id)
    expect(result).toMatchObject(left)
    expect(statistics).toMatchObject({ hasOcrPermissionRefuse: true, hasFacePermissionRefuse: false })
    test.advance(61 * 60 * SECOND_MS)
    expect((await test.call('CheckResult', { TransactionId: id, MerchantBizId: ORDER.MerchantBizId })).body.Code).toBe(
      'TransactionIdInvalid',
    )
    expect((await logOf(id)).result).toMatchObject(left)
  })

  it('suspects an interruption where nobody said anything', async () => {
    const id = await begun()
    await openBrowser(test.url, id).open()
    expect((await logOf(id)).result).toMatchObject({
      VerifyStatus: '1',
      VerifyErrorCode: '9999',
      InterruptPage: 'LOADING',
    })
  })

  it('keeps the number of leavings small, however often the browser says so', async () => {
    const id = await begun()
    const browser = openBrowser(test.url, id)
    await browser.open()
    for (let times = 0; times < 25; times += 1) await browser.send('POST', '/leave', { code: 1006 })
    expect((await logOf(id)).lines.filter((line) => String(line).includes('left'))).toHaveLength(20)
  })

  it('knows only transactions of the tenant, under the MerchantBizId of Initialize', async () => {
    expect((await logOf('a'.repeat(32))).code).toBe('TransactionIdInvalid')
    expect((await logOf(await begun(), 'another')).code).toBe('InvalidParameter')
  })
})

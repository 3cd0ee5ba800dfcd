import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Decision } from '@bonafide/engine'
import { administer, createLog, type Judge, readConfig } from '@bonafide/service'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { finishVerification } from './finish-verification.ts'
import { type LiveService, type LiveServiceOptions, startLiveService } from './live-service.ts'
import { type OfficialCall, openApiClient, openApiCore } from './official-clients.ts'
import { pictureOf } from './proof/judge.ts'
import { createTestJudge } from './test-judge.ts'

const PICTURE = Buffer.from(pictureOf('person')).toString('base64')
const WEB = JSON.stringify({ deviceType: 'h5', language: 'en', ua: 'test', screen: '390x844', appName: 'test' })

const EXPIRED: Partial<Decision> = {
  outcome: 'not-passed',
  reason: 'document-expired',
  findings: [{ check: 'validity', outcome: 'failed', reasons: ['document-expired'], measures: {}, regions: [] }],
}

/** Judges as the test judge does, but takes every document for an expired one. */
function strictJudge(): Judge {
  const judge = createTestJudge()
  return { ...judge, judgePictures: async (request) => ({ ...(await judge.judgePictures(request)), ...EXPIRED }) }
}

const ocr = (change: Readonly<Record<string, string>> = {}): OfficialCall => ({
  action: 'DocOcr',
  query: { ProductCode: 'ID_OCR_MIN', DocType: '01000000', MerchantBizId: 'biz0001', ...change },
  form: { IdOcrPictureBase64: PICTURE },
})

const begin: OfficialCall = {
  action: 'Initialize',
  query: {
    ProductCode: 'eKYC_PRO',
    MerchantBizId: 'biz0002',
    MerchantUserId: 'u',
    DocType: 'GLB03002',
    Pages: '01',
    MetaInfo: WEB,
  },
}

/** A service that compares with another one, as the operator of both sets it up. */
async function startBeside(
  upstream: { url: string },
  key: LiveService['credentials'],
  options: LiveServiceOptions = {},
) {
  return startLiveService({
    shadowUrl: upstream.url,
    shadowOrigins: [upstream.url],
    shadowKeyId: key.accessKeyId,
    shadowKeySecret: key.accessKeySecret,
    shadowTenant: 'default',
    ...options,
  })
}

interface Line {
  readonly operation: string
  readonly documentType: string
  readonly what: string
  readonly value: string
  readonly n: number
  readonly agreed: number
}

/** What the report says of an operation, once this many comparisons of it were made. */
async function reportOf(service: LiveService, operation: string, comparisons: number): Promise<readonly Line[]> {
  const { config } = readConfig({}, { dataDir: service.dataDir })
  const request = { command: 'shadow.report', args: { tenant: 'default' } }
  const log = createLog('error', { write: () => undefined })
  for (;;) {
    const lines = ((await administer(config, request, log)) as Line[]).filter((line) => line.operation === operation)
    const made = lines.filter(({ what, value }) => what === 'answer' || value === 'upstream-unavailable')
    if (made.reduce((sum, { n }) => sum + n, 0) >= comparisons) return lines
  }
}

let upstream: LiveService
beforeAll(async () => {
  upstream = await startLiveService()
})
afterAll(() => upstream.close())

describe('shadow mode in which Bonafide answers', () => {
  let service: LiveService
  beforeAll(async () => {
    service = await startBeside(upstream, upstream.credentials, { judge: strictJudge() })
  })
  afterAll(() => service.close())

  it('answers as without it, and tells afterwards how often the other service said the same', async () => {
    for (const client of [openApiCore, openApiClient]) {
      const { Result } = await client.call(service.host, service.credentials, ocr())
      expect(Result).toMatchObject({ Passed: 'N' })
    }
    const lines = await reportOf(service, 'DocOcr', 2)
    const said = (what: string) => lines.find((line) => line.what === what)
    expect(said('answer')).toMatchObject({ n: 2, agreed: 2, documentType: '01000000' })
    expect(said('Passed')).toMatchObject({ n: 2, agreed: 0 })
    expect(said('SubCode')).toMatchObject({ n: 2, agreed: 0 })
    expect(said('SubCode pair')?.value).toMatch(/^2\d\d\/200$/)
    // The same document on both sides, field by field.
    const fields = said('field')
    expect(fields?.n).toBeGreaterThan(4)
    expect(fields?.agreed).toBe(fields?.n)
  })

  it('compares refusals too', async () => {
    const refused = openApiCore.call(service.host, service.credentials, ocr({ DocType: 'none' }))
    await expect(refused).rejects.toMatchObject({ code: 'InvalidParameter' })
    const lines = await reportOf(service, 'DocOcr', 3)
    expect(lines.find((line) => line.what === 'answer' && line.documentType === 'none')).toMatchObject({
      n: 1,
      agreed: 1,
    })
  })

  it('passes on nothing of another tenant, and nothing personal into what is kept', async () => {
    const stranger = { accessKeyId: 'stranger', accessKeySecret: 'a secret of the stranger' }
    await service.insertKey(stranger)
    const before = upstream.logged.length
    await openApiCore.call(service.host, stranger, ocr())
    await openApiCore.call(service.host, service.credentials, { action: 'KeepaliveIntl' })
    expect(upstream.logged.slice(before)).toEqual([])
    const lines = JSON.stringify(await reportOf(service, 'DocOcr', 3))
    expect(lines + service.logged.join('')).not.toMatch(/ERIKSSON|ANNA|L898902C3/)
  })
})

describe('shadow mode in which the other service answers', () => {
  let service: LiveService
  beforeAll(async () => {
    service = await startBeside(upstream, upstream.credentials, { judge: strictJudge(), shadowAnswers: 'upstream' })
  })
  afterAll(() => service.close())

  const call = (request: OfficialCall) => openApiCore.call(service.host, service.credentials, request)

  it('hands on its answer and its refusal as they came', async () => {
    expect((await call(ocr()))['Result']).toMatchObject({ Passed: 'Y', SubCode: '200' })
    await expect(call(ocr({ DocType: 'none' }))).rejects.toMatchObject({ code: 'InvalidParameter', statusCode: 400 })
    const [refusal] = upstream.logged.filter((line) => line.includes('call-refused'))
    expect(refusal).toContain('InvalidParameter')
  })

  it('lets the other service conduct a verification, and judges the pictures of its result', async () => {
    const { Result } = await call(begin)
    const { TransactionId } = Result as { readonly TransactionId: string }
    const query = { MerchantBizId: 'biz0002', TransactionId }
    await expect(call({ action: 'CheckResult', query })).rejects.toMatchObject({ code: 'ProcessNotCompleted' })
    await finishVerification(upstream, TransactionId)
    const plain = await call({ action: 'CheckResult', query })
    expect(plain['Result']).toMatchObject({ Passed: 'Y', SubCode: '200', EkycResult: 'Success' })
    expect(JSON.stringify(plain)).not.toMatch(/idImage|faceImg/)
    const pictured = await call({ action: 'CheckResult', query: { ...query, IsReturnImage: 'Y' } })
    expect(JSON.stringify(pictured)).toContain('faceImg')
    const direct = await openApiCore.call(upstream.host, upstream.credentials, { action: 'CheckResult', query })
    expect(plain['Result']).toEqual(direct['Result'])

    // Read twice, compared once; liveness, and with it the verdict as a whole, not at all.
    const lines = await reportOf(service, 'CheckResult', 1)
    const said = (what: string) => lines.find((line) => line.what === what)
    expect(said('answer')).toMatchObject({ n: 1, agreed: 1, documentType: 'GLB03002' })
    expect(said('none')).toMatchObject({ n: 1, value: 'liveness' })
    expect(said('Passed')).toBeUndefined()
    expect(said('ocrIdPassed')).toMatchObject({ n: 1, agreed: 0 })
    expect(said('SubCode without liveness')).toMatchObject({ n: 1, agreed: 0 })

    const deletion = await call({ action: 'DeleteVerifyResult', query: { TransactionId, DeleteType: 'All' } })
    expect(deletion['Result']).toMatchObject({ DeleteResult: 'Y' })
    await expect(call({ action: 'CheckResult', query })).rejects.toMatchObject({ code: 'TransactionIdInvalid' })
  })

  it('answers for verifications that were begun here before', async () => {
    const query = { MerchantBizId: 'biz0002', TransactionId: 'unknown' }
    await expect(call({ action: 'CheckResult', query })).rejects.toMatchObject({ code: 'TransactionIdInvalid' })
  })

  it('refuses files, which lie here, by the name of their parameter', async () => {
    const order = ocr({ IdOcrPictureFile: 'http://uploads.test/upl_1' })
    const file = call({ ...order, action: 'DocOcrV2', form: {} })
    await expect(file).rejects.toMatchObject({
      code: 'InvalidParameter',
      message: expect.stringContaining('IdOcrPictureFile'),
    })
  })
})

describe('shadow mode with another service that is down', () => {
  let down: Server
  let url = ''
  beforeAll(async () => {
    down = createServer((_, response) => void response.writeHead(502).end('<html>'))
    await new Promise<void>((up) => down.listen(0, '127.0.0.1', up))
    url = `http://127.0.0.1:${(down.address() as AddressInfo).port}`
  })
  afterAll(() => void down.close())
  const key = { accessKeyId: 'k', accessKeySecret: 's' }

  it('changes no answer of ours, and counts what could not be compared', async () => {
    const service = await startBeside({ url }, key)
    try {
      const answers = await Promise.all([1, 2, 3].map(() => openApiCore.call(service.host, service.credentials, ocr())))
      for (const { Result } of answers) expect(Result).toMatchObject({ Passed: 'Y', SubCode: '200' })
      const lines = await reportOf(service, 'DocOcr', 3)
      expect(lines).toEqual([expect.objectContaining({ what: 'none', value: 'upstream-unavailable', n: 3 })])
    } finally {
      await service.close()
    }
  })

  it('is 503 with the time to come back where that service would answer', async () => {
    const service = await startBeside({ url }, key, { shadowAnswers: 'upstream' })
    try {
      const answer = openApiCore.call(service.host, service.credentials, ocr())
      await expect(answer).rejects.toMatchObject({ code: 'ServiceUnavailable', statusCode: 503 })
    } finally {
      await service.close()
    }
  })

  it('does not reach an internal address that the operator did not name', async () => {
    const service = await startBeside({ url }, key, { shadowOrigins: [] })
    let asked = 0
    down.on('connection', () => {
      asked += 1
    })
    try {
      await openApiCore.call(service.host, service.credentials, ocr())
      await reportOf(service, 'DocOcr', 1)
      expect(asked).toBe(0)
    } finally {
      await service.close()
    }
  })
})

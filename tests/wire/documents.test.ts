import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openModels, prepareModels } from '@bonafide/models-onnx'
import { createJudgePool } from '@bonafide/service'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DrawnDocuments, drawDocuments } from './drawn-documents.ts'
import { type LiveService, startLiveService } from './live-service.ts'
import { type OfficialCall, openApiClient, openApiCore } from './official-clients.ts'
import { uploadFile } from './upload-file.ts'

/** The document operations through the official clients, on drawn documents, judged by the engine in a process of its own. */
let service: LiveService
let merchant: Server
let drawn: DrawnDocuments
let origin = ''

beforeAll(async () => {
  const models = await openModels(await prepareModels())
  drawn = await drawDocuments({ models })
  await models.close()
  merchant = createServer((request, response) => {
    if (request.url === '/passport.jpg') response.end(Buffer.from(drawn.passport, 'base64'))
    else response.writeHead(404).end()
  })
  await new Promise<void>((up) => merchant.listen(0, '127.0.0.1', up))
  origin = `http://127.0.0.1:${(merchant.address() as AddressInfo).port}`
  const judge = createJudgePool({ processes: 1, deadlineMs: 60_000, memoryMb: 1536, onError: () => undefined })
  service = await startLiveService({ judge, pictureOrigins: [origin], uploadHost: 'uploads.test' })
}, 120_000)
afterAll(async () => {
  merchant.close()
  await service.close()
})

const call = (request: OfficialCall, client = openApiCore) => client.call(service.host, service.credentials, request)

interface Answered {
  readonly Passed: string
  readonly SubCode: string
  readonly TransactionId: string
  /** ExtIdInfo, which is a text on the wire. */
  readonly id: Readonly<Record<string, unknown>>
  readonly card: unknown
}

async function read(request: OfficialCall, client = openApiCore): Promise<Answered> {
  const { Result } = await call(request, client)
  const result = Result as Readonly<Record<string, string>>
  const { Passed = '', SubCode = '', TransactionId = '', ExtIdInfo = '', ExtCardInfo } = result
  const card: unknown = ExtCardInfo === undefined ? undefined : JSON.parse(ExtCardInfo)
  return { Passed, SubCode, TransactionId, id: JSON.parse(ExtIdInfo), card }
}

const PASSPORT = { ProductCode: 'ID_OCR_MIN', DocType: '01000000' }
/** The words of list A and of list B for what the drawn passport says. */
const inListA = () => ({
  surname: drawn.fields.surname.toUpperCase(),
  givenname: drawn.fields.givenNames.toUpperCase(),
  sex: drawn.fields.sex,
  birthDate: drawn.fields.birthDate,
  passportNo: drawn.fields.documentNumber,
  nationality: 'UTO',
  expiryDate: drawn.fields.expiryDate,
  countryCode: 'UTO',
})
const inListB = () => ({
  surname: drawn.fields.surname.toUpperCase(),
  given_names: drawn.fields.givenNames.toUpperCase(),
  sex: drawn.fields.sex,
  date_of_birth: drawn.fields.birthDate,
  passport_number: drawn.fields.documentNumber,
  nationality: 'UTO',
  date_of_expiry: drawn.fields.expiryDate,
  country_code: 'UTO',
})

describe('DocOcr', () => {
  it.each([openApiCore, openApiClient].map((client) => [client.name, client] as const))(
    'answers %s what the document says, in texts, and passes it',
    async (_, client) => {
      const query = { ...PASSPORT, Spoof: 'T', IdFaceQuality: 'T', IdThreshold: '0' }
      const answer = await call({ action: 'DocOcr', query, form: { IdOcrPictureBase64: drawn.passport } }, client)
      expect(answer).toMatchObject({ Code: 'Success', RequestId: expect.any(String) })
      const result = answer['Result'] as Readonly<Record<string, string>>
      expect(result).toEqual({
        TransactionId: expect.stringMatching(/^[a-z0-9]{32}$/),
        Passed: 'Y',
        SubCode: '200',
        ExtIdInfo: expect.any(String),
      })
      expect(JSON.parse(result['ExtIdInfo'] ?? '')).toEqual({
        idFaceQualityScore: expect.any(Number),
        ocrIdInfo: inListA(),
        spoofInfo: { spoofResult: 'N', spoofType: [] },
      })
    },
  )

  it('says that a document has expired, and still what it says', async () => {
    const form = { IdOcrPictureBase64: drawn.expiredPassport }
    const answer = await read({ action: 'DocOcr', query: PASSPORT, form })
    expect(answer).toMatchObject({ Passed: 'N', SubCode: '214' })
    expect(answer.id).toEqual({ ocrIdInfo: { ...inListA(), expiryDate: '2024-03-02' } })
  })

  it('looks for forgery alone where nothing else is asked, and finds a grey copy', async () => {
    const query = { ...PASSPORT, Ocr: 'F', Spoof: 'T' }
    const answer = await read({ action: 'DocOcr', query, form: { IdOcrPictureBase64: drawn.copiedPassport } })
    expect(answer).toMatchObject({ Passed: 'N', SubCode: '213' })
    expect(answer.id).toEqual({ spoofInfo: { spoofResult: 'Y', spoofType: ['PHOTO_COPY'] } })
  })

  it('does not pass another document than the one that was named', async () => {
    const query = { ...PASSPORT, DocType: '00000001' }
    const answer = await read({ action: 'DocOcr', query, form: { IdOcrPictureBase64: drawn.passport } })
    expect(answer).toMatchObject({ Passed: 'N', SubCode: '212' })
  })

  it('reads the other side of a card', async () => {
    const query = { DocType: '00000001', CardSide: 'OCR_ID_NATIONAL_EMBLEM' }
    const answer = await read({ action: 'DocOcr', query, form: { IdOcrPictureBase64: drawn.cardBack } })
    expect(answer).toMatchObject({ Passed: 'Y', SubCode: '200' })
    const { issueDate, expiryDate } = drawn.holder
    expect(answer.id).toEqual({ ocrIdInfo: { originOfIssue: expect.any(String), issueDate, expiryDate } })
  })

  it('takes the picture by its address, which is fetched, and in its second version as an uploaded file', async () => {
    const query = { ...PASSPORT, Ocr: 'F', IdFaceQuality: 'T' }
    const fetched = await read({ action: 'DocOcr', query: { ...query, IdOcrPictureUrl: `${origin}/passport.jpg` } })
    expect(fetched).toMatchObject({ Passed: 'Y', id: { idFaceQualityScore: expect.any(Number) } })
    const file = await uploadFile(service, Buffer.from(drawn.passport, 'base64'))
    const uploaded = await read({ action: 'DocOcrV2', query, form: { IdOcrPictureFile: file } }, openApiClient)
    expect(uploaded.id).toEqual(fetched.id)
    // The call is over with its answer.
    const known = { TransactionId: uploaded.TransactionId, MerchantBizId: 'biz1' }
    expect(await codeOf({ action: 'CheckResult', query: known })).toBe('TransactionIdInvalid')
  })
})

describe('CardOcr', () => {
  it('answers what the front says once more by itself', async () => {
    const query = { DocType: '00000001', IdFaceQuality: 'T' }
    const answer = await read({ action: 'CardOcr', query, form: { IdOcrPictureBase64: drawn.cardFront } })
    const { surname, givenNames } = drawn.holder.chinese.simplified
    expect(answer.id).toEqual({ idFaceQualityScore: expect.any(Number), ocrIdInfo: answer.card })
    expect(answer.card).toMatchObject({ name: `${surname}${givenNames}`, birthDate: drawn.holder.birthDate })
  })
})

describe('DocOcrMax', () => {
  it('finds the type by itself, and answers in the words of its own list', async () => {
    const form = { OcrModel: '1', IdOcrPictureBase64: drawn.passport }
    const query = { OcrValueStandard: '1' }
    const answer = await read({ action: 'DocOcrMax', query, form }, openApiClient)
    expect(answer).toMatchObject({ Passed: 'Y', SubCode: '200' })
    expect(answer.id).toEqual({
      docType: 'GLB03002',
      ocrIdInfo: inListB(),
      ocrStandardData: {
        given_name_s: inListB().given_names,
        surname_s: inListB().surname,
        date_of_birth_s: drawn.fields.birthDate,
        sex_s: drawn.fields.sex,
      },
    })
  })

  it('reads the page that is named, as it is printed', async () => {
    const file = await uploadFile(service, Buffer.from(drawn.cardBack, 'base64'))
    const form = { DocType: 'CHN01001', DocPage: '02', IdOcrPictureFile: file }
    const answer = await read({ action: 'DocOcrMaxV2', form })
    expect(answer).toMatchObject({ Passed: 'Y', id: { docType: 'CHN01001' } })
    expect(answer.id['ocrIdInfo']).toMatchObject({ date_of_expiry: drawn.holder.expiryDate.replaceAll('-', '.') })
  })
})

describe('EkycVerify', () => {
  const query = { ProductCode: 'eKYC_MIN', DocType: '01000000' }
  const form = () => ({ IdOcrPictureBase64: drawn.passport, FacePictureBase64: drawn.holderFace })

  it('passes a sound document and the face that is on it, with both as JSON in texts', async () => {
    const order = { action: 'EkycVerify', query: { ...query, FaceQualityCheck: 'Y', IdThreshold: '2' }, form: form() }
    const answer = await call(order, openApiClient)
    expect(answer).toMatchObject({
      Code: 'Success',
      Result: { TransactionId: expect.any(String), Passed: 'Y', SubCode: '200' },
    })
    const { ExtIdInfo = '', ExtFaceInfo = '' } = answer['Result'] as Readonly<Record<string, string>>
    expect(JSON.parse(ExtIdInfo)).toEqual({
      ocrIdPassed: 'Y',
      spoofInfo: { spoofResult: 'N', spoofType: [] },
      ocrIdInfo: inListA(),
    })
    // Nothing here tells a living face on one picture from its photograph, so nothing is said about an attack.
    expect(JSON.parse(ExtFaceInfo)).toEqual({
      facePassed: 'Y',
      faceComparisonScore: expect.any(Number),
      faceQualityScore: expect.any(Number),
      illuminationScore: expect.any(Number),
      sharpnessScore: expect.any(Number),
    })
  })

  it('does not pass a stranger with a sound document, brought as uploaded files', async () => {
    const files = {
      IdOcrPictureFile: await uploadFile(service, Buffer.from(drawn.passport, 'base64')),
      FacePictureFile: await uploadFile(service, Buffer.from(drawn.strangerFace, 'base64')),
    }
    const answer = await call({ action: 'EkycVerifyV2', query, form: files })
    expect(answer['Result']).toMatchObject({ Passed: 'N', SubCode: '207' })
    const { ExtIdInfo = '', ExtFaceInfo = '' } = answer['Result'] as Readonly<Record<string, string>>
    expect(JSON.parse(ExtIdInfo)).toMatchObject({ ocrIdPassed: 'Y' })
    expect(JSON.parse(ExtFaceInfo)).toEqual({ facePassed: 'N', faceComparisonScore: expect.any(Number) })
    expect(JSON.parse(ExtFaceInfo).faceComparisonScore).toBeLessThan(45)
  })

  it.each(['EkycVerify', 'EkycVerifyV2'])('%s refuses what cannot be carried out, by its code', async (action) => {
    const refusals: readonly (readonly [string, Readonly<Record<string, string>>, object?])[] = [
      ['MissingParameter', { FacePictureBase64: '' }],
      ['MissingParameter', { IdOcrPictureBase64: '' }],
      ['MissingParameter', {}, { DocType: '' }],
      ['InvalidParameter', {}, { DocType: 'GLB03002' }],
      ['InvalidParameter', {}, { ProductCode: 'eKYC' }],
      ['InvalidParameter', {}, { IdThreshold: '4' }],
      ['InvalidParameter', {}, { DocName: 'Jana' }],
      ['InvalidParameter', {}, { Authorize: 'T' }],
      ['DataDuplication', {}, { FacePictureUrl: `${origin}/passport.jpg` }],
      ['DownloadTimeout', { FacePictureBase64: '' }, { FacePictureUrl: `${origin}/missing.jpg` }],
      ['ToolargeImage', { FacePictureBase64: 'A'.repeat(1024 * 1024 + 4) }],
      ['UnqualifiedPhoto', { FacePictureBase64: cut(drawn.holderFace) }],
      ['UnqualifiedPhoto', { IdOcrPictureBase64: Buffer.from('GIF89a').toString('base64') }],
    ]
    for (const client of [openApiCore, openApiClient]) {
      for (const [code, change, asked = {}] of refusals) {
        const order = { action, query: { ...query, ...asked }, form: { ...form(), ...change } }
        expect([code, await codeOf(order, client)]).toEqual([code, code])
      }
    }
  })

  it('refuses a picture without a face by its code', async () => {
    const order = { action: 'EkycVerify', query, form: { ...form(), FacePictureBase64: drawn.cardBack } }
    expect(await codeOf(order)).toBe('NoFaceDetected')
  })
})

/** What one client sees of a call that is refused. */
async function codeOf(request: OfficialCall, client = openApiCore): Promise<unknown> {
  const raised = await call(request, client).then(
    () => undefined,
    (error: unknown) => error,
  )
  return raised instanceof Error && 'code' in raised ? raised.code : undefined
}

describe.each([
  ['DocOcr', PASSPORT, {}],
  ['DocOcrV2', PASSPORT, {}],
  ['CardOcr', PASSPORT, {}],
  ['DocOcrMax', {}, { DocType: 'GLB03002' }],
  ['DocOcrMaxV2', {}, { DocType: 'GLB03002' }],
] as const)('%s refuses', (action, query, form) => {
  const order = (change: Readonly<Record<string, string>>): OfficialCall => ({
    action,
    query: { ...query, ...pick(change, Object.keys(query)) },
    form: { ...form, IdOcrPictureBase64: drawn.passport, ...change },
  })

  it.each([openApiCore, openApiClient].map((client) => [client.name, client] as const))(
    'what cannot be carried out, by its code (%s)',
    async (_, client) => {
      const url = { IdOcrPictureBase64: '', IdOcrPictureUrl: 'https://pictures.example:8443/a.jpg' }
      const refusals: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
        ['MissingParameter', { DocType: '' }],
        ['MissingParameter', { IdOcrPictureBase64: '' }],
        ['InvalidParameter', { DocType: 'XXX99' }],
        ['InvalidParameter', { ProductCode: 'eKYC' }],
        ['InvalidParameter', { IdOcrPictureBase64: '!' }],
        ['InvalidParameter', url],
        ['DataDuplication', { ...url, IdOcrPictureBase64: 'AAAA' }],
        ['DownloadTimeout', { ...url, IdOcrPictureUrl: `${origin}/missing.jpg` }],
        ['ToolargeImage', { IdOcrPictureBase64: 'A'.repeat(1024 * 1024 + 4) }],
        ['UnqualifiedPhoto', { IdOcrPictureBase64: Buffer.from('<svg/>').toString('base64') }],
        ['UnqualifiedPhoto', { IdOcrPictureBase64: cut(drawn.passport) }],
      ]
      for (const [code, change] of refusals) expect(await codeOf(order(change), client), code).toBe(code)
    },
  )

  it('a question without content, and a page that the document does not have', async () => {
    const empty = action.startsWith('DocOcrMax')
      ? [{ DocPage: '02' }, { OcrModel: '1' }, { OcrModel: '2', DocType: '' }]
      : [{ Ocr: 'F' }, { Ocr: 'maybe' }]
    for (const change of empty) expect(await codeOf(order(change))).toBe('InvalidParameter')
    if (!action.startsWith('DocOcr') || action.startsWith('DocOcrMax')) return
    expect(await codeOf(order({ CardSide: 'OCR_ID_NATIONAL_EMBLEM' }))).toBe('InvalidParameter')
  })
})

it('Initialize refuses a product that has no client flow', async () => {
  for (const ProductCode of ['ID_OCR_MIN', 'ID_OCR_MAX', 'eKYC_MIN']) {
    const query = { ProductCode, MerchantBizId: 'b', MerchantUserId: 'u', MetaInfo: '{"deviceType":"h5"}' }
    expect(await codeOf({ action: 'Initialize', query })).toBe('InvalidParameter')
  }
})

it('nothing of a document or its picture is in the log', () => {
  const log = service.logged.join('')
  expect(log.length).toBeGreaterThan(0)
  for (const word of [drawn.fields.surname.toUpperCase(), drawn.fields.documentNumber]) expect(log).not.toContain(word)
})

function pick(change: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(change).filter(([name]) => names.includes(name)))
}

/** A picture whose header says what it was, and whose data ends early. */
function cut(text: string): string {
  return Buffer.from(Buffer.from(text, 'base64').subarray(0, 700)).toString('base64')
}

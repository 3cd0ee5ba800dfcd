import { products } from '@bonafide/engine'
import { createPictures } from '@bonafide/imaging'
import { createChannelClient, demoStill, runSteps } from '@bonafide/lab'
import { type OpenModels, openModels, prepareModels } from '@bonafide/models-onnx'
import { createJudgePool } from '@bonafide/service'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DrawnDocuments, drawDocuments } from './drawn-documents.ts'
import { type LiveService, startLiveService } from './live-service.ts'
import { openApiCore } from './official-clients.ts'
import { type RehearsedPerson, rehearsedPerson } from './rehearsed-person.ts'

/**
 * Every product from Initialize to CheckResult: a rendered person and drawn documents go through the real channel, the
 * engine judges in a process of its own. FACE_IDU, which needs face groups, has face-idu.test.ts.
 */
const pictures = createPictures()
let service: LiveService
let models: OpenModels
let ada: RehearsedPerson
let drawn: DrawnDocuments

beforeAll(async () => {
  models = await openModels(await prepareModels())
  ada = await rehearsedPerson(await demoStill('ada-selfie', pictures), { pictures, models })
  drawn = await drawDocuments({ models })
  const judge = createJudgePool({ processes: 1, deadlineMs: 60_000, memoryMb: 1536, onError: () => undefined })
  service = await startLiveService({ judge, connectorUrl: 'mock', random: ada.random })
}, 120_000)
afterAll(async () => {
  await service.close()
  await models.close()
})

interface Row {
  readonly product: string
  /** What Initialize is told beside the product; `holderFace` stands for the picture of the holder. */
  readonly order: Readonly<Record<string, string>>
  /** The structured fields of the answer, each with something that it holds. */
  readonly answer: Readonly<Record<string, object>>
}

const FACE = { facePassed: 'Y', faceAttack: 'N', faceQualityScore: expect.any(Number) }
const COMPARED = { ...FACE, faceComparisonScore: expect.any(Number) }
const FIRST_FACE = { ekycResultFace: 'Success', faceLivenessResult: 'Success' }
const PASSPORT_B = { DocType: 'GLB03002' }
const PASSPORT_A = { DocType: '01000000' }
const WRITTEN_B = { certType: 'GLB03002', certNo: 'L75693324', certName: 'KORHONEN JANA LUISA' }
const WRITTEN_A = { ...WRITTEN_B, certType: '01000000' }
const READ_B = { surname: 'KORHONEN', given_names: 'JANA LUISA', passport_number: 'L75693324', country_code: 'UTO' }
const READ_A = { surname: 'KORHONEN', givenname: 'JANA LUISA', passportNo: 'L75693324', countryCode: 'UTO' }
const TARGET = { TargetFacePicture: 'holderFace' }

const ROWS: readonly Row[] = [
  {
    product: 'eKYC_PRO',
    order: { ...PASSPORT_B, IdSpoof: 'Y', IdFaceQuality: 'Y', OcrValueStandard: '1', IdThreshold: '2' },
    answer: {
      ExtBasicInfo: WRITTEN_B,
      ExtIdInfo: {
        docType: 'GLB03002',
        ocrIdPassed: 'Y',
        ocrIdInfoData: { '01': READ_B },
        ocrStandardData: { surname_s: 'KORHONEN', sex_s: 'F' },
        idFaceQualityScore: expect.any(Number),
        spoofInfo: { spoofResult: 'N', spoofType: [] },
        extraSpoofResultDetails: [
          {
            result: 'N',
            spoofType: [],
            components: ['SCREEN_REMARK', 'PHOTO_COPY', 'TAMPER'].map((name) => ({ name, subResult: 'N' })),
          },
        ],
      },
      ExtFaceInfo: COMPARED,
      ExtInfo: { certifyFlow: 'DOC_FACE' },
    },
  },
  {
    product: 'eKYC',
    order: { ...PASSPORT_A, Ocr: 'N' },
    // Nothing of what the document says was asked for, so nothing of it is kept.
    answer: { ExtBasicInfo: { certNo: '', certName: '' }, ExtIdInfo: {}, ExtFaceInfo: COMPARED, ExtInfo: {} },
  },
  {
    product: 'eKYC_NDI',
    order: { DocName: 'Jana Luisa Korhonen', DocNo: 'L75693324' },
    answer: { ExtBasicInfo: { certNo: 'L75693324', certName: 'Jana Luisa Korhonen' }, ExtFaceInfo: FACE, ExtInfo: {} },
  },
  {
    product: 'ID_OCR',
    order: { DocType: '00000001', Pages: '01,02' },
    answer: {
      ExtBasicInfo: { certType: '00000001' },
      ExtIdInfo: {
        ocrIdPassed: 'Y',
        ocrIdInfo: { name: '杨美玲', birthDate: '1970-05-19' },
        ocrIdBackInfo: { issueDate: '2024-03-02', expiryDate: '2031-03-20' },
      },
      ExtInfo: {},
    },
  },
  {
    product: 'ID_OCR_PRO',
    order: PASSPORT_B,
    answer: { ExtBasicInfo: WRITTEN_B, ExtIdInfo: { ocrIdInfoData: { '01': READ_B } }, ExtInfo: {} },
  },
  { product: 'FACE_LIVENESS', order: {}, answer: { ExtFaceInfo: FACE, ExtInfo: {} } },
  { product: 'FACE_LIVENESS_PRO', order: {}, answer: { ExtFaceInfo: FACE, ExtInfo: {} } },
  { product: 'FACE_VERIFY', order: TARGET, answer: { ExtFaceInfo: COMPARED, ExtInfo: {} } },
  {
    product: 'KYC_GLOBAL',
    order: { ...PASSPORT_B, ProductFlow: 'FACE_DOC' },
    answer: {
      ExtBasicInfo: WRITTEN_B,
      ExtIdInfo: { ekycResultDoc: 'Success', ocrResult: READ_B },
      ExtFaceInfo: { ...FIRST_FACE, faceScore: expect.any(Number) },
      ExtInfo: { certifyFlow: 'FACE_DOC' },
    },
  },
  {
    product: 'FV_GLOBAL',
    order: TARGET,
    answer: { ExtFaceInfo: { ...FIRST_FACE, faceScore: expect.any(Number) }, ExtInfo: {} },
  },
  { product: 'FL_GLOBAL', order: {}, answer: { ExtFaceInfo: FIRST_FACE, ExtInfo: {} } },
  {
    product: 'OCR_GLOBAL',
    order: PASSPORT_A,
    answer: {
      ExtBasicInfo: WRITTEN_A,
      ExtIdInfo: { ekycResultDoc: 'Success', ocrResult: READ_A },
      ExtInfo: {},
    },
  },
  {
    product: 'IDR_GLOBAL',
    order: PASSPORT_A,
    answer: {
      ExtBasicInfo: WRITTEN_A,
      ExtIdInfo: { ekycResultDoc: 'Success', ocrResult: READ_A },
      ExtInfo: {},
    },
  },
]

const call = (action: string, query: Readonly<Record<string, string>>) =>
  openApiCore.call(service.host, service.credentials, { action, query })

/** The holder of the documents stands before the camera; the answer is that of CheckResult. */
async function verify({ product, order }: Row): Promise<Readonly<Record<string, unknown>>> {
  const MerchantBizId = 'biz1'
  ada.rewind()
  const given = Object.entries(order).map(([name, value]) => [name, value === 'holderFace' ? drawn.holderFace : value])
  const started = await call('Initialize', {
    ProductCode: product,
    MerchantBizId,
    MerchantUserId: 'user-1',
    MetaInfo: JSON.stringify({ deviceType: 'h5' }),
    ...Object.fromEntries(given),
  })
  const { TransactionId = '' } = started['Result'] as Readonly<Record<string, string>>
  const channel = await createChannelClient({ service: service.url, transactionId: TransactionId })
  const page = pageOf(order['DocType'])
  const subject = {
    page: async (step: string) => Buffer.from(page(step), 'base64'),
    face: ada.face,
  }
  const wait = async (ms: number) => service.setClock(new Date(service.now().getTime() + ms))
  await runSteps(channel, subject, { pictures: ada.pictures, wait })
  const { Result } = await call('CheckResult', {
    TransactionId,
    MerchantBizId,
    ReturnFiveCategorySpoofResult: 'Y',
  })
  return Result as Readonly<Record<string, unknown>>
}

function pageOf(docType: string | undefined): (step: string) => string {
  if (docType !== '00000001') return () => drawn.passport
  return (step) => (step === 'document-02' ? drawn.cardBack : drawn.cardFront)
}

describe('a product', () => {
  it('has a row here when a client takes part in it', () => {
    const withClient = [...products.values()].filter(({ steps }) => steps.length > 0).map(({ code }) => code)
    expect([...ROWS.map(({ product }) => product), 'FACE_IDU'].sort()).toEqual(withClient.sort())
  })

  it.each(ROWS)(
    'passes the holder and answers what it is about: $product',
    async (row) => {
      const { Passed, SubCode, EkycResult, ...extensions } = await verify(row)
      expect({ Passed, SubCode, EkycResult }).toEqual({ Passed: 'Y', SubCode: '200', EkycResult: 'Success' })
      expect(Object.keys(extensions).sort()).toEqual(Object.keys(row.answer).sort())
      for (const [name, holds] of Object.entries(row.answer)) {
        expect(extensions[name], name).toEqual(expect.any(String))
        expect(JSON.parse(String(extensions[name])), name).toMatchObject(holds)
      }
    },
    120_000,
  )
})

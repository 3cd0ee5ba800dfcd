import { initialize, initializeV2 } from '@bonafide/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestService, type TestService } from './open-test-service.ts'
import { jpegOf } from './pictures.ts'
import { openBrowser } from './test-browser.ts'

/**
 * Silent because the specification itself gives them nothing to do: reserved, for the vendor's own console, of unknown
 * syntax, for native clients only, or part of something (the chip) that is refused as a whole.
 */
const WITHOUT_EFFECT_UPSTREAM = [
  'ExperienceCode',
  'AutoDocPageConfig',
  'SaveFacePicture',
  'FaceVerifyThreshold',
  'AppQualityCheck',
  'DocumentNumber',
  'DateOfBirth',
  'DateOfExpiry',
]
/** Kept with the transaction, for people who look at it later. */
const KEPT = ['MerchantUserId', 'SceneCode']
/** Seen at the end of a verification: service.test.ts asserts the callback with its address and token. */
const SEEN_IN_THE_CALLBACK = ['CallbackUrl', 'CallbackToken']
/**
 * Seen when the evidence is judged: document-demands.test.ts and device.test.ts read them, the checks of the engine answer
 * to them.
 */
const SEEN_IN_THE_JUDGEMENT = [
  'SecurityLevel',
  'IdSpoof',
  'IdThreshold',
  'IdFaceQuality',
  'Ocr',
  'OcrValueStandard',
  'FaceAttributeCheck',
]
/** Seen at the step where what was read is shown: reading.test.ts. */
const SEEN_AT_THE_READING = ['EditOcrResult']
/** Given with every call of this test; without them nothing begins. */
const ALWAYS = ['MerchantBizId', 'MetaInfo', 'ProductCode']

const PICTURE = Buffer.from(jpegOf(480, 640)).toString('base64')
const ORDER = {
  MerchantBizId: 'biz0001',
  MerchantUserId: 'user-1',
  MetaInfo: JSON.stringify({ deviceType: 'h5' }),
}
const DOCUMENT = { ...ORDER, ProductCode: 'eKYC_PRO', DocType: 'GLB03002' }
const FACE = { ...ORDER, ProductCode: 'FACE_LIVENESS' }
const REFERENCE = { ...ORDER, ProductCode: 'FACE_VERIFY' }

/** For each parameter a call without and a call with a value that asks for something else. */
const CHANGES: Readonly<Record<string, readonly [without: object, value: string]>> = {
  DocType: [{ ...DOCUMENT, ProductCode: 'eKYC_PRO' }, '01000000'],
  Pages: [DOCUMENT, '01,02'],
  ReturnUrl: [FACE, 'https://shop.example/done'],
  LanguageConfig: [FACE, '{"defaultLanguage":"th"}'],
  StyleConfig: [FACE, '{"color":"red"}'],
  ProcedurePriority: [FACE, 'keep'],
  ShowGuidePage: [FACE, '0'],
  DocPageConfig: [DOCUMENT, '["OCR_ID_BACK"]'],
  DocScanMode: [DOCUMENT, 'manual'],
  Crop: [DOCUMENT, 'T'],
  ShowAlbumIcon: [DOCUMENT, '0'],
  ShowOcrResult: [DOCUMENT, '0'],
  ProductFlow: [{ ...DOCUMENT, ProductCode: 'KYC_GLOBAL' }, 'FACE_DOC'],
  Authorize: [DOCUMENT, 'T'],
  DocName: [DOCUMENT, 'Anna'],
  DocNo: [FACE, '110101'],
  Email: [DOCUMENT, 'anna@example.com'],
  Mobile: [FACE, '+62812345678'],
  UseNFC: [DOCUMENT, 'Y'],
  MRTDInput: [DOCUMENT, '2'],
  Model: [FACE, 'TEMPLATE'],
  TemplateConfig: [FACE, '02'],
  TemplateType: [FACE, 'Seq'],
  TemplateRanCount: [FACE, '2'],
  ChameleonFrameEnable: [FACE, 'Y'],
  DocVideo: [FACE, 'Y'],
  VerifyModel: [FACE, '0'],
  FaceGroupCodes: [FACE, 'staff'],
  FaceRegisterGroupCode: [FACE, 'staff'],
  AutoRegistration: [FACE, '0'],
  UpdateFaceIfUserExists: [FACE, 'Y'],
  ReturnFaces: [FACE, '3'],
  FacePictureBase64: [REFERENCE, PICTURE],
  TargetFacePicture: [REFERENCE, PICTURE],
  FacePictureUrl: [REFERENCE, 'https://pictures.example:8443/a.jpg'],
  TargetFacePictureUrl: [REFERENCE, 'https://pictures.example:8443/a.jpg'],
  FacePictureFile: [REFERENCE, 'http://uploads.example/upl_1'],
  TargetFacePictureFile: [REFERENCE, 'http://uploads.example/upl_1'],
}

let test: TestService
beforeAll(async () => {
  test = await openTestService()
}, 60_000)
afterAll(() => test.close(), 60_000)

/** What can be seen of a call: its refusal, or what the browser is told to do. */
async function observe(params: object): Promise<unknown> {
  const inspected: number[] = []
  test.judge.inspect = (bytes) => {
    inspected.push(bytes.length)
    return { facesSeen: 1, width: 480, height: 640, usable: true }
  }
  const given = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]))
  const { body } = await test.call('InitializeV2', given)
  if (body.Code !== 'Success') return { code: body.Code, message: body['Message'] }
  const { body: view } = await openBrowser(test.url, body.Result?.['TransactionId'] ?? '').open()
  return { config: view.config, steps: view.steps, web: 'TransactionUrl' in (body.Result ?? {}), inspected }
}

describe('every parameter of Initialize', () => {
  const names = [...new Set([...Object.keys(initialize.parameters), ...Object.keys(initializeV2.parameters)])]

  it('has a place in this test, and nothing else has', () => {
    const placed = [
      ...ALWAYS,
      ...Object.keys(CHANGES),
      ...WITHOUT_EFFECT_UPSTREAM,
      ...KEPT,
      ...SEEN_IN_THE_CALLBACK,
      ...SEEN_IN_THE_JUDGEMENT,
      ...SEEN_AT_THE_READING,
    ]
    expect(placed.toSorted()).toEqual(names.toSorted())
  })

  it.each(Object.entries(CHANGES))('%s has an effect or is refused by its name', async (name, [without, value]) => {
    const before = await observe(without)
    const after = await observe({ ...without, [name]: value })
    expect(after).not.toEqual(before)
    if (typeof after !== 'object' || after === null || !('code' in after)) return
    expect(after).toMatchObject({ code: expect.stringMatching(/^(Invalid|Missing)Parameter$/) })
    // Incomplete, it names what is missing beside it.
    const belongs = name === 'Model' || name === 'MRTDInput' ? '' : name
    expect('message' in after ? after.message : '').toContain(belongs)
  })

  it('says who calls: the client of MetaInfo, the product, the number that CheckResult repeats', async () => {
    expect(await observe({ ...FACE, MetaInfo: '{"deviceType":"ios"}' })).toMatchObject({ web: false })
    expect(await observe({ ...DOCUMENT, DocType: 'GLB03002' })).not.toEqual(await observe(FACE))
    const { body } = await test.call('InitializeV2', FACE)
    const TransactionId = body.Result?.['TransactionId'] ?? ''
    const codes = await Promise.all(
      ['biz0001', 'biz0002'].map(async (MerchantBizId) => {
        return (await test.call('CheckResult', { TransactionId, MerchantBizId })).body.Code
      }),
    )
    expect(codes).toEqual(['ProcessNotCompleted', 'InvalidParameter'])
  })
})

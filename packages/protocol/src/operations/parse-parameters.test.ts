import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBase64 } from '../bytes.ts'
import { ApiError } from '../codes/api-error.ts'
import checkResult from './check-result.ts'
import { findOperation, operations } from './find-operation.ts'
import initialize from './initialize.ts'
import initializeV2 from './initialize-v2.ts'
import { MAX_PICTURE_BASE64 } from './kinds.ts'
import { parseParameters } from './parse-parameters.ts'

const REQUIRED = {
  ProductCode: 'eKYC_PRO',
  MerchantBizId: 'biz0001',
  MerchantUserId: 'user-1',
  MetaInfo: '{"deviceType":"h5"}',
}

const parse = (params: Record<string, string>) =>
  parseParameters(initialize, new Map(Object.entries({ ...REQUIRED, ...params })))

function refusalOf(action: () => unknown): ApiError {
  try {
    action()
  } catch (error) {
    if (error instanceof ApiError) return error
    throw error
  }
  throw new Error('it was accepted')
}

const refused = (params: Record<string, string>) => {
  const { code, parameter } = refusalOf(() => parse(params))
  return [code, parameter]
}

describe('the parameters of Initialize', () => {
  it('are read with their types and defaults', () => {
    const values = parse({ DocType: 'GLB03002', ShowGuidePage: '0', Unknown: 'x', SceneCode: '' })
    expect(values).toMatchObject({
      ProductCode: 'eKYC_PRO',
      MetaInfo: { deviceType: 'h5' },
      DocType: 'GLB03002',
      ShowGuidePage: false,
      ShowAlbumIcon: true,
      Pages: ['01'],
      ProcedurePriority: 'url',
      DocScanMode: 'auto',
    })
    expect(values.SceneCode).toBeUndefined()
    expect('Unknown' in values).toBe(false)
  })

  it('have types that say which ones may be absent', () => {
    const values = parse({})
    const productCode: string = values.ProductCode
    const scene: string | undefined = values.SceneCode
    const priority: 'url' | 'keep' = values.ProcedurePriority
    expect([productCode, scene, priority]).toEqual(['eKYC_PRO', undefined, 'url'])
  })

  it.each(Object.keys(REQUIRED))('are incomplete without %s', (name) => {
    expect(refused({ [name]: '' })).toEqual(['MissingParameter', name])
  })

  it('report what is missing before what is malformed', () => {
    expect(refused({ ProductCode: '!', MetaInfo: '' })).toEqual(['MissingParameter', 'MetaInfo'])
  })

  it.each([
    ['MerchantBizId', 'a'.repeat(33)],
    ['MerchantBizId', 'biz-1'],
    ['MerchantUserId', 'u'.repeat(65)],
    ['SceneCode', 'elevenchars'],
    ['SceneCode', 'a-b'],
    ['MetaInfo', 'not json'],
    ['MetaInfo', '[]'],
    ['CallbackUrl', 'http://merchant.test/cb'],
    ['CallbackUrl', 'https://user:pw@merchant.test/cb'],
    ['CallbackUrl', 'https://merchant.test/cb#x'],
    ['CallbackUrl', 'https://merchant.test\\@evil.test/'],
    ['CallbackUrl', 'ftp://merchant.test/'],
    ['CallbackUrl', 'https://merchant.test:22/cb'],
    ['ReturnUrl', 'javascript:alert(1)'],
    ['ReturnUrl', 'javascript://merchant.test/%0aalert(1)'],
    ['ReturnUrl', 'JavaScript://x'],
    ['ReturnUrl', 'data://x'],
    ['ReturnUrl', '/relative'],
    ['ReturnUrl', 'https://user@merchant.test/'],
    ['Mobile', '+6212'],
    ['Pages', '03'],
    ['Pages', '01,01'],
    ['Model', 'OTHER'],
    ['TemplateConfig', '08'],
    ['TemplateRanCount', '1'],
    ['DocScanMode', 'both'],
    ['IdSpoof', 'maybe'],
    ['LanguageConfig', '{"other":1}'],
    ['DocPageConfig', '{}'],
    ['DocPageConfig', '["OCR_ID_HOLOGRAM"]'],
    ['DocPageConfig', '[1]'],
    ['StyleConfig', '{"guidePage":{"faceImg":"data:image/png;base64,AA"}}'],
    ['FacePictureBase64', 'not base64'],
    ['TargetFacePicture', 'AA'],
  ])('are refused where %s is malformed (%#)', (name, value) => {
    const error = refusalOf(() => parse({ [name]: value }))
    expect([error.code, error.parameter]).toEqual(['InvalidParameter', name])
    expect(error.message).not.toContain(value)
  })

  it.each([
    ['Crop', 'T'],
    ['UseNFC', 'Y'],
    ['ChameleonFrameEnable', 'Y'],
  ])('are refused where %s=%s asks for what is not supported yet', (name, value) => {
    const error = refusalOf(() => parse({ [name]: value }))
    expect([error.code, error.parameter]).toEqual(['InvalidParameter', name])
    expect(error.message).toContain('not supported yet')
  })

  it.each([
    ['SecurityLevel', '01'],
    ['SecurityLevel', '02'],
    ['StyleConfig', '{}'],
    ['Ocr', 'Y'],
    ['IdSpoof', 'F'],
    ['IdSpoof', 'Y'],
    ['IdThreshold', '1'],
    ['IdThreshold', '3'],
    ['ProductFlow', 'FACE_DOC'],
    ['Authorize', 'T'],
    ['UseNFC', 'N'],
    ['Model', 'LIVENESS'],
    ['VerifyModel', '1'],
    ['AutoRegistration', '1'],
    ['ReturnFaces', '1'],
    ['ShowOcrResult', '0'],
    ['DocPageConfig', '["OCR_ID_FACE","OCR_ID_BACK"]'],
    ['DocPageConfig', '["01","02"]'],
    ['DocPageConfig', '[]'],
    ['AutoDocPageConfig', 'anything'],
    ['ExperienceCode', 'anything'],
    ['FaceVerifyThreshold', '0.5'],
  ])('accept %s=%s', (name, value) => {
    expect(() => parse({ [name]: value })).not.toThrow()
  })

  it('take the language from JSON or as a bare code', () => {
    expect(parse({ LanguageConfig: '{"defaultLanguage":"en"}' }).LanguageConfig).toBe('en')
    expect(parse({ LanguageConfig: 'zh-Hans' }).LanguageConfig).toBe('zh-Hans')
  })

  it('accept https callbacks, and other origins only where the operator named them', () => {
    const params = new Map(Object.entries({ ...REQUIRED, CallbackUrl: 'http://127.0.0.1:4000/cb?x=1' }))
    expect(refusalOf(() => parseParameters(initialize, params, { httpOrigins: ['http://127.0.0.1:4001'] })).code).toBe(
      'InvalidParameter',
    )
    expect(parseParameters(initialize, params, { httpOrigins: ['http://127.0.0.1:4000'] }).CallbackUrl).toBe(
      'http://127.0.0.1:4000/cb?x=1',
    )
    for (const url of ['https://merchant.test/cb?x=1&y=2', 'https://merchant.test:443/cb']) {
      expect(parse({ CallbackUrl: url }).CallbackUrl).toBe(url)
    }
  })

  it('accept return addresses of the web and of apps', () => {
    for (const url of ['https://merchant.test/done#top', 'http://localhost:4000/done', 'bankapp://done?x=1']) {
      expect(parse({ ReturnUrl: url }).ReturnUrl).toBe(url)
    }
  })

  it('need the key of the chip when the caller says that it brings it', () => {
    expect(refused({ MRTDInput: '2', DocumentNumber: 'X1', DateOfBirth: '900501' })).toEqual([
      'MissingParameter',
      'DateOfExpiry',
    ])
    expect(() => parse({ MRTDInput: '0' })).not.toThrow()
  })

  it('give pictures as bytes, with or without a data address', () => {
    const bytes = new Uint8Array([0xff, 0xd8, 0xff])
    const base64 = encodeBase64(bytes)
    expect(parse({ TargetFacePicture: base64 }).TargetFacePicture).toEqual(bytes)
    expect(parse({ FacePictureBase64: `data:image/jpeg;base64,${base64}` }).FacePictureBase64).toEqual(bytes)
  })

  it('accept a picture of 1 MB as Base64 and refuse a larger one', () => {
    expect(parse({ TargetFacePicture: 'A'.repeat(MAX_PICTURE_BASE64) }).TargetFacePicture?.length).toBe(786_432)
    expect(refused({ TargetFacePicture: 'A'.repeat(MAX_PICTURE_BASE64 + 4) })).toEqual([
      'ToolargeImage',
      'TargetFacePicture',
    ])
  })

  it('refuse the same picture given in two ways', () => {
    expect(refused({ TargetFacePicture: 'AAAA', TargetFacePictureUrl: 'https://merchant.test/f.jpg' })).toEqual([
      'DataDuplication',
      'TargetFacePicture',
    ])
  })

  it('never throw anything but an ApiError, whatever the values', () => {
    const names = fc.constantFrom(...Object.keys(initialize.parameters))
    const params = fc.dictionary(names, fc.oneof(fc.string(), fc.json(), fc.webUrl()), { maxKeys: 6 })
    fc.assert(
      fc.property(params, (given) => {
        try {
          expect(parse(given).ProductCode).toBeTypeOf('string')
        } catch (error) {
          expect(error).toBeInstanceOf(ApiError)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('the parameters of CheckResult', () => {
  it('are read with their types and defaults', () => {
    const values = parseParameters(
      checkResult,
      new Map([
        ['TransactionId', 'abc'],
        ['MerchantBizId', 'biz1'],
        ['IsReturnImage', 'Y'],
      ]),
    )
    expect(values).toMatchObject({ TransactionId: 'abc', MerchantBizId: 'biz1', IsReturnImage: true })
    expect(values.ReturnFiveCategorySpoofResult).toBe(false)
  })
})

describe('the operations', () => {
  it('have names that are used once', () => {
    expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length)
  })

  it('are found by name and version', () => {
    expect(findOperation('Initialize', '2022-08-09')).toBe(initialize)
    expect(findOperation('initialize', '2022-08-09')).toBe('unknown-name')
    expect(findOperation('__proto__', '2022-08-09')).toBe('unknown-name')
    expect(findOperation('Initialize', '2019-03-07')).toBe('unknown-version')
  })

  it('place pictures where the official client of their version sends them', () => {
    const places = (parameters: Readonly<Record<string, { readonly in: string }>>) =>
      Object.entries(parameters)
        .filter(([, parameter]) => parameter.in === 'form')
        .map(([name]) => name)
    expect(places(initialize.parameters)).toEqual(['FacePictureBase64'])
    expect(places(initializeV2.parameters)).toEqual(['FacePictureBase64', 'TargetFacePicture'])
  })

  it('accept the default of every parameter', () => {
    for (const operation of operations) {
      for (const [name, parameter] of Object.entries(operation.parameters)) {
        expect(parameter.isSupported(parameter.fallback as never), name).toBe(true)
      }
    }
  })
})

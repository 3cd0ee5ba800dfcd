import { createPictures } from '@bonafide/imaging'
import { createChannelClient, demoStill, runSteps } from '@bonafide/lab'
import { type OpenModels, openModels, prepareModels } from '@bonafide/models-onnx'
import { createJudgePool } from '@bonafide/service'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LiveService, startLiveService } from './live-service.ts'
import { openApiCore } from './official-clients.ts'
import { type RehearsedPerson, rehearsedPerson } from './rehearsed-person.ts'

/**
 * FACE_IDU from Initialize to CheckResult: a rendered person answers the challenge through the real channel, the engine
 * judges in a process of its own, and the face is searched for and registered.
 */
const pictures = createPictures()
let service: LiveService
let models: OpenModels
let ada: RehearsedPerson
let portrait: string

beforeAll(async () => {
  models = await openModels(await prepareModels())
  ada = await rehearsedPerson(await demoStill('ada-selfie', pictures), { pictures, models })
  portrait = Buffer.from(await pictures.encodeJpeg(await demoStill('ada-document', pictures), 92)).toString('base64')
  const judge = createJudgePool({ processes: 1, deadlineMs: 60_000, memoryMb: 1536, onError: () => undefined })
  service = await startLiveService({ judge, random: ada.random })
}, 120_000)
afterAll(async () => {
  await service.close()
  await models.close()
})

const call = (action: string, query: Readonly<Record<string, string>>, form?: Readonly<Record<string, string>>) =>
  openApiCore.call(service.host, service.credentials, { action, query, ...(form === undefined ? {} : { form }) })

const ORDER = {
  ProductCode: 'FACE_IDU',
  MerchantBizId: 'biz1',
  MetaInfo: JSON.stringify({ deviceType: 'h5' }),
}

async function newGroup(name: string): Promise<string> {
  await call('ModifyFaceGroup', {}, { Name: name })
  const listed = await call('QueryFaceGroup', { CurrentPage: '1', PageSize: '1', Name: name })
  return String((listed['Items'] as { readonly Code: string }[])[0]?.Code)
}

interface Outcome {
  readonly Passed: string
  readonly SubCode: string
  readonly face: Readonly<Record<string, unknown>>
}

/** Ada stands before the camera. */
async function verify(order: Readonly<Record<string, string>>): Promise<Outcome> {
  ada.rewind()
  const started = (await call('Initialize', { ...ORDER, ...order }))['Result'] as Readonly<Record<string, string>>
  const transactionId = started['TransactionId'] ?? ''
  const channel = await createChannelClient({ service: service.url, transactionId })
  const subject = {
    page: () => Promise.reject(new Error('no document is asked for')),
    face: ada.face,
  }
  const wait = async (ms: number) => service.setClock(new Date(service.now().getTime() + ms))
  await runSteps(channel, subject, { pictures: ada.pictures, wait })
  const query = { TransactionId: transactionId, MerchantBizId: ORDER.MerchantBizId }
  const {
    Passed = '',
    SubCode = '',
    ExtFaceInfo = '{}',
  } = (await call('CheckResult', query))['Result'] as Readonly<Record<string, string>>
  return { Passed, SubCode, face: JSON.parse(ExtFaceInfo) }
}

describe('FACE_IDU', () => {
  it('compares, searches and registers who is new, and names the record when the same person comes again', async () => {
    const code = await newGroup('customers')
    const search = { FaceGroupCodes: code, AutoRegistration: '0', FaceRegisterGroupCode: code }
    const first = await verify({
      ...search,
      MerchantUserId: 'user-ada',
      VerifyModel: '2',
      TargetFacePicture: portrait,
    })
    expect(first).toMatchObject({
      Passed: 'Y',
      SubCode: '200',
      face: { facePassed: 'Y', faceComparisonScore: expect.any(Number), duplicateFace: [], faceRegistrationResult: 1 },
    })
    const records = await call('QueryFaceRecord', { CurrentPage: '1', PageSize: '5', FaceGroupCode: code })
    expect(records['Items']).toMatchObject([
      { FaceId: first.face['faceRegistrationId'], MerchantUserId: 'user-ada', RegistrationType: 'AUTO' },
    ])

    const second = await verify({ ...search, MerchantUserId: 'user-eve', VerifyModel: '0' })
    expect(second).toMatchObject({
      Passed: 'N',
      SubCode: '208',
      face: {
        duplicateFace: [
          {
            faceGroupCode: code,
            faceId: first.face['faceRegistrationId'],
            merchantUserId: 'user-ada',
            score: expect.any(Number),
          },
        ],
        faceRegistrationResult: 0,
      },
    })
    expect(second.face).not.toHaveProperty('faceComparisonScore')
  }, 240_000)

  it('is refused at Initialize for what could not be carried out', async () => {
    const code = await newGroup('refusals')
    const order = { ...ORDER, MerchantUserId: 'u', VerifyModel: '0', FaceGroupCodes: code }
    const refused = async (change: Readonly<Record<string, string>>) =>
      call('Initialize', { ...order, ...change }).then(
        () => undefined,
        (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined),
      )
    expect(await refused({ FaceGroupCodes: '' })).toBe('MissingParameter')
    expect(await refused({ FaceGroupCodes: 'nothing' })).toBe('InvalidParameter')
    expect(await refused({ VerifyModel: '1' })).toBe('MissingParameter')
    expect(await refused({ AutoRegistration: '0' })).toBe('MissingParameter')
    expect(await refused({ AutoRegistration: '0', FaceRegisterGroupCode: 'nothing' })).toBe('InvalidParameter')
    expect(await refused({ ProductCode: 'FACE_LIVENESS' })).toBe('InvalidParameter')
    expect(await refused({})).toBeUndefined()
  })
})

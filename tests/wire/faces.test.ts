import { createPictures } from '@bonafide/imaging'
import { closedEyesStill, type DemoStillName, demoStill } from '@bonafide/lab'
import { createJudgePool } from '@bonafide/service'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LiveService, startLiveService } from './live-service.ts'
import { type OfficialCall, openApiClient, openApiCore, popCorePost } from './official-clients.ts'
import { type ObjectKey, putObject } from './put-object.ts'

/** The face operations through the official clients, judged by the engine in processes of its own. */
let service: LiveService
type Shown = DemoStillName | 'nobody' | 'two' | 'eyes closed'
const people = new Map<Shown, string>()

beforeAll(async () => {
  const pictures = createPictures()
  for (const name of ['ada-document', 'ada-selfie', 'bea', 'cleo'] as const) {
    people.set(name, base64(await pictures.encodeJpeg(await demoStill(name, pictures), 92)))
  }
  const grey = { width: 320, height: 320, data: new Uint8Array(320 * 320 * 3).fill(128) }
  people.set('nobody', base64(await pictures.encodeJpeg(grey, 92)))
  const [left, right] = [await demoStill('bea', pictures), await demoStill('cleo', pictures)]
  people.set('eyes closed', base64(await pictures.encodeJpeg(await closedEyesStill(pictures), 92)))
  people.set('two', base64(await pictures.encodeJpeg(sideBySide(left, right), 92)))
  const judge = createJudgePool({ processes: 1, deadlineMs: 60_000, memoryMb: 1536, onError: () => undefined })
  service = await startLiveService({ judge, uploadHost: 'uploads.test' })
}, 120_000)
afterAll(() => service.close())

const clients = [openApiCore, openApiClient, popCorePost]
const picture = (name: Shown) => people.get(name) ?? ''
const call = (request: OfficialCall, client = openApiCore) => client.call(service.host, service.credentials, request)

/** What one client sees of a call that is refused. */
async function codeOf(request: OfficialCall, client = openApiCore): Promise<unknown> {
  const raised = await call(request, client).then(
    () => undefined,
    (error: unknown) => error,
  )
  return raised instanceof Error && 'code' in raised ? raised.code : undefined
}

const resultOf = (body: Readonly<Record<string, unknown>>) =>
  (body['Result'] ?? {}) as Readonly<Record<string, unknown>>
const itemsOf = (body: Readonly<Record<string, unknown>>) => body['Items'] as Readonly<Record<string, unknown>>[]

async function newGroup(name: string): Promise<{ readonly id: string; readonly code: string }> {
  await call({ action: 'ModifyFaceGroup', form: { Name: name, Description: 'for a test' } })
  const query = { CurrentPage: '1', PageSize: '10', Name: name }
  const [group] = itemsOf(await call({ action: 'QueryFaceGroup', query }))
  return { id: String(group?.['Id']), code: String(group?.['Code']) }
}

const addFace = (code: string, user: string, name: DemoStillName, client = openApiCore) =>
  call(
    {
      action: 'AddFaceRecord',
      form: { ProductCode: 'FACE_ENROLL', FaceGroupCode: code, MerchantUserId: user, FacePicture: picture(name) },
    },
    client,
  )

const facesOf = async (code: string, more: Readonly<Record<string, string>> = {}) => {
  const query = { CurrentPage: '1', PageSize: '10', FaceGroupCode: code, ...more }
  return call({ action: 'QueryFaceRecord', query })
}

describe.each(clients.map((client) => [client.name, client] as const))('%s', (_, client) => {
  it('makes a group, names it anew, and deletes it with the faces in it', async () => {
    const name = `staff ${client.name}`
    const made = await call({ action: 'ModifyFaceGroup', form: { Name: name } }, client)
    expect(made).toMatchObject({ Code: 'Success', Data: 1 })
    const query = { CurrentPage: '1', PageSize: '10', Name: name }
    const listed = await call({ action: 'QueryFaceGroup', query }, client)
    expect(listed).toMatchObject({ Code: '200', CurrentPage: 1, PageSize: 10, TotalCount: 1, TotalPage: 1 })
    const [group] = itemsOf(listed)
    expect(group).toMatchObject({ Id: expect.any(Number), Code: expect.any(String), Name: name, Description: '' })
    const Id = String(group?.['Id'])
    const renamed = { Id, Name: `${name} 2`, Description: 'x' }
    expect(await call({ action: 'ModifyFaceGroup', form: renamed }, client)).toMatchObject({ Data: 1 })
    const GroupCode = String(group?.['Code'])
    const again = await call(
      { action: 'QueryFaceGroup', query: { CurrentPage: '1', PageSize: '1', GroupCode } },
      client,
    )
    expect(itemsOf(again)).toEqual([{ Id: Number(Id), Code: GroupCode, Name: `${name} 2`, Description: 'x' }])
    await addFace(GroupCode, 'u1', 'bea', client)
    expect(await call({ action: 'DeleteFaceGroup', form: { Id } }, client)).toMatchObject({ Data: 1 })
    expect(await call({ action: 'DeleteFaceGroup', form: { Id } }, client)).toMatchObject({ Data: 0 })
    expect(await codeOf({ action: 'QueryFaceRecord', query: { ...query, FaceGroupCode: GroupCode } }, client)).toBe(
      'InvalidParameter',
    )
  })

  it('registers faces, lists them, and deletes them by number and by user', async () => {
    const { code } = await newGroup(`customers ${client.name}`)
    const added = await addFace(code, 'user-ada', 'ada-document', client)
    expect(resultOf(added)).toEqual({ Passed: 'Y', ExtFaceInfo: expect.stringContaining('faceQuality') })
    await addFace(code, 'user-bea', 'bea', client)
    const listed = await facesOf(code)
    expect(listed).toMatchObject({ TotalCount: 2 })
    expect(itemsOf(listed)[0]).toEqual({
      Id: expect.any(Number),
      FaceId: expect.stringMatching(/^face_[0-9a-f]{32}$/),
      MerchantUserId: 'user-ada',
      RegistrationType: 'MANUAL',
      GmtCreate: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
      ImgOssUrl: expect.stringMatching(/^http.*\/faces\/[\w-]+$/),
    })
    expect(itemsOf(await facesOf(code, { MerchantUserId: 'user-bea' }))).toHaveLength(1)
    expect(itemsOf(await facesOf(code, { RegistrationType: 'AUTO' }))).toEqual([])
    const Id = String(itemsOf(listed)[0]?.['Id'])
    expect(await call({ action: 'DeleteFaceRecord', form: { Id } }, client)).toMatchObject({ Data: 1 })
    expect(await call({ action: 'DeleteFaceRecord', form: { Id } }, client)).toMatchObject({ Data: 0 })
    const user = { MerchantUserId: 'user-bea', FaceGroupCode: code }
    expect(resultOf(await call({ action: 'DeleteFaceRecordV2', query: user }, client))).toEqual({
      Deleted: 'Y',
      DeletedGroupCodes: code,
    })
    expect(resultOf(await call({ action: 'DeleteFaceRecordV2', query: user }, client))).toEqual({
      Deleted: 'N',
      DeletedGroupCodes: '',
    })
  })

  it('compares two pictures: the same person passes, a stranger does not', async () => {
    const form = { SourceFacePicture: picture('ada-document'), TargetFacePicture: picture('ada-selfie') }
    const same = await call({ action: 'FaceCompare', query: { FaceQualityCheck: 'Y' }, form }, client)
    expect(same['Code']).toBe('200')
    expect(resultOf(same)).toMatchObject({
      TransactionId: expect.stringMatching(/^[a-z0-9]{32}$/),
      Passed: 'Y',
      FaceComparisonScore: expect.any(Number),
      ExtFaceInfo: { FaceQualityScore: expect.any(Number), TargetSharpnessScore: expect.any(Number) },
    })
    const other = { ...form, TargetFacePicture: picture('bea') }
    const strangers = resultOf(await call({ action: 'FaceCompareV2', form: other }, client))
    expect(strangers).toMatchObject({ Passed: 'N' })
    expect(strangers).not.toHaveProperty('ExtFaceInfo')
    expect(strangers['FaceComparisonScore']).toBeLessThan(45)
  })
})

describe('a search for a face', () => {
  const search = (code: string, name: DemoStillName, more: Readonly<Record<string, string>> = {}) =>
    call({
      action: 'FaceVerifyIntl',
      query: { ProductCode: 'FACE_IDU_MIN', VerifyModel: '0', FaceGroupCodes: code, ...more },
      form: { SourceFacePicture: picture(name) },
    })

  it('names who is registered already, and passes who is not', async () => {
    const { code } = await newGroup('search')
    await addFace(code, 'user-ada', 'ada-document')
    await addFace(code, 'user-bea', 'bea')
    const found = resultOf(await search(code, 'ada-selfie'))
    expect(found).toMatchObject({ FacePassed: 'N', SubCode: '208' })
    expect(JSON.parse(String(found['DuplicateFace']))).toEqual([
      {
        faceGroupCode: code,
        faceId: expect.stringMatching(/^face_/),
        merchantUserId: 'user-ada',
        score: expect.any(Number),
      },
    ])
    expect(resultOf(await search(code, 'cleo'))).toMatchObject({ FacePassed: 'Y', SubCode: '200', DuplicateFace: '[]' })
  })

  it('registers who is new, refuses a user who is there, and overwrites where it is told to', async () => {
    const { code } = await newGroup('registration')
    const register = { AutoRegistration: '0', FaceRegisterGroupCode: code, MerchantUserId: 'user-ada' }
    const registered = resultOf(await search(code, 'ada-selfie', register))
    expect(registered).toMatchObject({ FacePassed: 'Y', FaceRegistrationResult: 1 })
    const [record] = itemsOf(await facesOf(code, { RegistrationType: 'AUTO' }))
    expect(record).toMatchObject({ FaceId: registered['FaceRegistrationId'], MerchantUserId: 'user-ada' })
    const twin = resultOf(await search(code, 'ada-document', { ...register, MerchantUserId: 'user-eve' }))
    expect(twin).toMatchObject({ FacePassed: 'N', SubCode: '208', FaceRegistrationResult: 0 })
    expect(twin).not.toHaveProperty('FaceRegistrationId')
    const again = {
      action: 'FaceVerifyIntl',
      query: { ProductCode: 'FACE_IDU_MIN', VerifyModel: '0', FaceGroupCodes: code, ...register },
      form: { SourceFacePicture: picture('ada-document') },
    }
    expect(await codeOf(again)).toBe('InvalidParameter')
    const overwritten = resultOf(await search(code, 'ada-document', { ...register, UpdateFaceIfUserExists: 'Y' }))
    expect(overwritten).toMatchObject({ FacePassed: 'Y', FaceRegistrationResult: 1 })
    expect(itemsOf(await facesOf(code))).toMatchObject([{ FaceId: overwritten['FaceRegistrationId'] }])
  })

  it('registers the faces on objects that were sent, in place of older ones, and each object once', async () => {
    const { code } = await newGroup('objects')
    await addFace(code, 'user-ada', 'bea')
    const key = (await call({ action: 'TempAccessTokenIntl' }))['Data'] as ObjectKey
    const sent = async (file: string, name: DemoStillName | 'nobody') => {
      const ossKey = `${key.FileNamePrefix}${file}`
      await putObject(service, key, ossKey, Buffer.from(picture(name), 'base64'))
      return ossKey
    }
    const modify = (infos: readonly object[]): OfficialCall => ({
      action: 'ModifyFaceRecord',
      form: { FaceGroupCode: code, ImgOssInfos: JSON.stringify(infos) },
    })
    const ada = { ossKey: await sent('ada.jpg', 'ada-document'), merchantUserId: 'user-ada' }
    const cleo = { ossKey: await sent('cleo.jpg', 'cleo'), merchantUserId: 'user-cleo' }
    expect(await call(modify([ada, cleo]))).toMatchObject({ Code: 'Success', Data: 2 })
    expect(resultOf(await search(code, 'ada-selfie'))).toMatchObject({ SubCode: '208' })
    expect(resultOf(await search(code, 'bea'))).toMatchObject({ SubCode: '200' })
    expect(await codeOf(modify([ada]))).toBe('InvalidParameter')
    // One picture without a face: nobody of the call is registered.
    const another = { ossKey: await sent('new.jpg', 'bea'), merchantUserId: 'user-new' }
    const none = { ossKey: await sent('none.jpg', 'nobody'), merchantUserId: 'user-none' }
    expect(await codeOf(modify([another, none]))).toBe('NoFaceDetected')
    expect(await facesOf(code)).toMatchObject({ TotalCount: 2 })
  })

  it('shows the picture of a record to whoever has its address, for 15 minutes and while there is one', async () => {
    const { code } = await newGroup('pictures')
    await addFace(code, 'user-bea', 'bea')
    const address = async () => String(itemsOf(await facesOf(code))[0]?.['ImgOssUrl'])
    const first = await address()
    const shown = await fetch(first)
    expect([...new Uint8Array(await shown.arrayBuffer()).subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff])
    expect(shown.headers.get('cache-control')).toBe('no-store')
    expect(first).not.toMatch(/bea|face_/)
    const altered = `${first.slice(0, -3)}${first.endsWith('AAA') ? 'BBB' : 'AAA'}`
    for (const other of [altered, first.replace('/faces/', '/objects/')]) expect((await fetch(other)).status).toBe(404)
    service.setClock(new Date(Date.now() + 15 * 60_000 + 1000))
    expect((await fetch(first)).status).toBe(404)
    service.setClock(undefined)
    const second = await address()
    await call({ action: 'DeleteFaceRecordV2', query: { MerchantUserId: 'user-bea', FaceGroupCode: code } })
    expect((await fetch(second)).status).toBe(404)
  })

  it('forgets a face at once when its record is deleted', async () => {
    const { code } = await newGroup('forgetting')
    await addFace(code, 'user-ada', 'ada-document')
    expect(resultOf(await search(code, 'ada-selfie'))).toMatchObject({ SubCode: '208' })
    await call({ action: 'DeleteFaceRecordV2', query: { MerchantUserId: 'user-ada' } })
    expect(resultOf(await search(code, 'ada-selfie'))).toMatchObject({ SubCode: '200' })
  })

  it('estimates age and sex of the face where they are asked for, and says that they are estimates', async () => {
    const pair = { SourceFacePicture: picture('ada-selfie'), TargetFacePicture: picture('ada-document') }
    const query = { ProductCode: 'FACE_VERIFY_MIN', FaceAttributeCheck: 'Y' }
    const answer = resultOf(await call({ action: 'FaceVerifyIntl', query, form: pair }))
    expect(answer).toMatchObject({ FacePassed: 'Y', FaceAge: expect.any(Number), FaceGender: 'F' })
    const { FaceAttributeInfo, ...others } = answer['ExtFaceInfo'] as Readonly<Record<string, string>>
    expect(others).toEqual({})
    expect(JSON.parse(FaceAttributeInfo ?? '')).toMatchObject({ estimated: true, age: answer['FaceAge'], gender: 'F' })
    const older = { ...pair, MerchantBizId: 'biz1', MerchantUserId: 'u', VerifyModel: '1', FaceAttributeCheck: 'Y' }
    const text = await call({
      action: 'FaceDuplicationCheckIntl',
      query: { ProductCode: 'FACE_IDU_MIN' },
      form: older,
    })
    expect(resultOf(text)).toMatchObject({ FaceAge: String(answer['FaceAge']), FaceGender: 'F' })
  })

  it('compares and searches in one call, in the older operation with numbers as texts', async () => {
    const { code } = await newGroup('both')
    await addFace(code, 'user-bea', 'bea')
    const form = {
      MerchantBizId: 'biz1',
      MerchantUserId: 'user-x',
      VerifyModel: '2',
      FaceGroupCodes: code,
      SourceFacePicture: picture('ada-selfie'),
      TargetFacePicture: picture('ada-document'),
    }
    const query = { ProductCode: 'FACE_IDU_MIN' }
    const answer = await call({ action: 'FaceDuplicationCheckIntl', query, form })
    expect(resultOf(answer)).toMatchObject({
      FacePassed: 'Y',
      SubCode: '200',
      FaceComparisonScore: expect.stringMatching(/^\d{2}(\.\d)?$/),
      DuplicateFace: '[]',
    })
    expect(resultOf(answer)).not.toHaveProperty('FaceAge')
    const stranger = { ...form, TargetFacePicture: picture('cleo') }
    const other = await call({ action: 'FaceDuplicationCheckIntl', query, form: stranger })
    expect(resultOf(other)).toMatchObject({ FacePassed: 'N', SubCode: '204' })
  })

  it('does not see the groups of another account', async () => {
    const { code, id } = await newGroup('private')
    const credentials = { accessKeyId: 'stranger', accessKeySecret: 'secret' }
    await service.insertKey(credentials)
    const ask = (request: OfficialCall) =>
      openApiCore.call(service.host, credentials, request).catch((error: unknown) => error)
    const list = await ask({ action: 'QueryFaceGroup', query: { CurrentPage: '1', PageSize: '10' } })
    expect(list).toMatchObject({ TotalCount: 0, Items: [] })
    expect(await ask({ action: 'DeleteFaceGroup', form: { Id: id } })).toMatchObject({ Data: 0 })
    const records = { CurrentPage: '1', PageSize: '10', FaceGroupCode: code }
    expect(await ask({ action: 'QueryFaceRecord', query: records })).toMatchObject({ code: 'InvalidParameter' })
    const form = { ProductCode: 'FACE_ENROLL', FaceGroupCode: code, FacePicture: picture('bea') }
    expect(await ask({ action: 'AddFaceRecord', form })).toMatchObject({ code: 'InvalidParameter' })
  })
})

describe('three pictures', () => {
  it('are compared in a chain or a ring, with scores from 0 to 1', async () => {
    const form = {
      SourceAFacePicture: picture('ada-document'),
      SourceBFacePicture: picture('ada-selfie'),
      SourceCFacePicture: picture('cleo'),
    }
    const query = { ProductCode: 'FACE_CROSS_COMPARE', MerchantBizId: 'biz1' }
    const chain = resultOf(await call({ action: 'FaceCrossCompareIntl', query, form }))
    expect(chain).toMatchObject({ FacePassed: 'N' })
    expect(chain['FaceComparisonScoreA2B']).toBeGreaterThan(0.6)
    expect(chain['FaceComparisonScoreA2B']).toBeLessThanOrEqual(1)
    expect(chain['FaceComparisonScoreB2C']).toBeLessThan(0.45)
    expect(chain).not.toHaveProperty('FaceComparisonScoreC2A')
    const ring = { action: 'FaceCrossCompareIntl', query: { ...query, CompareModel: '1' }, form }
    expect(resultOf(await call(ring))['FaceComparisonScoreC2A']).toBeLessThan(0.45)
  })
})

describe('what is refused', () => {
  const compare = (form: Readonly<Record<string, string>>, query = {}) => ({ action: 'FaceCompare', query, form })
  const good = () => ({ SourceFacePicture: picture('bea'), TargetFacePicture: picture('bea') })

  it.each(clients.map((client) => [client.name, client] as const))('is told by its code to %s', async (_, client) => {
    const url = 'https://merchant.test/face.jpg'
    const refusals: readonly (readonly [string, OfficialCall])[] = [
      ['NoFaceDetected', compare({ ...good(), TargetFacePicture: picture('nobody') })],
      ['UnqualifiedPhoto', compare({ ...good(), SourceFacePicture: base64(new TextEncoder().encode('<svg/>')) })],
      ['UnqualifiedPhoto', compare({ ...good(), SourceFacePicture: cut(picture('bea')) })],
      ['ToolargeImage', compare({ ...good(), SourceFacePicture: 'A'.repeat(1024 * 1024 + 4) })],
      ['DataDuplication', compare(good(), { SourceFacePictureUrl: url })],
      ['MissingParameter', compare({ SourceFacePicture: picture('bea') })],
      ['InvalidParameter', compare({ SourceFacePicture: '!', TargetFacePicture: '!' })],
    ]
    for (const [code, request] of refusals) expect(await codeOf(request, client), code).toBe(code)
  })

  it('is a face with closed eyes, and the answer says so and what helps', async () => {
    const answer = call(compare({ ...good(), SourceFacePicture: picture('eyes closed') }))
    await expect(answer).rejects.toThrow('eyes-closed (open the eyes and look into the camera)')
  })

  it('is a picture of two people where a face is to be registered, but not where the larger one is compared', async () => {
    const { code } = await newGroup('one person each')
    const form = { ProductCode: 'FACE_ENROLL', FaceGroupCode: code, FacePicture: picture('two') }
    expect(await codeOf({ action: 'AddFaceRecord', form })).toBe('UnqualifiedPhoto')
    const two = { SourceFacePicture: picture('two'), TargetFacePicture: picture('two') }
    expect(resultOf(await call(compare(two)))).toMatchObject({ Passed: 'Y', FaceComparisonScore: 100 })
  })

  it('is an operation for which there is no measured signal, and one for the systems of the vendor', async () => {
    for (const action of ['FaceLiveness', 'FaceLivenessV2', 'DeepfakeDetectIntl', 'DeepfakeDetectIntlStream']) {
      expect(await codeOf({ action }), action).toBe('Forbidden.AccountAccessDenied')
    }
    expect(await codeOf({ action: 'FraudResultCallBack' })).toBe('InvalidApi.NotFound')
  })

  it('leaves nothing of a picture or a user in the log', async () => {
    const { code } = await newGroup('CANARYgroup')
    await addFace(code, 'CANARYuser', 'bea')
    expect(service.logged.length).toBeGreaterThan(0)
    expect(service.logged.join('')).not.toContain('CANARY')
  })
})

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

/** A picture whose header says what it was, and whose data ends early. */
function cut(text: string): string {
  return base64(Buffer.from(text, 'base64').subarray(0, 700))
}

interface Rgb {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

function sideBySide(left: Rgb, right: Rgb): Rgb {
  const [width, height] = [left.width + right.width, Math.max(left.height, right.height)]
  const data = new Uint8Array(width * height * 3).fill(255)
  for (const [part, offset] of [
    [left, 0],
    [right, left.width],
  ] as const) {
    for (let row = 0; row < part.height; row += 1) {
      const line = part.data.subarray(row * part.width * 3, (row + 1) * part.width * 3)
      data.set(line, (row * width + offset) * 3)
    }
  }
  return { width, height, data }
}

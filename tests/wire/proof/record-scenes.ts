import { planted } from '@bonafide/testing'
import { finishVerification } from '../finish-verification.ts'
import type { LiveService } from '../live-service.ts'
import { type ObjectKey, putObject } from '../put-object.ts'
import { BIZ, type Fields } from './examples.ts'
import { pictureOf } from './judge.ts'

export type Body = Readonly<Record<string, unknown>>

/** The service that a scene is set in, as a tenant sees it who has nothing else. */
export interface Stage {
  readonly service: LiveService
  call(action: string, fields: Fields): Promise<Body>
}

/** A good call to an operation on what is stored, made for this one call. */
export interface Scene {
  readonly fields: Fields
  /** Other good values, where a made-up text is none. */
  readonly others?: Fields
  /** What can be seen after the call. */
  look?(answer: Body): Promise<unknown>
}

const page = { CurrentPage: '1', PageSize: '1' }
const nextPage = { CurrentPage: '2', PageSize: '2', MaxResults: '2', NextToken: '2' }
const NO_ID = '999999999'
const NO_TRANSACTION = 'a'.repeat(32)
const base64 = (kind: Parameters<typeof pictureOf>[0]) => Buffer.from(pictureOf(kind)).toString('base64')
const order = { MerchantBizId: BIZ, MerchantUserId: planted('user'), MetaInfo: JSON.stringify({ deviceType: 'h5' }) }
const CARD = { ...order, ProductCode: 'ID_OCR', DocType: '01000000', IdSpoof: 'Y' }

/** Each operation on what is stored, by its name. */
export const SCENES: Readonly<Record<string, (stage: Stage) => Promise<Scene>>> = {
  AddFaceRecord: async (stage) => {
    const [one, other] = [await newGroup('one', stage), await newGroup('other', stage)]
    const fields = { ProductCode: 'FACE_ENROLL', FaceGroupCode: one.code, MerchantUserId: 'one' }
    return {
      fields: { ...fields, FacePicture: base64('poor') },
      others: { FaceGroupCode: other.code },
      look: () => facesOf([one, other], stage),
    }
  },
  CheckResult: async (stage) => ({
    fields: { TransactionId: await finish(CARD, stage), MerchantBizId: BIZ },
    others: { TransactionId: NO_TRANSACTION, MerchantBizId: 'another', ExtraImageControlList: 'CROPPED_FACE' },
  }),
  CheckVerifyLog: async (stage) => ({
    fields: { TransactionId: await finish(CARD, stage), MerchantBizId: BIZ },
    others: { TransactionId: NO_TRANSACTION, MerchantBizId: 'another' },
  }),
  DeleteFaceGroup: async (stage) => {
    const group = await newGroup('one', stage)
    return { fields: { Id: group.id }, others: { Id: NO_ID }, look: () => groupNames(group, stage) }
  },
  DeleteFaceRecord: async (stage) => {
    const group = await filledGroup('one', stage)
    const [{ Id = '' } = {}] = await items('QueryFaceRecord', { FaceGroupCode: group.code }, stage)
    return { fields: { Id: String(Id) }, others: { Id: NO_ID }, look: () => facesOf([group], stage) }
  },
  DeleteFaceRecordV2: async (stage) => {
    const [one, other] = [await filledGroup('one', stage), await filledGroup('other', stage)]
    return {
      fields: { MerchantUserId: 'one', FaceGroupCode: one.code },
      others: { FaceGroupCode: other.code },
      look: () => facesOf([one, other], stage),
    }
  },
  DeleteVerifyResult: async (stage) => {
    const TransactionId = await finish(CARD, stage)
    const asked = { TransactionId, MerchantBizId: BIZ, IsReturnImage: 'Y' }
    const look = () => stage.call('CheckResult', asked).catch(({ code }: { readonly code?: string }) => code)
    return { fields: { TransactionId }, others: { TransactionId: NO_TRANSACTION }, look }
  },
  DownloadVerifyRecordIntl: async ({ service, call }) => {
    await call('Initialize', CARD)
    const day = service.now().toISOString().slice(0, 10).replaceAll('-', '')
    const param = (productCode: string) => JSON.stringify({ productCode, startDs: day, endDs: day })
    return {
      fields: { BizType: 'INVOKE_STATISTICS', Param: param('ID_OCR') },
      others: { Param: param('FACE_IDU') },
      look: async ({ Data }) => textAt((Data as Fields)['Url']),
    }
  },
  ModifyFaceGroup: async (stage) => {
    const group = await newGroup('one', stage)
    return {
      fields: { Id: group.id, Name: 'a name', Description: 'a description' },
      others: { Id: NO_ID },
      look: () => groupNames(group, stage),
    }
  },
  ModifyFaceRecord: async (stage) => {
    const [one, other] = [await newGroup('one', stage), await newGroup('other', stage)]
    const ossKey = await sendObject(stage)
    const infos = (merchantUserId: string) => JSON.stringify([{ ossKey, merchantUserId }])
    return {
      fields: { FaceGroupCode: one.code, ImgOssInfos: infos('one') },
      others: { FaceGroupCode: other.code, ImgOssInfos: infos('two') },
      look: () => facesOf([one, other], stage),
    }
  },
  QueryDownloadTaskIntl: async (stage) => {
    const { fields = {} } = (await SCENES['DownloadVerifyRecordIntl']?.(stage)) ?? {}
    const { Data } = await stage.call('DownloadVerifyRecordIntl', { ...fields, DownloadMode: 'async' })
    return { fields: { DownloadTaskId: (Data as Fields)['DownloadTaskId'] ?? '' } }
  },
  QueryFaceGroup: async (stage) => {
    const groups = [await newGroup('one', stage), await newGroup('two', stage), await newGroup('three', stage)]
    // Only the first or the last may be listed first.
    return { fields: page, others: { ...nextPage, GroupCode: groups[1]?.code ?? '', Name: 'two' } }
  },
  QueryFaceRecord: async (stage) => {
    const [one, other] = [await filledGroup('one', stage), await newGroup('other', stage)]
    const faces = await items('QueryFaceRecord', { FaceGroupCode: one.code }, stage)
    const FaceId = String(faces.at(-1)?.['FaceId'])
    const others = { FaceGroupCode: other.code, FaceId, MerchantUserId: 'two' }
    return { fields: { ...page, FaceGroupCode: one.code }, others: { ...nextPage, ...others } }
  },
  TempAccessTokenIntl: async () => ({ fields: {} }),
  TempOssUrlIntl: async (stage) => ({ fields: { ObjectName: await sendObject(stage) } }),
}

interface Group {
  readonly id: string
  readonly code: string
}

async function newGroup(name: string, { call }: Stage): Promise<Group> {
  await call('ModifyFaceGroup', { Name: name })
  const [{ Id = '', Code = '' } = {}] = await items('QueryFaceGroup', { Name: name }, { call })
  return { id: String(Id), code: String(Code) }
}

/** Two faces: one that was brought, and one that was registered when it was new. */
async function filledGroup(name: string, stage: Stage): Promise<Group> {
  const group = await newGroup(name, stage)
  const registering = { AutoRegistration: '0', FaceRegisterGroupCode: group.code, MerchantUserId: 'two' }
  const pair = { SourceFacePicture: base64('person'), TargetFacePicture: base64('person') }
  await stage.call('FaceVerifyIntl', { ProductCode: 'FACE_IDU_MIN', ...registering, ...pair })
  const face = { ProductCode: 'FACE_ENROLL', FaceGroupCode: group.code, FacePicture: base64('person') }
  await stage.call('AddFaceRecord', { ...face, MerchantUserId: 'one' })
  return group
}

async function items(action: string, filter: Fields, { call }: Pick<Stage, 'call'>) {
  const { Items } = await call(action, { CurrentPage: '1', PageSize: '100', ...filter })
  return Items as readonly Readonly<Record<string, string | number>>[]
}

async function facesOf(groups: readonly Group[], stage: Stage) {
  const users = groups.map(async ({ code }) => {
    const faces = await items('QueryFaceRecord', { FaceGroupCode: code }, stage)
    return faces.map(({ MerchantUserId }) => MerchantUserId)
  })
  return Promise.all(users)
}

async function groupNames({ code }: Group, stage: Stage) {
  const groups = await items('QueryFaceGroup', { GroupCode: code }, stage)
  return groups.map(({ Name, Description }) => [Name, Description])
}

async function finish(fields: Fields, { service, call }: Stage): Promise<string> {
  const { Result } = await call('Initialize', fields)
  const id = (Result as Fields)['TransactionId'] ?? ''
  await finishVerification(service, id)
  return id
}

async function sendObject({ service, call }: Stage): Promise<string> {
  const key = (await call('TempAccessTokenIntl', {}))['Data'] as ObjectKey
  const name = `${key.FileNamePrefix}picture.jpg`
  await putObject(service, key, name, pictureOf('person'))
  return name
}

async function textAt(address: string | undefined): Promise<string | undefined> {
  return address === undefined ? undefined : (await fetch(address)).text()
}

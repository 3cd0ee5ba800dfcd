import { products } from '@bonafide/engine'
import { planted } from '@bonafide/testing'
import { finishVerification, openVerification } from '../finish-verification.ts'
import type { LiveService } from '../live-service.ts'
import { type ObjectKey, putObject } from '../put-object.ts'
import { EXAMPLES, type Fields, orderOf, type World } from './examples.ts'
import { pictureOf } from './judge.ts'

type Call = (name: string, fields: Fields) => Promise<Readonly<Record<string, unknown>>>

const texts = (value: unknown) => value as Readonly<Record<string, string>>

/** Verifications, groups, faces, objects and a report in a fresh service, made by calls of the API. */
export async function createWorld(service: LiveService, call: Call): Promise<World> {
  const begin = async (order: Fields = orderOf(productOf('FACE_LIVENESS'))) =>
    texts((await call('Initialize', order))['Result'])['TransactionId'] ?? ''
  const finish = async (order?: Fields) => {
    const id = await begin(order)
    await finishVerification(service, id)
    return id
  }
  const newGroup = async () => {
    const Name = planted(String(Math.random()))
    await call('ModifyFaceGroup', { Name })
    const { Items } = await call('QueryFaceGroup', { CurrentPage: '1', PageSize: '1', Name })
    const [{ Id = '', Code = '' } = {}] = Items as readonly Readonly<Record<string, string | number>>[]
    return { id: String(Id), code: String(Code) }
  }
  const key = (await call('TempAccessTokenIntl', {}))['Data'] as ObjectKey
  const sendObject = async () => {
    const name = `${key.FileNamePrefix}${planted(String(Math.random()))}.jpg`
    await putObject(service, key, name, pictureOf('person'))
    return name
  }
  const { code: filledGroup } = await newGroup()
  const face = { ProductCode: 'FACE_ENROLL', FaceGroupCode: filledGroup, FacePicture: base64('person') }
  for (const MerchantUserId of ['one', 'two']) await call('AddFaceRecord', { ...face, MerchantUserId })
  const left = await begin()
  await openVerification(service, left)
  const world = {
    finished: await finish(),
    whole: await finish({
      ...orderOf(productOf('eKYC_PRO')),
      DocType: 'CHN01001',
      SecurityLevel: '02',
      Authorize: 'T',
    }),
    left,
    unfinished: await begin(),
    groupCode: (await newGroup()).code,
    filledGroup,
    objectName: await sendObject(),
    reportTask: '',
    sendObject,
    begin,
    newGroup,
  }
  const report = { ...(await EXAMPLES['DownloadVerifyRecordIntl']?.(world)), DownloadMode: 'async' }
  return {
    ...world,
    reportTask: texts((await call('DownloadVerifyRecordIntl', report))['Data'])['DownloadTaskId'] ?? '',
  }
}

function base64(kind: Parameters<typeof pictureOf>[0]): string {
  return Buffer.from(pictureOf(kind)).toString('base64')
}

function productOf(code: string) {
  const product = products.get(code)
  if (product === undefined) throw new Error(`there is no product ${code}`)
  return product
}

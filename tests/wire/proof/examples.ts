import { randomUUID } from 'node:crypto'
import { planted } from '@bonafide/testing'
import { OUTSIDE_CALLS } from '../outside-calls.ts'
import { pictureOf } from './judge.ts'

export type Fields = Readonly<Record<string, string>>

/** What exists in the service that the calls are made to. */
export interface World {
  readonly finished: string
  /** A finished verification whose answer has every structured field. */
  readonly whole: string
  /** One whose page was opened and left. */
  readonly left: string
  readonly unfinished: string
  readonly groupCode: string
  /** Another group, with two faces. */
  readonly filledGroup: string
  readonly objectName: string
  readonly reportTask: string
  /** A new verification, a new group: for what is deleted. */
  begin(): Promise<string>
  newGroup(): Promise<{ readonly id: string; readonly code: string }>
  /** The name of a picture that was sent as an object. */
  sendObject(): Promise<string>
}

export const BIZ = 'biz0001'
const person = Buffer.from(pictureOf('person')).toString('base64')
const started = { MerchantBizId: BIZ, MerchantUserId: planted('user'), MetaInfo: JSON.stringify({ deviceType: 'h5' }) }
const page = { CurrentPage: '1', PageSize: '10' }
const pair = { SourceFacePicture: person, TargetFacePicture: person }
const card = { DocType: '01000000', IdOcrPictureBase64: person }
const anyDocument = { OcrModel: '1', IdOcrPictureBase64: person }
const addressed = {
  ProductCode: 'ADD_VERIFY',
  DefaultCountry: 'SGP',
  Text1: planted('OrchardRoad'),
  Text2: planted('OrchardRoad'),
}

/** One good call of every operation; a test holds the table against that of the operations. */
export const EXAMPLES: Readonly<Record<string, (world: World) => Fields | Promise<Fields>>> = {
  ...Object.fromEntries(Object.entries(OUTSIDE_CALLS).map(([name, fields]) => [name, () => fields])),
  AddFaceRecord: ({ groupCode }) => ({
    ProductCode: 'FACE_ENROLL',
    FaceGroupCode: groupCode,
    MerchantUserId: planted(randomUUID().slice(0, 8)),
    FacePicture: person,
  }),
  AddressCompareIntl: () => addressed,
  CardOcr: () => card,
  CheckResult: ({ finished }) => ({ TransactionId: finished, MerchantBizId: BIZ }),
  CheckVerifyLog: ({ finished }) => ({ TransactionId: finished, MerchantBizId: BIZ }),
  DeleteFaceGroup: async ({ newGroup }) => ({ Id: (await newGroup()).id }),
  DeleteFaceRecord: () => ({ Id: '999' }),
  DeleteFaceRecordV2: ({ groupCode }) => ({ MerchantUserId: 'nobody', FaceGroupCode: groupCode }),
  DeleteVerifyResult: async ({ begin }) => ({ TransactionId: await begin() }),
  DocOcr: () => card,
  DocOcrMax: () => anyDocument,
  DocOcrMaxV2: () => anyDocument,
  DocOcrV2: () => card,
  DownloadVerifyRecordIntl: () => ({
    BizType: 'INVOKE_STATISTICS',
    Param: JSON.stringify({ productCode: 'FACE_LIVENESS', startDs: '20260101', endDs: '20260102' }),
  }),
  EkycVerify: () => ({ ...card, FacePictureBase64: person }),
  EkycVerifyV2: () => ({ ...card, FacePictureBase64: person }),
  FaceCompare: () => pair,
  FaceCompareV2: () => pair,
  FaceCrossCompareIntl: () => ({
    ProductCode: 'FACE_CROSS_COMPARE',
    MerchantBizId: BIZ,
    SourceAFacePicture: person,
    SourceBFacePicture: person,
    SourceCFacePicture: person,
  }),
  FaceDuplicationCheckIntl: () => ({
    ProductCode: 'FACE_IDU_MIN',
    MerchantBizId: BIZ,
    MerchantUserId: planted('user'),
    VerifyModel: '1',
    ...pair,
  }),
  FaceGuardRisk: () => ({ ProductCode: 'FACE_GUARD', DeviceToken: planted('token') }),
  FaceLiveness: () => ({ FacePictureBase64: person }),
  FaceLivenessV2: () => ({ ProductCode: 'FACE_LIVENESS_MIN', FacePictureBase64: person }),
  FaceVerifyIntl: () => ({ ProductCode: 'FACE_VERIFY_MIN', ...pair }),
  Initialize: () => ({ ...started, ProductCode: 'FACE_VERIFY', TargetFacePicture: person }),
  InitializeV2: () => ({ ...started, ProductCode: 'FACE_VERIFY', TargetFacePicture: person }),
  KeepaliveIntl: () => ({}),
  ModifyFaceGroup: () => ({ Name: planted(randomUUID()) }),
  ModifyFaceRecord: async ({ groupCode, sendObject }) => ({
    FaceGroupCode: groupCode,
    ImgOssInfos: JSON.stringify([{ ossKey: await sendObject(), merchantUserId: planted('user') }]),
  }),
  QueryDownloadTaskIntl: ({ reportTask }) => ({ DownloadTaskId: reportTask }),
  QueryFaceGroup: () => page,
  QueryFaceRecord: ({ groupCode }) => ({ ...page, FaceGroupCode: groupCode }),
  TempAccessTokenIntl: () => ({}),
  TempOssUrlIntl: ({ objectName }) => ({ ObjectName: objectName }),
}

/** What a product wants beside the parameters that every Initialize has. */
export function orderOf(product: {
  readonly code: string
  readonly documentTypes: readonly string[]
  readonly evidence: readonly string[]
  readonly asksRegister?: 'always' | readonly string[]
}): Fields {
  const [documentType] = product.documentTypes
  return {
    ...started,
    ProductCode: product.code,
    ...(documentType === undefined ? {} : { DocType: documentType }),
    ...(product.evidence.includes('reference') ? { TargetFacePicture: person } : {}),
    ...(product.asksRegister === 'always' ? { DocName: planted('Anna'), DocNo: planted('110101') } : {}),
  }
}

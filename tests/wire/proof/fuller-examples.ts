import { randomUUID } from 'node:crypto'
import { planted } from '@bonafide/testing'
import { BIZ, EXAMPLES, type Fields, type World } from './examples.ts'

/** Changes to the good calls of an operation that are answered with more fields, each by itself. */
const CHANGES: Readonly<Record<string, (world: World) => readonly Fields[] | Promise<readonly Fields[]>>> = {
  CheckResult: ({ whole }) => [{ TransactionId: whole }],
  CheckVerifyLog: ({ left }) => [{ TransactionId: left }],
  DownloadVerifyRecordIntl: () => [{ DownloadMode: 'async' }],
  FaceCompare: () => [{ FaceQualityCheck: 'Y' }],
  FaceCompareV2: () => [{ FaceQualityCheck: 'Y' }],
  FaceCrossCompareIntl: () => [{ CompareModel: '1' }],
  FaceDuplicationCheckIntl: async (world) => (await searches(world)).map((change) => ({ ...change, Liveness: '1' })),
  FaceLiveness: () => [{ FaceQualityCheck: 'Y', FaceAttributeCheck: 'Y', Occlusion: 'T' }],
  FaceLivenessV2: () => [{ FaceQualityCheck: 'Y', FaceAttributeCheck: 'Y' }],
  FaceVerifyIntl: searches,
  QueryFaceGroup: () => [{ PageSize: '1' }],
  QueryFaceRecord: ({ filledGroup }) => [{ PageSize: '1', FaceGroupCode: filledGroup }],
}

/** One that finds the person, and one that registers them, both with all that is told of the face. */
async function searches({ filledGroup, newGroup }: World): Promise<readonly Fields[]> {
  const all = {
    ProductCode: 'FACE_IDU_MIN',
    VerifyModel: '2',
    MerchantBizId: BIZ,
    MerchantUserId: planted(randomUUID().slice(0, 8)),
    FaceQualityCheck: 'Y',
    FaceAttributeCheck: 'Y',
  }
  const { code } = await newGroup()
  return [
    { ...all, FaceGroupCodes: filledGroup },
    { ...all, FaceGroupCodes: code, FaceRegisterGroupCode: code, AutoRegistration: '0' },
  ]
}

/** Every good call by which the fields of an operation's answer are seen: the plain one, and those that say more. */
export async function fullerExamples(name: string, world: World): Promise<readonly Fields[]> {
  const plain = (await EXAMPLES[name]?.(world)) ?? {}
  const changes = (await CHANGES[name]?.(world)) ?? []
  return [plain, ...changes.map((change) => ({ ...plain, ...change }))]
}

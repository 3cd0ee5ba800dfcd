import { searchesGroups } from '@bonafide/protocol'
import { userMac } from '../../faces/seal-face.ts'
import type { Enrolment, FaceOrder } from '../../faces/search-faces.ts'
import type { ActionContext } from '../define-action.ts'
import { requireGroups } from './require-group.ts'
import { userExists } from './require-registered.ts'

/** What Initialize, FaceVerifyIntl and FaceDuplicationCheckIntl say about a search. */
export interface SearchValues {
  readonly VerifyModel: '0' | '1' | '2'
  readonly MerchantUserId?: string | undefined
  readonly FaceGroupCodes?: readonly string[] | undefined
  readonly FaceRegisterGroupCode?: string | undefined
  readonly AutoRegistration: '0' | '1'
  readonly UpdateFaceIfUserExists: boolean
  readonly ReturnFaces: number
}

type Context = Pick<ActionContext, 'tenant' | 'tools'>

/** Where a face is looked for and registered. Refused before any picture is looked at, when that could not be done. */
export async function faceOrder(values: SearchValues, context: Context): Promise<FaceOrder> {
  const enrolment = await enrolmentOf(values, context)
  const groupCodes = searchesGroups(values) ? (values.FaceGroupCodes ?? []) : []
  await requireGroups('FaceGroupCodes', groupCodes, context.tenant, context.tools)
  return { groupCodes, limit: values.ReturnFaces, ...(enrolment === undefined ? {} : { enrolment }) }
}

async function enrolmentOf(values: SearchValues, { tenant, tools }: Context): Promise<Enrolment | undefined> {
  const { FaceRegisterGroupCode: groupCode, MerchantUserId: merchantUserId, UpdateFaceIfUserExists: replace } = values
  if (values.AutoRegistration !== '0' || groupCode === undefined || merchantUserId === undefined) return undefined
  await requireGroups('FaceRegisterGroupCode', [groupCode], tenant, tools)
  const user = { userMac: userMac(merchantUserId, tenant, tools.keys), groupCode }
  if (!replace && (await tools.store.findFaceRefs(tenant.id, user)).length > 0) throw userExists()
  return { groupCode, merchantUserId, replace }
}

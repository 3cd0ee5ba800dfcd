import type { EstimatedAttributes, FaceQuality, Finding } from '@bonafide/engine'
import { comparesFaces, leadingResultCode, type ResultCode, searchesGroups } from '@bonafide/protocol'
import { likeness } from '../../faces/likeness.ts'
import { registerFace } from '../../faces/register-face.ts'
import type { Duplicate, Enrolment, FaceOrder, FoundFaces } from '../../faces/search-faces.ts'
import { newTransactionId } from '../../flow/random-ids.ts'
import { policyOf } from '../../flow/tenant-policy.ts'
import type { DescribedFace, ModelTemplate } from '../../ports/judge.ts'
import type { ActionContext } from '../define-action.ts'
import { noteCall } from '../note-call.ts'
import { unqualifiedPhoto } from '../picture-limits.ts'
import { describeForRecord, describePicture } from './describe-picture.ts'
import { faceOrder, type SearchValues } from './face-order.ts'
import { requireRegistered } from './require-registered.ts'
import { searchGroups } from './search-groups.ts'
import { sourceOf, type TwoPictures, targetOf } from './source-and-target.ts'

/** What FaceVerifyIntl and FaceDuplicationCheckIntl have in common. */
export interface FaceVerification extends SearchValues, TwoPictures {
  readonly FaceAttributeCheck: boolean
  /** Whether the source face lives is asked only where there is a network that tells it. */
  readonly asksLiving: boolean
}

export interface VerifiedFaces {
  readonly transactionId: string
  readonly passed: boolean
  readonly subCode: ResultCode
  readonly score?: number
  readonly duplicates?: readonly Duplicate[]
  /** Present where registration was asked for; the id of the face when it was registered. */
  readonly registration?: { readonly faceId?: string }
  readonly quality: FaceQuality
  readonly targetQuality?: FaceQuality
  /** Of the source face, where they were asked for. */
  readonly attributes?: EstimatedAttributes
  /** Whether the source face lives, where it was asked. */
  readonly living?: Finding
}

interface LookedAt {
  readonly source: DescribedFace
  /** The source picture, where the face may be registered. */
  readonly jpeg?: Uint8Array
  readonly target?: DescribedFace
}

/** Compares, searches and registers, as far as each was asked for. */
export async function verifyFaces(
  values: FaceVerification,
  action: string,
  context: ActionContext,
): Promise<VerifiedFaces> {
  const order = await faceOrder(values, context)
  const { enrolment } = order
  const { source, target, jpeg } = await lookAtPictures(values, enrolment !== undefined, context)
  const score = target === undefined ? undefined : likeness(source.template, target.template)
  const found = await searchGroups(source.template, order, context)
  const { living } = source
  const against = reasonsAgainst({ score, found, living }, policyOf(context.tenant).faceMatchScore)
  const subCode = leadingResultCode(against)
  const passed = subCode === '200'
  const registration =
    enrolment === undefined
      ? undefined
      : await register({ enrolment, order, found, template: source.template, jpeg: passed ? jpeg : undefined }, context)
  const transactionId = newTransactionId()
  await noteCall({ event: 'faces-judged', transactionId, action, passed, subCode }, context)
  return {
    transactionId,
    passed,
    subCode,
    ...(score === undefined ? {} : { score }),
    ...(searchesGroups(values) ? { duplicates: found.duplicates } : {}),
    ...(registration === undefined ? {} : { registration }),
    quality: source.quality,
    ...(target === undefined ? {} : { targetQuality: target.quality }),
    ...(source.attributes === undefined ? {} : { attributes: source.attributes }),
    ...(living === undefined ? {} : { living }),
  }
}

async function lookAtPictures(values: FaceVerification, keep: boolean, context: ActionContext): Promise<LookedAt> {
  const given = await sourceOf(values, context)
  const asked = { attributes: values.FaceAttributeCheck, living: values.asksLiving }
  const seen: DescribedFace & { readonly jpeg?: Uint8Array } = keep
    ? await describeForRecord(given, context.tools, asked)
    : await describePicture(given, context.tools, asked)
  const { jpeg, ...source } = seen
  if (values.asksLiving) requireToldLiving(source)
  return {
    source,
    ...(jpeg === undefined ? {} : { jpeg }),
    ...(comparesFaces(values) ? { target: await describePicture(await targetOf(values, context), context.tools) } : {}),
  }
}

/** Of a picture with several faces the network cannot say whom it means. */
function requireToldLiving({ quality, living }: DescribedFace): void {
  if (living === undefined || quality.reasons.length > 0) {
    throw unqualifiedPhoto('It does not show exactly one face that can be judged.')
  }
}

interface Seen {
  readonly score: number | undefined
  readonly found: FoundFaces
  readonly living: Finding | undefined
}

function reasonsAgainst({ score, found: { duplicates }, living }: Seen, matchScore: number): ResultCode[] {
  const against: ResultCode[] = []
  if (living !== undefined && living.outcome !== 'passed') against.push('205')
  if (score !== undefined && score < matchScore) against.push('204')
  if (duplicates.length > 0) against.push('208')
  return against
}

interface RegistrationOrder {
  readonly enrolment: Enrolment
  readonly order: FaceOrder
  readonly found: FoundFaces
  readonly template: ModelTemplate
  /** Absent when the face is not to be registered. */
  readonly jpeg: Uint8Array | undefined
}

/** Registers the face while it is new: when another came into the group meanwhile, it is looked for again. */
async function register(
  { enrolment, order, found, template, jpeg }: RegistrationOrder,
  context: ActionContext,
): Promise<{ readonly faceId?: string }> {
  if (jpeg === undefined) return {}
  const { tenant, tools } = context
  for (let state = found; state.isNew && state.duplicates.length === 0; ) {
    const face = { merchantUserId: enrolment.merchantUserId, template, jpeg, registration: 'automatic' } as const
    const place = {
      groupCode: enrolment.groupCode,
      replace: enrolment.replace,
      ...(state.searchedAt === undefined ? {} : { searchedAt: state.searchedAt }),
    }
    const { faceId, outcome } = await registerFace(face, place, tenant, tools)
    if (outcome === 'registered') return { faceId }
    if (!enrolment.replace || outcome !== 'user-exists') requireRegistered(outcome, 'FaceRegisterGroupCode')
    state = await searchGroups(template, order, context)
  }
  return {}
}

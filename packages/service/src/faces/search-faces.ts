import { distanceOfScore, scoreOfDistance } from '@bonafide/engine'
import { policyOf } from '../flow/tenant-policy.ts'
import type { FlowTools } from '../flow/tools.ts'
import type { FaceGroup } from '../ports/face-groups.ts'
import type { ModelTemplate } from '../ports/judge.ts'
import type { Tenant } from '../ports/store.ts'
import type { FaceMatch } from './face-index.ts'
import { shownScore } from './likeness.ts'

/** Where a face is registered when it is new. */
export interface Enrolment {
  readonly groupCode: string
  readonly merchantUserId: string
  /** The user's own record is overwritten, and so no duplicate. */
  readonly replace: boolean
}

export interface FaceOrder {
  /** Groups in which the face must not be. */
  readonly groupCodes: readonly string[]
  /** At most so many duplicates are named. */
  readonly limit: number
  readonly enrolment?: Enrolment
}

/** A registered face of the same person. */
export interface Duplicate extends Omit<FaceMatch, 'distance'> {
  /** Likeness 0-100, as it is shown. */
  readonly score: number
}

export interface FoundFaces {
  /** The nearest first; none when the face is in no searched group. */
  readonly duplicates: readonly Duplicate[]
  /** Whether nobody in the group of the enrolment is the same person. */
  readonly isNew: boolean
  /** The state of that group when it was searched. */
  readonly searchedAt?: number
}

type SearchTools = Pick<FlowTools, 'store' | 'faces'>

/** Looks for a face in groups of a tenant. Rejects with `FaceGroupMissing`, and with `TemplatesOutdated`. */
export async function searchFaces(
  template: ModelTemplate,
  { groupCodes, limit, enrolment }: FaceOrder,
  tenant: Tenant,
  tools: SearchTools,
): Promise<FoundFaces> {
  const most = distanceOfScore(policyOf(tenant).faceDuplicateScore, template.calibration)
  // One more than asked for: the user's own record may be among them.
  const look = async (codes: readonly string[]) =>
    tools.faces.search(tenant, { template, groups: await requireGroups(codes, tenant, tools), most, limit: limit + 1 })
  const isOwn = (match: FaceMatch) =>
    enrolment?.replace === true &&
    match.groupCode === enrolment.groupCode &&
    match.merchantUserId === enrolment.merchantUserId
  const { matches } = await look(groupCodes)
  const duplicates = matches
    .filter((match) => !isOwn(match))
    .slice(0, limit)
    .map((match) => asDuplicate(match, template))
  if (enrolment === undefined) return { duplicates, isNew: duplicates.length === 0 }
  const home = await look([enrolment.groupCode])
  const searchedAt = home.searchedAt.get(enrolment.groupCode)
  return {
    duplicates,
    isNew: home.matches.every(isOwn),
    ...(searchedAt === undefined ? {} : { searchedAt }),
  }
}

function asDuplicate({ distance, ...face }: FaceMatch, { calibration }: ModelTemplate): Duplicate {
  return { ...face, score: shownScore(scoreOfDistance(distance, calibration)) }
}

async function requireGroups(
  codes: readonly string[],
  tenant: Tenant,
  { store }: Pick<SearchTools, 'store'>,
): Promise<readonly FaceGroup[]> {
  const groups = await store.findFaceGroups(tenant.id, codes)
  if (groups.length < new Set(codes).size) throw new FaceGroupMissing('A face group does not exist')
  return groups
}

/** A group that is to be searched does not exist, or no more. */
export class FaceGroupMissing extends Error {
  readonly code = 'face-group-missing'
}

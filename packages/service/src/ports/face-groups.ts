import type { Deletion } from './deletions.ts'

/** A set of faces of one tenant that can be searched. */
export interface FaceGroup {
  readonly id: number
  /** Names the group in the deletion log; never used again, unlike its code. */
  readonly uid: string
  readonly tenantId: string
  /** Names the group on the wire; unique within the tenant. */
  readonly code: string
  /** Name and description as JSON, sealed by the tenant's key. */
  readonly sealedLabel: Uint8Array
  readonly createdAt: Date
  readonly size: number
  /** Grows by one with each record that is added; together with `removals` it tells a copy whether it is up to date. */
  readonly additions: number
  readonly removals: number
}

/** The network that made a template. Templates of two networks are never compared. */
export interface TemplateModel {
  readonly id: string
  readonly sha256: string
}

export type RegistrationType = 'manual' | 'automatic'

/** One registered face. What is sealed opens with the record's own key: without the record nothing of it can be read. */
export interface NewFaceRecord {
  readonly faceId: string
  readonly wrappedKey: Uint8Array
  /** HMAC of the merchant's user id by the tenant's key: finds a user without storing who it is. */
  readonly userMac: string
  readonly sealedUser: Uint8Array
  readonly sealedTemplate: Uint8Array
  readonly model: TemplateModel
  readonly registration: RegistrationType
  readonly createdAt: Date
}

export interface FaceRecord extends NewFaceRecord {
  readonly id: number
  readonly groupCode: string
  /** The group's count of additions when it was made; no two records of a group share one. */
  readonly addition: number
}

/** How a record goes into its group. */
export interface FaceRegistration {
  readonly tenantId: string
  readonly groupCode: string
  readonly record: NewFaceRecord
  /** The deletion of the user's record that is there; without it a user who is there refuses. */
  readonly replaces?: Deletion
  /** The group's count of additions when it was searched: a face that came since refuses (`changed`), so that no duplicate slips in. */
  readonly searchedAt?: number
}

/** `changed`: the group was searched, or the user's record looked up, before the last change. To be tried again. */
export type RegistrationOutcome = 'registered' | 'user-exists' | 'no-group' | 'full' | 'changed'

/** How many records of a group one network described. */
interface TemplateCount {
  readonly groupCode: string
  readonly model: TemplateModel
  readonly faces: number
}

/** Another template for a face that is registered already; sealed with the record's own key. */
export interface TemplateRenewal {
  readonly faceId: string
  /** The network whose template it replaces. */
  readonly before: TemplateModel
  readonly model: TemplateModel
  readonly sealedTemplate: Uint8Array
}

export interface FaceRef {
  readonly faceId: string
  readonly groupCode: string
}

export interface FaceFilter {
  readonly addition?: number
  readonly faceId?: string
  readonly userMac?: string
  readonly registration?: RegistrationType
}

/** More groups than this are refused (`StoreConflict`): a tenant's groups are read as a whole. */
export const MAX_FACE_GROUPS = 1_000
/** More faces than this are refused (`full`): a group is searched in memory, 100 MB of templates at this size. */
export const MAX_FACES_OF_A_GROUP = 200_000

/**
 * Face groups and their records. A group of another tenant is answered as one that does not exist. Every change writes
 * its audit entry in the same SQL transaction. Removing a record destroys the key that its template and picture open
 * with, and writes down the signed deletion; the caller deletes the picture's file and appends to the log afterwards.
 */
export interface FaceGroupStore {
  /** Refuses (`StoreConflict`) a code that the tenant has already, and the group beyond `MAX_FACE_GROUPS`. */
  createFaceGroup(group: Pick<FaceGroup, 'uid' | 'tenantId' | 'code' | 'sealedLabel' | 'createdAt'>): Promise<FaceGroup>
  /** In the order in which they were made. */
  listFaceGroups(tenantId: string): Promise<readonly FaceGroup[]>
  /** Those that exist, in no particular order. */
  findFaceGroups(tenantId: string, codes: readonly string[]): Promise<readonly FaceGroup[]>
  relabelFaceGroup(tenantId: string, id: number, sealedLabel: Uint8Array, at: Date): Promise<boolean>
  /** Removes the group that the deletion names by its uid, with all its records; answers their ids. Repeatable. */
  removeFaceGroup(deletion: Deletion): Promise<readonly string[]>
  registerFace(registration: FaceRegistration, at: Date): Promise<RegistrationOutcome>
  findFaces(
    group: Pick<FaceGroup, 'id'>,
    filter: FaceFilter,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<{ readonly records: readonly FaceRecord[]; readonly total: number }>
  /** One record by its number, or every record of a user, in one group or in all of the tenant. */
  findFaceRefs(
    tenantId: string,
    which: { readonly id: number } | { readonly userMac: string; readonly groupCode?: string },
  ): Promise<readonly FaceRef[]>
  /** Removes the record that the deletion names by its face id. Repeatable. */
  removeFace(deletion: Deletion): Promise<void>
  /** Records of a group that were added after `addition`, the oldest first, at most `limit`. */
  facesAddedAfter(groupId: number, addition: number, limit: number): Promise<readonly FaceRecord[]>
  /** `addition` of every record of the group. */
  additionsOf(groupId: number): Promise<readonly number[]>
  /** What the records of a tenant were described with. */
  countTemplates(tenantId: string): Promise<readonly TemplateCount[]>
  /** Records of all groups of a tenant with a number beyond `id`, in their order, at most `limit`. */
  facesAfter(tenantId: string, id: number, limit: number): Promise<readonly FaceRecord[]>
  /**
   * Replaces the template of a record; false when the record is gone or its template is not of `before` any more. To a
   * copy of the group it is a removal and an addition, so that no search goes on with the old one.
   */
  renewTemplate(renewal: TemplateRenewal, at: Date): Promise<boolean>
  /** Calls `wake` soon after faces were removed, by whatever process; answers an unsubscribe. */
  onFacesRemoved(wake: () => void): () => void
}

import type { FaceRecord, TemplateModel } from './face-groups.ts'

/** A registered face, and how far a database says that it is: to a few digits less than its template would say. */
export interface NearRecord {
  readonly record: FaceRecord
  readonly distance: number
}

/**
 * Templates that the database can read, beside the sealed ones: it finds the near ones among them without anybody opening the
 * others. A vector ends with its record and counts only for the template that it was made of.
 */
export interface FaceVectors {
  /** How many records of the group are of another network. */
  countOthers(groupId: number, model: TemplateModel): Promise<number>
  /** Records of the group whose template has no vector yet, at most `limit`. */
  withoutVector(groupId: number, limit: number): Promise<readonly FaceRecord[]>
  /** Adds vectors. A record that is gone or has another template by now gets none. */
  addVectors(vectors: readonly { readonly record: FaceRecord; readonly values: Float32Array }[]): Promise<void>
  /** Records within `most` of a template, the nearest first, at most `limit`. */
  nearVectors(groupId: number, values: Float32Array, most: number, limit: number): Promise<readonly NearRecord[]>
}

import type { Custody } from '../custody/custody.ts'
import type { FaceGroup } from '../ports/face-groups.ts'
import type { FaceVectors, NearRecord } from '../ports/face-vectors.ts'
import type { Tenant } from '../ports/store.ts'
import { type FaceIndex, type FaceMatch, type FaceQuery, TemplatesOutdated } from './face-index.ts'
import { openTemplate, openUser } from './seal-face.ts'
import { distanceWithin } from './template-matrix.ts'

/** Records that get their vectors in one go, about 30 ms of opening; other work runs between two pages. */
const PAGE = 500
/**
 * By how much the database may be wrong. It sums in 32 bits: over the 2,048 numbers that a template has at most, distances
 * below 2 are then wrong by less than 1e-3.
 */
const MARGIN = 0.002
/** Asked for beyond what is wanted, for those that lie so close to the last one that only exact comparison can order them. */
const SPARE = 8

/**
 * Finds faces through vectors in the database, and decides by the sealed templates: the database says who can be near at all,
 * and each of those is opened and compared exactly. The answer is the one of the search in memory. Faces that were registered
 * since the last search get their vectors first, whoever registered them.
 */
export function createVectorSearch(vectors: FaceVectors, keys: Custody): FaceIndex {
  async function searchGroup(tenant: Tenant, group: FaceGroup, query: FaceQuery): Promise<readonly FaceMatch[]> {
    const others = await vectors.countOthers(group.id, query.template.model)
    if (others > 0) throw new TemplatesOutdated(`A group holds ${others} templates of another network`)
    await fill(tenant, group)
    return (await canBeNear(group, query))
      .flatMap(({ record }) => {
        const distance = distanceWithin(openTemplate(record, tenant, keys), query.template.values, query.most)
        return distance === undefined ? [] : [{ record, distance }]
      })
      .sort((a, b) => a.distance - b.distance || a.record.addition - b.record.addition)
      .slice(0, query.limit)
      .map(({ record, distance }) => ({
        groupCode: group.code,
        faceId: record.faceId,
        merchantUserId: openUser(record, tenant, keys),
        distance,
      }))
  }

  async function fill(tenant: Tenant, group: FaceGroup): Promise<void> {
    for (;;) {
      const page = await vectors.withoutVector(group.id, PAGE)
      await vectors.addVectors(page.map((record) => ({ record, values: openTemplate(record, tenant, keys) })))
      if (page.length < PAGE) return
    }
  }

  /** Everybody who is among the nearest if the database is wrong by no more than the margin. */
  async function canBeNear(group: FaceGroup, { template, most, limit }: FaceQuery): Promise<readonly NearRecord[]> {
    for (let asked = limit + SPARE; ; asked *= 2) {
      const near = await vectors.nearVectors(group.id, template.values, most + MARGIN, asked)
      const wanted = near[limit - 1]
      const last = near.at(-1)
      if (near.length < asked || wanted === undefined || last === undefined) return near
      if (last.distance - wanted.distance > 2 * MARGIN) return near
    }
  }

  return {
    async search(tenant, query) {
      const matches: FaceMatch[] = []
      for (const group of query.groups) matches.push(...(await searchGroup(tenant, group, query)))
      return {
        matches: matches.sort((a, b) => a.distance - b.distance).slice(0, query.limit),
        // As the group was read: whoever came later was looked at as well, or makes the registration search again.
        searchedAt: new Map(query.groups.map(({ code, additions }) => [code, additions])),
      }
    },
    close: () => undefined,
  }
}

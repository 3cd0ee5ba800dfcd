import type { Custody } from '../custody/custody.ts'
import { type FaceGroup, MAX_FACES_OF_A_GROUP, type TemplateModel } from '../ports/face-groups.ts'
import type { ModelTemplate } from '../ports/judge.ts'
import type { Store, Tenant } from '../ports/store.ts'
import { openTemplate, openUser } from './seal-face.ts'
import { createTemplateMatrix, type TemplateMatrix } from './template-matrix.ts'

/** Records that are opened in one go, about 30 ms; other work runs between two pages. */
const PAGE = 500
/** Templates of all groups that are held at a time: 200 MB. The group that was used longest ago goes first. */
const MOST_ROWS = 2 * MAX_FACES_OF_A_GROUP

/** A registered face that is near the one that was searched for. */
export interface FaceMatch {
  readonly groupCode: string
  readonly faceId: string
  readonly merchantUserId: string
  readonly distance: number
}

export interface FaceQuery {
  readonly template: ModelTemplate
  readonly groups: readonly FaceGroup[]
  /** Largest distance that counts. */
  readonly most: number
  readonly limit: number
}

export interface FaceSearch {
  /** The nearest first, over all groups. */
  readonly matches: readonly FaceMatch[]
  /** By group code: the count of additions up to which the group was searched. */
  readonly searchedAt: ReadonlyMap<string, number>
}

/**
 * Finds faces by exact comparison with every template of a group. Templates are opened into memory when a group is
 * searched for the first time, and brought up to date before every search, so that what another process registered or
 * removed a moment ago counts.
 */
export interface FaceIndex {
  /** Rejects with `TemplatesOutdated` when a group holds templates of another network: they cannot be compared. */
  search(tenant: Tenant, query: FaceQuery): Promise<FaceSearch>
  /** Hears no more of removals, and forgets every template. */
  close(): void
}

/** A group holds faces that this network cannot be compared with, so nobody can be said not to be among them. */
export class TemplatesOutdated extends Error {
  readonly code = 'templates-outdated'
}

export interface FaceIndexOptions {
  readonly store: Store
  readonly keys: Custody
  readonly onError: (error: unknown) => void
}

/** A group in memory. `matrix` and `others` hold, between them, every record up to `additions`. */
interface LoadedGroup {
  readonly groupId: number
  readonly model: TemplateModel
  readonly matrix: TemplateMatrix
  /** Records whose templates are of another network. */
  readonly others: Set<number>
  additions: number
  removals: number
  /** Whoever uses the matrix waits for the one before. */
  last: Promise<unknown>
}

export function createFaceIndex({ store, keys, onError }: FaceIndexOptions): FaceIndex {
  const loaded = new Map<string, LoadedGroup>()
  const unsubscribe = store.onFacesRemoved(() => void dropRemoved().catch(onError))

  async function dropRemoved(): Promise<void> {
    await Promise.all([...loaded.values()].map((group) => inTurn(group, () => removeMissing(group))))
  }

  function groupInMemory(group: FaceGroup, { model, values }: ModelTemplate): LoadedGroup {
    const key = JSON.stringify([group.id, model.id, model.sha256])
    const found = loaded.get(key) ?? emptyGroup(group.id, model, values.length)
    loaded.delete(key)
    loaded.set(key, found)
    let rows = 0
    for (const [other, { matrix }] of [...loaded].reverse()) {
      rows += matrix.rows
      if (rows > MOST_ROWS && other !== key) loaded.delete(other)
    }
    return found
  }

  async function bringUpToDate(group: LoadedGroup, now: FaceGroup, tenant: Tenant): Promise<void> {
    if (group.removals !== now.removals) await removeMissing(group)
    group.removals = now.removals
    while (group.additions < now.additions) {
      const page = await store.facesAddedAfter(group.groupId, group.additions, PAGE)
      for (const record of page) {
        const { id, sha256 } = record.model
        if (id !== group.model.id || sha256 !== group.model.sha256) group.others.add(record.addition)
        else group.matrix.add(record.addition, openTemplate(record, tenant, keys))
        group.additions = record.addition
      }
      if (page.length < PAGE) group.additions = Math.max(group.additions, now.additions)
    }
  }

  async function removeMissing({ groupId, matrix, others }: LoadedGroup): Promise<void> {
    const there = new Set(await store.additionsOf(groupId))
    for (const id of [...matrix.ids()]) if (!there.has(id)) matrix.remove(id)
    for (const id of others) if (!there.has(id)) others.delete(id)
  }

  async function searchGroup(tenant: Tenant, group: FaceGroup, { template, most, limit }: FaceQuery) {
    const inMemory = groupInMemory(group, template)
    return inTurn(inMemory, async () => {
      await bringUpToDate(inMemory, group, tenant)
      if (inMemory.others.size > 0) {
        throw new TemplatesOutdated(`A group holds ${inMemory.others.size} templates of another network`)
      }
      const near = await inMemory.matrix.nearest(template.values, most, limit)
      return { group, near, searchedAt: inMemory.additions }
    })
  }

  return {
    async search(tenant, query) {
      const results = []
      for (const group of query.groups) results.push(await searchGroup(tenant, group, query))
      const nearest = results
        .flatMap(({ group, near }) => near.map(({ id, distance }) => ({ group, id, distance })))
        .sort((a, b) => a.distance - b.distance)
        .slice(0, query.limit)
      const matches: FaceMatch[] = []
      for (const { group, id, distance } of nearest) {
        const { records } = await store.findFaces(group, { addition: id }, { offset: 0, limit: 1 })
        const [record] = records
        // Removed since: it is no match any more.
        if (record === undefined) continue
        const merchantUserId = openUser(record, tenant, keys)
        matches.push({ groupCode: group.code, faceId: record.faceId, merchantUserId, distance })
      }
      return { matches, searchedAt: new Map(results.map(({ group, searchedAt }) => [group.code, searchedAt])) }
    },
    close() {
      unsubscribe()
      loaded.clear()
    },
  }
}

function emptyGroup(groupId: number, model: TemplateModel, width: number): LoadedGroup {
  const matrix = createTemplateMatrix(width)
  return { groupId, model, matrix, others: new Set(), additions: 0, removals: 0, last: Promise.resolve() }
}

function inTurn<T>(group: LoadedGroup, work: () => Promise<T>): Promise<T> {
  const result = group.last.then(work, work)
  group.last = result.catch(() => undefined)
  return result
}

import { randomBytes } from 'node:crypto'
import { openTestDatabase } from '@bonafide/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { holdsFaceVectors, openFaceVectors } from '../src/adapters/sql/face-vectors.ts'
import type { SqlDatabase } from '../src/adapters/sql/sql-database.ts'
import { openSqlStore } from '../src/adapters/sql/sql-store.ts'
import { createTenant } from '../src/admin/tenants.ts'
import { createCustody } from '../src/custody/custody.ts'
import { createFaceIndex, type FaceIndex, type FaceQuery, TemplatesOutdated } from '../src/faces/face-index.ts'
import { openTemplate, sealFace, sealTemplate } from '../src/faces/seal-face.ts'
import { createVectorSearch } from '../src/faces/vector-search.ts'
import type { FaceGroup } from '../src/ports/face-groups.ts'
import type { ModelTemplate } from '../src/ports/judge.ts'
import type { Store, Tenant } from '../src/ports/store.ts'
import { openVectorDatabase } from './open-vector-database.ts'

const keys = createCustody(randomBytes(32))
const [MODEL, OTHER] = [
  { id: 'net-1', sha256: 'aa' },
  { id: 'net-2', sha256: 'bb' },
]
const NOW = new Date('2026-03-01T12:00:00Z')

let database: SqlDatabase
let store: Store
let tenant: Tenant
let memory: FaceIndex
let vectors: FaceIndex

beforeAll(async () => {
  database = await openVectorDatabase()
  store = await openSqlStore(database, { judgingDeadlineMs: 60_000, onError: () => undefined })
  tenant = (await createTenant({ id: 'bank', name: 'Bank', mode: 'test' }, store, keys, NOW)).tenant
  memory = createFaceIndex({ store, keys, onError: () => undefined })
  vectors = createVectorSearch(await openFaceVectors(database), keys)
}, 60_000)
afterAll(async () => {
  memory.close()
  vectors.close()
  await store.close()
})

let groups = 0
async function newGroup(): Promise<FaceGroup> {
  groups += 1
  const [uid, code] = [`facegroup_${groups}`, `g${groups}`]
  return store.createFaceGroup({ uid, code, tenantId: tenant.id, sealedLabel: new Uint8Array(), createdAt: NOW })
}

const described = (values: readonly number[], model = MODEL): ModelTemplate => ({
  model,
  values: Float32Array.from(values),
  calibration: [],
})

async function register(group: FaceGroup, user: string, template: ModelTemplate): Promise<string> {
  const face = { merchantUserId: user, template, jpeg: new Uint8Array([1]), registration: 'manual' } as const
  const { record } = sealFace(face, tenant, keys, NOW)
  expect(await store.registerFace({ tenantId: tenant.id, groupCode: group.code, record }, NOW)).toBe('registered')
  return record.faceId
}

const deletionOf = (faceId: string) =>
  ({ transactionId: faceId, kind: 'All', reason: 'asked', at: NOW, signature: 'signed' }) as const

/** What either search says, with the state in which the groups are now. */
async function bothSay(codes: readonly string[], query: Omit<FaceQuery, 'groups'>) {
  const asked = { ...query, groups: await store.findFaceGroups(tenant.id, codes) }
  return [await memory.search(tenant, asked), await vectors.search(tenant, asked)] as const
}

async function storedVectors(group: FaceGroup): Promise<number> {
  const { rows } = await database.run('select count(*) as count from face_vectors where group_id = $1', [group.id])
  return Number((rows as { count: string }[])[0]?.count)
}

describe('the search through pgvector', () => {
  it('answers what the search in memory answers, whatever is registered and asked', async () => {
    // Few places, so that many lie at the same distance, at the limit, and within the margin of the database.
    const place = fc.constantFrom(0, 0.3, 0.3001, 0.6, 1)
    const template = fc.array(place, { minLength: 3, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(template, { minLength: 1, maxLength: 25 }),
        template,
        fc.constantFrom(0, 0.3, 0.6, 2),
        fc.integer({ min: 1, max: 6 }),
        async (registered, asked, most, limit) => {
          const group = await newGroup()
          for (const [index, values] of registered.entries()) await register(group, `u${index}`, described(values))
          const [exact, found] = await bothSay([group.code], { template: described(asked), most, limit })
          expect(found).toEqual(exact)
        },
      ),
      { numRuns: 12 },
    )
  })

  it('goes over all searched groups, the nearest first, and over no other', async () => {
    const [a, b, c] = [await newGroup(), await newGroup(), await newGroup()]
    await register(a, 'far', described([0.9]))
    await register(b, 'near', described([0.1]))
    await register(c, 'elsewhere', described([0]))
    const [exact, found] = await bothSay([a.code, b.code], { template: described([0]), most: 1, limit: 5 })
    expect(found.matches.map(({ merchantUserId }) => merchantUserId)).toEqual(['near', 'far'])
    expect(found).toEqual(exact)
  })

  it('forgets the vector with its record, and uses none of a template that was renewed', async () => {
    const group = await newGroup()
    const ada = await register(group, 'ada', described([0]))
    const bea = await register(group, 'bea', described([0.2]))
    const near = { template: described([0]), most: 0.5, limit: 5 }
    expect((await bothSay([group.code], near))[1].matches).toHaveLength(2)
    expect(await storedVectors(group)).toBe(2)
    await store.removeFace(deletionOf(ada))
    expect(await storedVectors(group)).toBe(1)
    const { records } = await store.findFaces(group, { faceId: bea }, { offset: 0, limit: 1 })
    for (const record of records) {
      expect(openTemplate(record, tenant, keys)).toEqual(Float32Array.of(0.2))
      const sealedTemplate = sealTemplate(Float32Array.of(5), record, tenant, keys)
      await store.renewTemplate({ faceId: bea, before: MODEL, model: MODEL, sealedTemplate }, NOW)
    }
    const [exact, found] = await bothSay([group.code], near)
    expect(found.matches).toEqual([])
    expect(found).toEqual(exact)
  })

  it('searches no group that holds templates of another network', async () => {
    const group = await newGroup()
    await register(group, 'ada', described([0]))
    await register(group, 'bea', described([0], OTHER))
    await expect(bothSay([group.code], { template: described([0]), most: 1, limit: 5 })).rejects.toThrow(
      TemplatesOutdated,
    )
    const asked = { template: described([0]), most: 1, limit: 5, groups: [group] }
    await expect(vectors.search(tenant, asked)).rejects.toThrow(TemplatesOutdated)
  })
})

describe('a database', () => {
  it('without the extension refuses by name, and holds nothing readable', async () => {
    const plain = await openTestDatabase()
    try {
      await expect(openFaceVectors(plain)).rejects.toMatchObject({ code: 'vectors-missing' })
      expect(await holdsFaceVectors(plain)).toBe(false)
    } finally {
      await plain.close()
    }
  })

  it('with it holds every template a second time, and says so', async () => {
    expect(await holdsFaceVectors(database)).toBe(true)
  })
})

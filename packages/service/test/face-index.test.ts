import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTestDatabase } from '@bonafide/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFileBlobs } from '../src/adapters/files/file-blobs.ts'
import { openSqlStore } from '../src/adapters/sql/sql-store.ts'
import { createTenant } from '../src/admin/tenants.ts'
import { createCustody } from '../src/custody/custody.ts'
import { createFaceIndex, type FaceIndex, TemplatesOutdated } from '../src/faces/face-index.ts'
import { registerFace } from '../src/faces/register-face.ts'
import { renewTemplates } from '../src/faces/renew-templates.ts'
import { openTemplate, openUser, sealFace } from '../src/faces/seal-face.ts'
import type { Deletion } from '../src/ports/deletions.ts'
import type { FaceGroup } from '../src/ports/face-groups.ts'
import { type FaceSighting, JudgingFailed, type ModelTemplate } from '../src/ports/judge.ts'
import type { Store, Tenant } from '../src/ports/store.ts'

const keys = createCustody(randomBytes(32))
const MODEL = { id: 'net-1', sha256: 'aa' }
const NOW = new Date('2026-03-01T12:00:00Z')

let store: Store
let tenant: Tenant
let folder: string
const indexes: FaceIndex[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonafide-faces-'))
  store = await openSqlStore(await openTestDatabase(), { judgingDeadlineMs: 60_000, onError: () => undefined })
  tenant = (await createTenant({ id: 'bank', name: 'Bank', mode: 'test' }, store, keys, NOW)).tenant
}, 60_000)
afterAll(async () => {
  for (const index of indexes) index.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

/** As another process would have it. */
function newIndex(): FaceIndex {
  const index = createFaceIndex({ store, keys, onError: () => undefined })
  indexes.push(index)
  return index
}

let groups = 0
async function newGroup(): Promise<FaceGroup> {
  groups += 1
  const group = {
    uid: `facegroup_${groups}`,
    tenantId: tenant.id,
    code: `g${groups}`,
    sealedLabel: new Uint8Array(),
    createdAt: NOW,
  }
  return store.createFaceGroup(group)
}

function deletionOf(faceId: string): Deletion {
  return { transactionId: faceId, kind: 'All', reason: 'asked', at: NOW, signature: 'signed' }
}

const templateAt = (position: number, model = MODEL): ModelTemplate => ({
  model,
  values: Float32Array.of(position, 0),
  calibration: [],
})

async function register(group: FaceGroup, user: string, position: number, model = MODEL): Promise<string> {
  const face = { merchantUserId: user, template: templateAt(position, model), jpeg: new Uint8Array([1]) }
  const { record } = sealFace({ ...face, registration: 'manual' }, tenant, keys, NOW)
  const [before] = await store.findFaceRefs(tenant.id, { userMac: record.userMac, groupCode: group.code })
  const replaces = before === undefined ? {} : { replaces: deletionOf(before.faceId) }
  const registration = { tenantId: tenant.id, groupCode: group.code, record, ...replaces }
  expect(await store.registerFace(registration, NOW)).toBe('registered')
  return record.faceId
}

async function usersNear(index: FaceIndex, codes: readonly string[], position: number, limit = 5): Promise<string[]> {
  const found = await store.findFaceGroups(tenant.id, codes)
  const query = { template: templateAt(position), groups: found, most: 1, limit }
  return (await index.search(tenant, query)).matches.map(({ merchantUserId }) => merchantUserId)
}

describe('the search for faces', () => {
  it('names the nearest first over all searched groups, and nobody of any other', async () => {
    const [a, b, c] = [await newGroup(), await newGroup(), await newGroup()]
    await register(a, 'far', 0.9)
    await register(b, 'near', 0.1)
    await register(c, 'elsewhere', 0)
    const index = newIndex()
    expect(await usersNear(index, [a.code, b.code], 0)).toEqual(['near', 'far'])
    expect(await usersNear(index, [a.code, b.code], 0, 1)).toEqual(['near'])
    expect(await usersNear(index, [a.code], 5)).toEqual([])
  })

  it('counts at once what another process registered, replaced or removed', async () => {
    const group = await newGroup()
    const [one, other] = [newIndex(), newIndex()]
    await register(group, 'ada', 0)
    expect(await usersNear(one, [group.code], 0)).toEqual(['ada'])
    expect(await usersNear(other, [group.code], 0)).toEqual(['ada'])
    await register(group, 'ada', 3)
    await register(group, 'bea', 0.5)
    for (const index of [one, other]) expect(await usersNear(index, [group.code], 0)).toEqual(['bea'])
    const [{ faceId } = { faceId: '' }] = (await store.findFaces(group, {}, { offset: 1, limit: 1 })).records
    await store.removeFace(deletionOf(faceId))
    for (const index of [one, other]) expect(await usersNear(index, [group.code], 0)).toEqual([])
    expect(await usersNear(one, [group.code], 3)).toEqual(['ada'])
  })

  it('says what looking at every record says, after any sequence of changes', async () => {
    const position = fc.integer({ min: 0, max: 8 })
    const change = fc.record({ user: fc.constantFrom('a', 'b', 'c', 'd'), position, remove: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 8 }), position, async (changes, asked) => {
        const group = await newGroup()
        const index = newIndex()
        const expected = new Map<string, number>()
        for (const { user, position: at, remove } of changes) {
          if (remove) {
            const found = await store.findFaces(group, {}, { offset: 0, limit: 10 })
            const record = found.records.find((one) => openUser(one, tenant, keys) === user)
            if (record !== undefined) await store.removeFace(deletionOf(record.faceId))
            expected.delete(user)
          } else {
            await register(group, user, at)
            expected.set(user, at)
          }
          await usersNear(index, [group.code], asked)
        }
        const near = [...expected].filter(([, at]) => Math.abs(at - asked) <= 1).map(([user]) => user)
        expect((await usersNear(index, [group.code], asked)).sort()).toEqual(near.sort())
      }),
      { numRuns: 12 },
    )
  })

  it('is refused while a group holds templates of another network: nobody can be said not to be there', async () => {
    const group = await newGroup()
    await register(group, 'ada', 0)
    await register(group, 'bea', 4, { id: 'net-1', sha256: 'bb' })
    const index = newIndex()
    await expect(usersNear(index, [group.code], 0)).rejects.toBeInstanceOf(TemplatesOutdated)
    const [, { faceId } = { faceId: '' }] = (await store.findFaces(group, {}, { offset: 0, limit: 2 })).records
    await store.removeFace(deletionOf(faceId))
    expect(await usersNear(index, [group.code], 0)).toEqual(['ada'])
  })
})

describe('faces after a change of network', () => {
  const NEXT = { id: 'net-2', sha256: 'bb' }
  /** Today's network describes a picture by its first byte; 0 shows no face, 255 cannot be read. */
  const describeFace = async (jpeg: Uint8Array): Promise<FaceSighting> => {
    const [position = 0] = jpeg
    if (position === 255) throw new JudgingFailed('picture-unreadable')
    if (position === 0) return { facesSeen: 0 }
    const quality = { score: 80, sharpness: 80, illumination: 80, reasons: [] }
    return { facesSeen: 1, face: { quality, eyeDistancePx: 60, template: templateAt(position, NEXT) } }
  }

  it('are described anew from their pictures, and found again by every process', async () => {
    const { tenant: own } = await createTenant({ id: 'renewing', name: 'Bank', mode: 'test' }, store, keys, NOW)
    const group = await store.createFaceGroup({
      uid: 'facegroup_renewing',
      tenantId: own.id,
      code: 'all',
      sealedLabel: new Uint8Array(),
      createdAt: NOW,
    })
    const blobs = createFileBlobs(folder)
    const place = { groupCode: group.code, replace: false }
    const tools = {
      store,
      blobs,
      keys,
      clock: { now: () => NOW },
      deletions: { read: async () => [], append: async () => undefined },
    }
    const add = async (user: string, picture: number, model = MODEL) => {
      const face = { merchantUserId: user, template: templateAt(9, model), jpeg: Uint8Array.of(picture) }
      return (await registerFace({ ...face, registration: 'manual' }, place, own, tools)).faceId
    }
    const faces = [await add('ada', 1), await add('bea', 2), await add('hidden', 0), await add('torn', 255)]
    await add('cleo', 3, NEXT)
    const indexes = [newIndex(), newIndex()]
    const near = async (index: FaceIndex, position: number) => {
      const query = { template: templateAt(position, NEXT), groups: await store.findFaceGroups(own.id, ['all']) }
      return (await index.search(own, { ...query, most: 0.5, limit: 5 })).matches.map((match) => match.merchantUserId)
    }
    for (const index of indexes) await expect(near(index, 1)).rejects.toBeInstanceOf(TemplatesOutdated)

    const renewing = { ...tools, judge: { describeFace } }
    expect(await renewTemplates(0, own, renewing)).toEqual({ renewed: 2, lost: faces.slice(2) })
    expect(await renewTemplates(0, own, renewing)).toEqual({ renewed: 0, lost: faces.slice(2) })
    for (const index of indexes) await expect(near(index, 1)).rejects.toBeInstanceOf(TemplatesOutdated)
    for (const faceId of faces.slice(2)) await store.removeFace(deletionOf(faceId))
    for (const index of indexes) {
      expect([await near(index, 1), await near(index, 2), await near(index, 9)]).toEqual([['ada'], ['bea'], ['cleo']])
    }
  })
})

describe('a sealed face', () => {
  it('opens with its own record and with no other', async () => {
    const group = await newGroup()
    await register(group, 'ada', 0.25)
    await register(group, 'bea', 0.75)
    const { records } = await store.findFaces(group, {}, { offset: 0, limit: 2 })
    const [ada, bea] = records
    if (ada === undefined || bea === undefined) throw new Error('two faces were registered')
    expect(openUser(ada, tenant, keys)).toBe('ada')
    expect([...openTemplate(bea, tenant, keys)]).toEqual([0.75, 0])
    const moved = { ...ada, sealedTemplate: bea.sealedTemplate }
    expect(() => openTemplate(moved, tenant, keys)).toThrow('do not open here')
    expect(() => openTemplate({ ...bea, faceId: ada.faceId }, tenant, keys)).toThrow('do not open here')
  })
})

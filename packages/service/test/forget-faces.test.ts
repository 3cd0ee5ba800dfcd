import { randomBytes } from 'node:crypto'
import { openTestDatabase } from '@bonafide/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSqlStore } from '../src/adapters/sql/sql-store.ts'
import { createTenant } from '../src/admin/tenants.ts'
import { createCustody } from '../src/custody/custody.ts'
import { isSignedReceipt } from '../src/custody/receipts.ts'
import { createGroup } from '../src/faces/create-group.ts'
import { forgetFace, forgetGroup } from '../src/faces/forget-faces.ts'
import { registerFace } from '../src/faces/register-face.ts'
import { repeatDeletion } from '../src/flow/delete-record.ts'
import { createLog } from '../src/http/log.ts'
import type { Deletion } from '../src/ports/deletions.ts'
import type { FaceGroup } from '../src/ports/face-groups.ts'
import type { Store, Tenant } from '../src/ports/store.ts'

const NOW = new Date('2026-03-01T12:00:00Z')
const keys = createCustody(randomBytes(32))
const files = new Map<string, Uint8Array>()
const logged: Deletion[] = []

let store: Store
let tenant: Tenant

beforeAll(async () => {
  store = await openSqlStore(await openTestDatabase(), { judgingDeadlineMs: 60_000, onError: () => undefined })
  tenant = (await createTenant({ id: 'bank', name: 'Bank', mode: 'test' }, store, keys, NOW)).tenant
}, 60_000)
afterAll(() => store.close())

/** Files and deletion log in memory, so that what is left of a face can be counted. */
const tools = () => ({
  store,
  keys,
  clock: { now: () => NOW },
  log: createLog('silent', { write: () => undefined }),
  blobs: {
    put: async (key: string, bytes: Uint8Array) => void files.set(key, bytes),
    get: async (key: string) => files.get(key),
    deleteAll: async (prefix: string) => {
      for (const key of files.keys()) if (key.startsWith(`${prefix}/`)) files.delete(key)
    },
    delete: async (key: string) => void files.delete(key),
  },
  deletions: {
    read: async () => logged,
    append: async (more: readonly Deletion[]) => void logged.push(...more),
  },
})

const newGroup = (code: string) => createGroup({ code, label: { name: code, description: '' } }, tenant, tools())

async function register({ code }: FaceGroup, user: string, replace = false): Promise<string> {
  const template = { model: { id: 'net', sha256: 'aa' }, values: Float32Array.of(1, 2), calibration: [] }
  const face = { merchantUserId: user, template, jpeg: new Uint8Array([1]), registration: 'manual' } as const
  const { faceId, outcome } = await registerFace(face, { groupCode: code, replace }, tenant, tools())
  expect(outcome).toBe('registered')
  return faceId
}

const facesOf = async (group: FaceGroup) => (await store.findFaces(group, {}, { offset: 0, limit: 10 })).total
const hasPicture = (faceId: string) => [...files.keys()].some((key) => key.startsWith(faceId))

describe('a registered face that is forgotten', () => {
  it('leaves neither record nor picture, and a signed record of that', async () => {
    const group = await newGroup('forgotten')
    const faceId = await register(group, 'ada')
    expect(hasPicture(faceId)).toBe(true)
    await forgetFace(faceId, tools())
    expect([await facesOf(group), hasPicture(faceId)]).toEqual([0, false])
    const deletion = logged.find(({ transactionId }) => transactionId === faceId)
    expect(deletion !== undefined && isSignedReceipt(deletion, keys.receipts.publicKey)).toBe(true)
  })

  it('goes the same way when another takes its place', async () => {
    const group = await newGroup('replaced')
    const first = await register(group, 'ada')
    const second = await register(group, 'ada', true)
    expect([await facesOf(group), hasPicture(first), hasPicture(second)]).toEqual([1, false, true])
    expect(logged.map(({ transactionId }) => transactionId)).toContain(first)
  })

  it('goes with its group', async () => {
    const group = await newGroup('whole')
    const faceIds = [await register(group, 'ada'), await register(group, 'bea')]
    await forgetGroup(group, tools())
    expect(await store.findFaceGroups(tenant.id, ['whole'])).toEqual([])
    expect(faceIds.some(hasPicture)).toBe(false)
    expect(logged.map(({ transactionId }) => transactionId)).toContain(group.uid)
  })

  it('is forgotten again when an older backup brings it back', async () => {
    const group = await newGroup('backup')
    const faceId = await register(group, 'ada')
    const statement = { transactionId: faceId, kind: 'All', reason: 'asked', at: NOW } as const
    const deletion = { ...statement, signature: keys.receipts.sign(statement) }
    expect(await store.unknownDeletions([deletion])).toEqual([deletion])
    await repeatDeletion(deletion, tools())
    expect([await facesOf(group), hasPicture(faceId)]).toEqual([0, false])
    expect(await store.unknownDeletions([deletion])).toEqual([])
  })
})

import { randomUUID } from 'node:crypto'
import { type Deletion, MAX_FACE_GROUPS, type NewFaceRecord, type Store, StoreConflict } from '@bonafide/service'
import { describe, expect, it } from 'vitest'
import type { OpenedStore } from '../store-contract.ts'
import { addTenant, bytes, NOON } from './samples.ts'

function newRecord(change: Partial<NewFaceRecord> = {}): NewFaceRecord {
  return {
    faceId: `face_${randomUUID()}`,
    wrappedKey: bytes(1),
    userMac: randomUUID(),
    sealedUser: bytes(2),
    sealedTemplate: bytes(3, 4),
    model: { id: 'net', sha256: 'aa' },
    registration: 'manual',
    createdAt: NOON,
    ...change,
  }
}

function deletionOf(id: string): Deletion {
  return { transactionId: id, kind: 'All', reason: 'asked', at: NOON, signature: 'signed' }
}

async function addGroup(store: Store, tenantId?: string) {
  const tenant = tenantId ?? (await addTenant(store)).id
  const group = {
    uid: `facegroup_${randomUUID()}`,
    tenantId: tenant,
    code: `g-${randomUUID()}`,
    sealedLabel: bytes(9),
    createdAt: NOON,
  }
  return store.createFaceGroup(group)
}

const ALL = { offset: 0, limit: 100 }

export function faceContract(store: () => Store, opened: () => OpenedStore): void {
  const register = (
    group: { readonly tenantId: string; readonly code: string },
    record: NewFaceRecord,
    more: { readonly replaces?: Deletion; readonly searchedAt?: number } = {},
  ) => store().registerFace({ tenantId: group.tenantId, groupCode: group.code, record, ...more }, NOON)

  const stateOf = async ({ tenantId, code }: { readonly tenantId: string; readonly code: string }) => {
    const [group] = await store().findFaceGroups(tenantId, [code])
    return { size: group?.size, additions: group?.additions, removals: group?.removals }
  }

  describe('face groups', () => {
    it('are found by their code within their tenant only', async () => {
      const group = await addGroup(store())
      const other = await addTenant(store())
      expect(group).toMatchObject({ size: 0, additions: 0, removals: 0, sealedLabel: bytes(9) })
      expect(await store().findFaceGroups(group.tenantId, [group.code, 'nothing', 'a\0b'])).toEqual([group])
      expect(await store().listFaceGroups(group.tenantId)).toEqual([group])
      expect(await store().findFaceGroups(other.id, [group.code])).toEqual([])
      expect(await store().relabelFaceGroup(other.id, group.id, bytes(1), NOON)).toBe(false)
      expect(await register({ ...group, tenantId: other.id }, newRecord())).toBe('no-group')
    })

    it('have codes of their own, and may have those of another tenant', async () => {
      const group = await addGroup(store())
      const again = {
        uid: 'facegroup_again',
        tenantId: group.tenantId,
        code: group.code,
        sealedLabel: bytes(1),
        createdAt: NOON,
      }
      await expect(store().createFaceGroup(again)).rejects.toBeInstanceOf(StoreConflict)
      const other = await addTenant(store())
      expect((await store().createFaceGroup({ ...again, tenantId: other.id })).code).toBe(group.code)
    })

    it('are refused beyond the number that a tenant may have', async () => {
      const { id } = await addTenant(store())
      await opened().run(
        `insert into face_groups (uid, tenant_id, code, sealed_label, created_at)
         select 'many-' || n, $1, 'many-' || n, '', now() from generate_series(1, $2::int) n`,
        [id, MAX_FACE_GROUPS - 1],
      )
      await addGroup(store(), id)
      await expect(addGroup(store(), id)).rejects.toBeInstanceOf(StoreConflict)
    })

    it('are named anew, and removed with every face in them', async () => {
      const group = await addGroup(store())
      expect(await store().relabelFaceGroup(group.tenantId, group.id, bytes(7, 7), NOON)).toBe(true)
      expect((await store().listFaceGroups(group.tenantId))[0]?.sealedLabel).toEqual(bytes(7, 7))
      const records = [newRecord(), newRecord()]
      for (const record of records) await register(group, record)
      const deletion = deletionOf(group.uid)
      expect(await store().unknownDeletions([deletion])).toEqual([deletion])
      expect([...(await store().removeFaceGroup(deletion))].sort()).toEqual(records.map(({ faceId }) => faceId).sort())
      expect(await store().findFaceGroups(group.tenantId, [group.code])).toEqual([])
      expect(await store().unknownDeletions([deletion])).toEqual([])
      expect(await store().removeFaceGroup(deletion)).toEqual([])
      const events = (await store().auditOf(group.uid)).map(({ event }) => event)
      expect(events).toEqual([
        'face-group-created',
        'face-group-relabelled',
        'face-group-removed',
        'face-group-removed',
      ])
    })
  })

  describe('face records', () => {
    it('are given back as they were registered, numbered in order', async () => {
      const group = await addGroup(store())
      const records = [newRecord(), newRecord({ registration: 'automatic' }), newRecord()]
      for (const record of records) expect(await register(group, record)).toBe('registered')
      const found = await store().findFaces(group, {}, ALL)
      expect(found.total).toBe(3)
      expect(found.records).toEqual(
        records.map((record, index) => ({
          ...record,
          id: expect.any(Number),
          groupCode: group.code,
          addition: index + 1,
        })),
      )
      expect(await store().facesAddedAfter(group.id, 1, 1)).toEqual([found.records[1]])
      expect(await store().additionsOf(group.id)).toEqual([1, 2, 3])
      expect(await stateOf(group)).toEqual({ size: 3, additions: 3, removals: 0 })
    })

    it('are found by face, user and kind of registration, a page at a time', async () => {
      const group = await addGroup(store())
      const [first, second] = [newRecord(), newRecord({ registration: 'automatic' })]
      for (const record of [first, second]) await register(group, record)
      const faces = async (filter: Parameters<Store['findFaces']>[1], page = ALL) => {
        const { records, total } = await store().findFaces(group, filter, page)
        return { faceIds: records.map(({ faceId }) => faceId), total }
      }
      expect(await faces({ faceId: first.faceId })).toEqual({ faceIds: [first.faceId], total: 1 })
      expect(await faces({ userMac: second.userMac })).toEqual({ faceIds: [second.faceId], total: 1 })
      expect(await faces({ registration: 'automatic' })).toEqual({ faceIds: [second.faceId], total: 1 })
      expect(await faces({ addition: 2 })).toEqual({ faceIds: [second.faceId], total: 1 })
      expect(await faces({ faceId: 'a\0b' })).toEqual({ faceIds: [], total: 0 })
      expect(await faces({}, { offset: 1, limit: 1 })).toEqual({ faceIds: [second.faceId], total: 2 })
    })

    it('hold a user once in each group, unless the record that is there is to be replaced', async () => {
      const group = await addGroup(store())
      const record = newRecord()
      await register(group, record)
      const again = newRecord({ userMac: record.userMac })
      expect(await register(group, again)).toBe('user-exists')
      expect(await register(group, again, { replaces: deletionOf('face_of_somebody') })).toBe('changed')
      const deletion = deletionOf(record.faceId)
      expect(await register(group, again, { replaces: deletion })).toBe('registered')
      expect(await store().unknownDeletions([deletion])).toEqual([])
      expect(await stateOf(group)).toEqual({ size: 1, additions: 2, removals: 1 })
      const events = (await store().auditOf(record.faceId)).map(({ event }) => event)
      expect(events).toEqual(['face-registered', 'face-removed'])
    })

    it('are refused when another face came since the group was searched, so that of many at once one gets in', async () => {
      const group = await addGroup(store())
      const outcomes = await Promise.all([1, 2, 3, 4].map(() => register(group, newRecord(), { searchedAt: 0 })))
      expect([...outcomes].sort()).toEqual(['changed', 'changed', 'changed', 'registered'])
      expect(await register(group, newRecord(), { searchedAt: 1 })).toBe('registered')
    })

    it('are refused by a full group', async () => {
      const group = await addGroup(store())
      await opened().run('update face_groups set size = 200000 where id = $1', [group.id])
      expect(await register(group, newRecord())).toBe('full')
    })

    it('are told by number or by user, within the tenant only', async () => {
      const group = await addGroup(store())
      const other = await addGroup(store(), group.tenantId)
      const [here, there] = [newRecord(), newRecord()].map((record) => ({ ...record, userMac: `user ${group.code}` }))
      if (here === undefined || there === undefined) throw new Error('two records')
      await register(group, here)
      await register(other, there)
      const [{ id } = { id: 0 }] = (await store().findFaces(group, {}, ALL)).records
      const user = { userMac: here.userMac }
      const refs = [
        { faceId: here.faceId, groupCode: group.code },
        { faceId: there.faceId, groupCode: other.code },
      ]
      expect(await store().findFaceRefs(group.tenantId, { id })).toEqual(refs.slice(0, 1))
      expect(await store().findFaceRefs(group.tenantId, user)).toEqual(refs)
      expect(await store().findFaceRefs(group.tenantId, { ...user, groupCode: other.code })).toEqual(refs.slice(1))
      const stranger = await addTenant(store())
      expect(await store().findFaceRefs(stranger.id, { id })).toEqual([])
      expect(await store().findFaceRefs(stranger.id, user)).toEqual([])
    })

    it('take another network’s template in the place of the one they had, once, and count as removed and added', async () => {
      const group = await addGroup(store())
      const [first, second] = [newRecord(), newRecord()]
      for (const record of [first, second]) await register(group, record)
      const next = { id: 'net-2', sha256: 'bb' }
      const renewal = { faceId: first.faceId, before: first.model, model: next, sealedTemplate: bytes(5) }
      expect(await store().renewTemplate({ ...renewal, before: next }, NOON)).toBe(false)
      expect(await store().renewTemplate({ ...renewal, faceId: 'face_of_nobody' }, NOON)).toBe(false)
      expect(await store().renewTemplate(renewal, NOON)).toBe(true)
      expect(await store().renewTemplate(renewal, NOON)).toBe(false)
      expect(await stateOf(group)).toEqual({ size: 2, additions: 3, removals: 1 })
      expect(await store().additionsOf(group.id)).toEqual(expect.arrayContaining([2, 3]))
      const [renewed] = (await store().findFaces(group, { faceId: first.faceId }, ALL)).records
      expect(renewed).toMatchObject({ ...first, model: next, sealedTemplate: bytes(5), addition: 3 })
      expect(await store().countTemplates(group.tenantId)).toEqual([
        { groupCode: group.code, model: first.model, faces: 1 },
        { groupCode: group.code, model: next, faces: 1 },
      ])
      const events = (await store().auditOf(first.faceId)).map(({ event }) => event)
      expect(events).toEqual(['face-registered', 'face-template-renewed'])
    })

    it('of all groups of a tenant are walked through in their order, a page at a time', async () => {
      const group = await addGroup(store())
      const other = await addGroup(store(), group.tenantId)
      const records = [newRecord(), newRecord(), newRecord()]
      for (const [index, record] of records.entries()) await register(index === 1 ? other : group, record)
      await register(await addGroup(store()), newRecord())
      const [first, second] = await store().facesAfter(group.tenantId, 0, 2)
      expect([first?.faceId, second?.faceId]).toEqual(records.slice(0, 2).map(({ faceId }) => faceId))
      const rest = await store().facesAfter(group.tenantId, second?.id ?? 0, 2)
      expect(rest.map(({ faceId, groupCode }) => ({ faceId, groupCode }))).toEqual([
        { faceId: records[2]?.faceId, groupCode: group.code },
      ])
    })

    it('are removed with a record of that, once and for all, and whoever holds them is woken', async () => {
      const group = await addGroup(store())
      const record = newRecord()
      await register(group, record)
      const woken = new Promise<void>((resolve) => {
        const unsubscribe = store().onFacesRemoved(() => {
          unsubscribe()
          resolve()
        })
      })
      const deletion = deletionOf(record.faceId)
      await store().removeFace(deletion)
      await woken
      expect(await store().unknownDeletions([deletion])).toEqual([])
      await store().removeFace(deletion)
      expect((await store().findFaces(group, {}, ALL)).total).toBe(0)
      expect(await stateOf(group)).toEqual({ size: 0, additions: 1, removals: 1 })
    })
  })
}

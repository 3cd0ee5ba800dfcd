import { randomUUID } from 'node:crypto'
import type { Store } from '@bonafide/service'
import { describe, expect, it } from 'vitest'
import { addTenant, minutesLater, NOON } from './samples.ts'

export function uploadContract(store: () => Store): void {
  describe('uploads', () => {
    const place = (tenantId: string) => ({ id: `upl_${randomUUID()}`, tenantId, expiresAt: minutesLater(15) })

    it('are filled by one of many, and taken once, by their tenant', async () => {
      const [mine, theirs] = [await addTenant(store()), await addTenant(store())]
      const upload = place(mine.id)
      expect(await store().createUpload(upload, 10)).toBe('created')
      expect(await store().createUpload(upload, 10)).toBe('taken')
      expect(await store().findUpload(upload.id, NOON)).toEqual({ ...upload, state: 'authorized' })
      expect(await store().takeUpload(mine.id, upload.id, NOON)).toBe(false)
      const claims = Array.from({ length: 8 }, () => store().moveUpload(upload.id, 'authorized', 'receiving'))
      expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1)
      expect(await store().moveUpload(upload.id, 'receiving', 'stored')).toBe(true)
      expect(await store().takeUpload(theirs.id, upload.id, NOON)).toBe(false)
      const takes = Array.from({ length: 8 }, () => store().takeUpload(mine.id, upload.id, NOON))
      expect((await Promise.all(takes)).filter(Boolean)).toHaveLength(1)
      expect(await store().findUpload(upload.id, NOON)).toBeUndefined()
    })

    it('are over when their time is, and are named then', async () => {
      const { id: tenantId } = await addTenant(store())
      const upload = place(tenantId)
      await store().createUpload(upload, 10)
      await store().moveUpload(upload.id, 'authorized', 'stored')
      expect(await store().takeUpload(tenantId, upload.id, minutesLater(15))).toBe(false)
      expect(await store().findUpload(upload.id, minutesLater(15))).toBeUndefined()
      expect(await store().expireUploads(minutesLater(14))).not.toContain(upload.id)
      expect(await store().expireUploads(minutesLater(15))).toContain(upload.id)
    })

    it('are bounded for each tenant, also when many are asked for at once', async () => {
      const { id } = await addTenant(store())
      const asked = await Promise.all(Array.from({ length: 6 }, () => store().createUpload(place(id), 4)))
      expect(asked.sort()).toEqual(['created', 'created', 'created', 'created', 'full', 'full'])
    })
  })
}

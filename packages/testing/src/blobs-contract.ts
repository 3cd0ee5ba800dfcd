import { randomUUID } from 'node:crypto'
import type { Blobs } from '@bonafide/service'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

export interface OpenedBlobs {
  readonly blobs: Blobs
  close(): Promise<void>
}

/** What every blob store promises. */
export function blobsContract(name: string, open: () => Promise<OpenedBlobs>): void {
  describe(`the blob store on ${name}`, () => {
    let opened: OpenedBlobs | undefined
    const blobs = () => {
      if (opened === undefined) throw new Error('The blob store is not open')
      return opened.blobs
    }
    beforeAll(async () => {
      opened = await open()
    })
    afterAll(() => opened?.close())

    it('gives back what was put, byte for byte, also nothing at all', async () => {
      const id = randomUUID()
      const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251)
      await blobs().put(`${id}/page-01`, bytes)
      await blobs().put(`${id}/empty`, new Uint8Array())
      expect(await blobs().get(`${id}/page-01`)).toEqual(bytes)
      expect(await blobs().get(`${id}/empty`)).toEqual(new Uint8Array())
    })

    it('knows nothing of a key that was never put', async () => {
      expect(await blobs().get(`${randomUUID()}/page-01`)).toBeUndefined()
    })

    it('replaces as a whole: readers see the old or the new bytes', async () => {
      const key = `${randomUUID()}/face`
      const versions = [0, 1, 2, 3].map((value) => new Uint8Array(200_000).fill(value))
      await blobs().put(key, versions[0] ?? new Uint8Array())
      const writes = Promise.all(versions.map((version) => blobs().put(key, version)))
      for (let look = 0; look < 20; look += 1) {
        const seen = await blobs().get(key)
        expect(seen).toHaveLength(200_000)
        expect(new Set(seen)).toHaveProperty('size', 1)
      }
      await writes
    })

    it('deletes one blob and nothing beside it', async () => {
      const id = randomUUID()
      for (const name of ['a', 'b']) await blobs().put(`${id}/${name}`, new Uint8Array([1]))
      await blobs().delete(`${id}/a`)
      await blobs().delete(`${id}/a`)
      await blobs().delete(`${randomUUID()}/a`)
      expect(await blobs().get(`${id}/a`)).toBeUndefined()
      expect(await blobs().get(`${id}/b`)).toEqual(new Uint8Array([1]))
    })

    it('deletes everything under a prefix and nothing beside it', async () => {
      const [mine, theirs] = ['aaaa-1', 'aaaa-11'].map((name) => `${name}-${randomUUID()}`)
      for (const id of [mine, theirs]) await blobs().put(`${id}/a`, new Uint8Array([1]))
      await blobs().put(`${mine}/b`, new Uint8Array([2]))
      await blobs().deleteAll(`${mine}`)
      await blobs().deleteAll(`${mine}`)
      expect(await blobs().get(`${mine}/a`)).toBeUndefined()
      expect(await blobs().get(`${mine}/b`)).toBeUndefined()
      expect(await blobs().get(`${theirs}/a`)).toEqual(new Uint8Array([1]))
    })

    it.each([
      '',
      'a',
      '../x/y',
      'a/../b',
      '/etc/passwd',
      'a/b/c',
      'a/.hidden',
      'A b/c',
      'a\0/b',
      `${'x'.repeat(300)}/y`,
    ])('refuses the key %j', async (key) => {
      await expect(blobs().put(key, new Uint8Array([1]))).rejects.toMatchObject({ code: 'blob-key-invalid' })
      await expect(blobs().delete(key)).rejects.toMatchObject({ code: 'blob-key-invalid' })
      await expect(blobs().get(key)).rejects.toMatchObject({ code: 'blob-key-invalid' })
    })
  })
}

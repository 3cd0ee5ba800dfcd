import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { blobsContract, openS3Double, type S3Double } from '@bonafide/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFileBlobs } from '../src/adapters/files/file-blobs.ts'
import { createS3Blobs, requireUsable } from '../src/adapters/s3/s3-blobs.ts'

blobsContract('a local folder', async () => {
  const root = await mkdtemp(join(tmpdir(), 'bonafide-blobs-'))
  return { blobs: createFileBlobs(join(root, 'blobs')), close: () => rm(root, { recursive: true, force: true }) }
})

blobsContract('an S3 store', async () => {
  const double = await openS3Double()
  return { blobs: createS3Blobs(double), close: () => double.close() }
})

describe('blobs on an S3 store', () => {
  let double: S3Double
  beforeAll(async () => {
    double = await openS3Double()
  })
  afterAll(() => double.close())

  it('are put again when the store is busy or the connection breaks', async () => {
    const blobs = createS3Blobs(double)
    double.failNext(1, 'busy')
    double.failNext(1, 'reset')
    await blobs.put('tx-1/page-01', Uint8Array.of(1, 2, 3))
    expect([...(double.objects.get('some/prefix/tx-1/page-01') ?? [])]).toEqual([1, 2, 3])
  })

  it('are refused as unavailable, and not as missing, when the store stays away', async () => {
    const blobs = createS3Blobs(double)
    double.failNext(3, 'busy')
    await expect(blobs.get('tx-1/page-01')).rejects.toMatchObject({ code: 'blobs-unavailable' })
    double.failNext(3, 'reset')
    await expect(blobs.put('tx-1/page-02', Uint8Array.of(1))).rejects.toMatchObject({ code: 'blobs-unavailable' })
    const elsewhere = createS3Blobs({ ...double, url: double.url.replace('bonafide-test', 'no-such-bucket') })
    await expect(elsewhere.get('tx-1/page-01')).rejects.toMatchObject({ code: 'blobs-unavailable' })
  })

  it('are never half read', async () => {
    const blobs = createS3Blobs(double)
    await blobs.put('tx-2/face', new Uint8Array(100_000).fill(7))
    double.failNext(1, 'cut-off')
    await expect(blobs.get('tx-2/face')).rejects.toMatchObject({ code: 'blobs-unavailable' })
  })

  it('do not follow credentials that the store refuses, and are not asked for again and again', async () => {
    const stranger = createS3Blobs({ ...double, secretAccessKey: 'another' })
    const before = double.requests
    await expect(requireUsable(stranger, 'id-1')).rejects.toMatchObject({ code: 'blobs-unavailable' })
    expect(double.requests).toBe(before + 1)
  })

  it('leave nothing of the try at the start', async () => {
    await requireUsable(createS3Blobs(double), 'id-2')
    expect([...double.objects.keys()].filter((key) => key.includes('start-check'))).toEqual([])
  })

  it('tell nothing of the key in their errors', async () => {
    double.failNext(3, 'busy')
    const failed = createS3Blobs(double)
      .get('tx-secret/page-01')
      .catch((error: unknown) => String(error))
    expect(await failed).not.toContain('tx-secret')
  })
})

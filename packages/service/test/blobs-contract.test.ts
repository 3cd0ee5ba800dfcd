import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { blobsContract } from '@bonafide/testing'
import { createFileBlobs } from '../src/adapters/files/file-blobs.ts'

blobsContract('a local folder', async () => {
  const root = await mkdtemp(join(tmpdir(), 'bonafide-blobs-'))
  return { blobs: createFileBlobs(join(root, 'blobs')), close: () => rm(root, { recursive: true, force: true }) }
})

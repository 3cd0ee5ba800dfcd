import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFileBlobs } from './file-blobs.ts'

describe('blobs as files', () => {
  let root: string
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'bonafide-files-'))
  })
  afterEach(() => rm(root, { recursive: true, force: true }))

  it('are readable by their owner alone and leave no drafts', async () => {
    await createFileBlobs(root).put('tx-1/page-01', new Uint8Array([1]))
    const [spread = ''] = await readdir(root)
    expect(spread).toMatch(/^[0-9a-f]{2}$/)
    expect(await readdir(join(root, spread, 'tx-1'))).toEqual(['page-01'])
    expect((await stat(join(root, spread, 'tx-1', 'page-01'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(root, spread, 'tx-1'))).mode & 0o777).toBe(0o700)
  })

  it('fail as a whole when the disk does, and say so', async () => {
    const blocked = join(root, 'file')
    await writeFile(blocked, '')
    const blobs = createFileBlobs(blocked)
    await expect(blobs.put('tx-1/a', new Uint8Array([1]))).rejects.toMatchObject({ code: 'ENOTDIR' })
  })
})

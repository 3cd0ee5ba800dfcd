import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadMasterKeys } from './master-key.ts'

describe('loadMasterKeys', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bonafide-key-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('makes the key once, for its owner alone, and finds it again', async () => {
    const path = join(folder, 'deep', 'master.key')
    const keys = await Promise.all(Array.from({ length: 8 }, () => loadMasterKeys(path)))
    for (const key of keys) expect(key).toEqual(keys[0])
    expect(keys[0]?.map(({ length }) => length)).toEqual([32])
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readdir(join(folder, 'deep'))).toEqual(['master.key'])
    expect(await loadMasterKeys(path)).toEqual(keys[0])
  })

  it('refuses a key that others can read', async () => {
    const path = join(folder, 'master.key')
    await loadMasterKeys(path)
    await chmod(path, 0o644)
    await expect(loadMasterKeys(path)).rejects.toMatchObject({ code: 'master-key-invalid' })
  })

  it('refuses a damaged key instead of making another', async () => {
    const path = join(folder, 'master.key')
    await writeFile(path, 'c2hvcnQ=\n', { mode: 0o600 })
    await expect(loadMasterKeys(path)).rejects.toMatchObject({ code: 'master-key-invalid' })
  })
})

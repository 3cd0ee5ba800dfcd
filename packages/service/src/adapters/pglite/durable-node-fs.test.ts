import { fsyncSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DURABLE_START_PARAMS, DurableNodeFS } from './durable-node-fs.ts'

describe('the durable file system', () => {
  let folder: string
  let pglite: PGlite
  let syncs = 0
  let broken = false

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bonafide-durable-'))
    const sync = (descriptor: number) => {
      if (broken) throw new Error('EIO')
      syncs += 1
      fsyncSync(descriptor)
    }
    pglite = await PGlite.create({
      fs: new DurableNodeFS(join(folder, 'pg'), () => undefined, sync),
      startParams: [...DURABLE_START_PARAMS],
    })
    await pglite.exec('create table t (n int)')
  }, 60_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('syncs at least once for every commit', async () => {
    const before = syncs
    for (let n = 0; n < 50; n += 1) await pglite.query('insert into t values ($1)', [n])
    expect(syncs - before).toBeGreaterThanOrEqual(50)
  })

  it('reports no commit whose sync failed', async () => {
    broken = true
    await expect(pglite.query('insert into t values (1000)')).rejects.toThrow()
    broken = false
  })
})

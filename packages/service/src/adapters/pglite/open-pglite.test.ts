import { fsyncSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { NestedCheckout, type SqlDatabase } from '../sql/sql-database.ts'
import { openPglite } from './open-pglite.ts'

describe('the embedded database', () => {
  let folder: string
  let database: SqlDatabase

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bonafide-pglite-'))
    database = await openPglite(folder)
  }, 60_000)
  afterAll(async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('throws when a second connection is asked for inside a transaction, and goes on working', async () => {
    const nested = database.transaction(async () => {
      await sql`select 1`.execute(database.db)
    })
    await expect(nested).rejects.toBeInstanceOf(NestedCheckout)
    await expect(database.transaction(() => database.transaction(async () => undefined))).rejects.toBeInstanceOf(
      NestedCheckout,
    )
    expect((await database.run('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  it('serves transactions that run at the same time one after the other', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        database.transaction(
          async (trx) => (await sql<{ n: number }>`select ${index}::int as n`.execute(trx)).rows[0]?.n,
        ),
      ),
    )
    expect(answers).toEqual(Array.from({ length: 20 }, (_, index) => index))
  })

  it('recovers the connection after a failed text with a transaction of its own', async () => {
    await expect(database.run('begin; select 1/0; commit;')).rejects.toThrow('division by zero')
    expect((await database.run('select 2 as two')).rows).toEqual([{ two: 2 }])
  })

  it('refuses a second opener with a message that says what to do', async () => {
    await expect(openPglite(folder)).rejects.toMatchObject({
      code: 'directory-in-use',
      message: expect.stringContaining(`in use by process ${process.pid}`),
    })
  })

  it('syncs by itself: fsync is on', async () => {
    expect((await database.run('show fsync')).rows).toEqual([{ fsync: 'on' }])
    expect((await database.run('show wal_sync_method')).rows).toEqual([{ wal_sync_method: 'fsync' }])
  })
})

describe('the embedded database on a disk that fails', () => {
  let folder: string
  let database: SqlDatabase
  let broken = false
  const told: unknown[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bonafide-pglite-'))
    const sync = (descriptor: number) => {
      if (broken) throw new Error('EIO')
      fsyncSync(descriptor)
    }
    database = await openPglite(folder, { sync, onError: (error) => told.push(error) })
    await database.run('create table t (n int)')
  }, 60_000)
  afterAll(async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('refuses everything by name, and takes it again with all that was committed when the disk does', async () => {
    await database.run('insert into t values (1)')
    broken = true
    const refused = await Promise.allSettled([insert(2), insert(3), insert(4)])
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    await expect(insert(5)).rejects.toMatchObject({ code: 'database-unavailable' })
    expect(told).not.toEqual([])
    broken = false
    await vi.waitUntil(() => insert(6).then(() => true, isAway), { timeout: 30_000, interval: 100 })
    const { rows } = await database.run('select n from t')
    expect(rows).toEqual(expect.arrayContaining([{ n: 1 }, { n: 6 }]))
    expect(rows).not.toContainEqual({ n: 5 })
  })

  const insert = (n: number) => database.run('insert into t values ($1)', [n])
  function isAway(error: { readonly code?: string }): false {
    expect(error.code).toBe('database-unavailable')
    return false
  }
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

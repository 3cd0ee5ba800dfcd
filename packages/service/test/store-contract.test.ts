import { randomUUID } from 'node:crypto'
import { type OpenedStore, openTestDatabase, storeContract } from '@bonafide/testing'
import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { openPostgres } from '../src/adapters/postgres/open-postgres.ts'
import type { SqlDatabase } from '../src/adapters/sql/sql-database.ts'
import { openSqlStore } from '../src/adapters/sql/sql-store.ts'
import { openPlainPostgres } from './test-postgres.ts'

const onError = () => undefined

async function openOn(database: SqlDatabase, clean: () => Promise<void>): Promise<OpenedStore> {
  const store = await openSqlStore(database, { judgingDeadlineMs: 60_000, onError })
  return {
    store,
    run: (text, values) => database.run(text, values),
    async close() {
      await store.close()
      await clean()
    },
  }
}

storeContract('PGlite', async () => openOn(await openTestDatabase(), async () => undefined))

const server = process.env['BONAFIDE_TEST_DATABASE_URL']
if (server !== undefined) {
  storeContract('PostgreSQL', async () => {
    const postgres = await openPlainPostgres(server)
    return openOn(await openPostgres({ url: postgres.url, onError }), postgres.close)
  })

  describe('the store on PostgreSQL when its connections break', () => {
    it('goes on, and hears what is queued afterwards', async () => {
      const name = `bonafide_${randomUUID().replaceAll('-', '')}`
      await administer(server, `create database ${name}`)
      const url = new URL(server)
      url.pathname = `/${name}`
      const errors: unknown[] = []
      const database = await openPostgres({ url: url.href, onError: (error) => errors.push(error) })
      const store = await openSqlStore(database, { judgingDeadlineMs: 60_000, onError })
      const woken = new Promise<void>((resolve) => store.onCallbackQueued(resolve))
      const breakAll = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`
      await Promise.allSettled([store.listTenants(), administer(server, breakAll)])
      await woken
      expect(errors.length).toBeGreaterThan(0)
      expect(await store.listTenants()).toEqual([])
      await store.close()
      await administer(server, `drop database ${name}`)
    })

    it('lives through a break in the middle of a transaction, which is told as the database being away', async () => {
      const name = `bonafide_${randomUUID().replaceAll('-', '')}`
      await administer(server, `create database ${name}`)
      const url = new URL(server)
      url.pathname = `/${name}`
      const database = await openPostgres({ url: url.href, onError })
      const broken = database.transaction(async (trx) => {
        await sql`select 1`.execute(trx)
        const others = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`
        await administer(server, others)
        // Long enough for the event to come while nothing is asked.
        await new Promise((resolve) => setTimeout(resolve, 50))
        await sql`select 2`.execute(trx)
      })
      await expect(broken).rejects.toMatchObject({ code: 'database-unavailable' })
      expect((await database.run('select 3 as answer')).rows).toEqual([{ answer: 3 }])
      await database.close()
      await administer(server, `drop database ${name}`)
    })
  })
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

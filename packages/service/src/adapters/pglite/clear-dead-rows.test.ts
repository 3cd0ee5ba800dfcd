import { randomUUID } from 'node:crypto'
import { openTestDatabase } from '@bonafide/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noncePart } from '../sql/nonces.ts'
import type { SqlDatabase } from '../sql/sql-database.ts'
import { clearDeadRows } from './clear-dead-rows.ts'

/** security.md A6: 1,000,000 in all, which takes minutes. */
const { windows, each } =
  process.env['BONAFIDE_TEST_DEEP'] === '1' ? { windows: 20, each: 50_000 } : { windows: 8, each: 1_500 }
const WINDOW_MS = 30 * 60_000
/** Without clearing, the second half of the windows makes it twice as large as the first. */
const MOST_GROWTH = 1.2

let database: SqlDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

describe('the embedded database', () => {
  it(`does not grow with ${windows * each} nonces that are remembered for their window and then forgotten`, {
    timeout: 1_200_000,
  }, async () => {
    const { rememberNonce, forgetNonces } = noncePart(database)
    const sizes: number[] = []
    for (let window = 0; window < windows; window += 1) {
      const forgetAt = new Date((window + 1) * WINDOW_MS)
      const fresh = await Promise.all(Array.from({ length: each }, () => rememberNonce('key', randomUUID(), forgetAt)))
      expect(fresh.every(Boolean)).toBe(true)
      await forgetNonces(new Date(window * WINDOW_MS))
      await clearDeadRows(database)
      sizes.push(await bytesOf('nonces'))
    }
    const half = windows / 2
    const [first, second] = [Math.max(...sizes.slice(0, half)), Math.max(...sizes.slice(half))]
    expect(second / first, `bytes after each window: ${sizes.join(' ')}`).toBeLessThan(MOST_GROWTH)
    expect(await countOf('nonces')).toBe(each)
  })

  it('leaves tables alone of which too little changed', async () => {
    expect(await clearDeadRows(database)).toEqual([])
  })

  it('freezes every table whose transactions are old, so that their numbers never run out', async () => {
    await sql`delete from nonces where forget_at is not null`.execute(database.db)
    expect(await clearDeadRows(database, { freezeAtAge: 0 })).toEqual(
      expect.arrayContaining(['nonces', 'tenants', 'audit', 'pg_class']),
    )
    const { rows } = await sql<{ oldest: number }>`
      select max(age(relfrozenxid)) as oldest from pg_class where relkind = 'r'`.execute(database.db)
    const { rows: all } = await sql<{ tables: number }>`
      select count(*)::integer as tables from pg_class where relkind = 'r'`.execute(database.db)
    // Each of them took a number or two itself.
    expect(rows[0]?.oldest).toBeLessThan(3 * (all[0]?.tables ?? 0))
  })
})

async function bytesOf(table: string): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`select pg_total_relation_size(${table})::integer as bytes`.execute(
    database.db,
  )
  return rows[0]?.bytes ?? 0
}

async function countOf(table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from ${sql.table(table)}`.execute(database.db)
  return rows[0]?.count ?? 0
}

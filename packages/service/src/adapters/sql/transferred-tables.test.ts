import { openTestDatabase } from '@bonafide/testing'
import { describe, expect, it } from 'vitest'
import { readAllRows } from './transferred-tables.ts'

describe('the rows of an installation', () => {
  it('are read of every table that the schema has, unless somebody decided that they stay behind', async () => {
    const database = await openTestDatabase()
    try {
      await database.run(`insert into installation_secrets values ('some', '\\x00ff')`)
      const rows = await collect(readAllRows(database.db))
      expect(rows).toEqual([{ table: 'installation_secrets', row: { name: 'some', sealed: '\\x00ff' } }])
      await database.run('create table undecided (id text)')
      await expect(readAllRows(database.db).next()).rejects.toMatchObject({ code: 'table-undecided' })
    } finally {
      await database.close()
    }
  })
})

async function collect<T>(all: AsyncIterable<T>): Promise<readonly T[]> {
  const collected: T[] = []
  for await (const one of all) collected.push(one)
  return collected
}

import { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import { vector } from '@electric-sql/pglite-pgvector'
import pg from 'pg'
import { namedPool } from '../src/adapters/sql/broken-connections.ts'
import { createSqlDatabase, type SqlDatabase } from '../src/adapters/sql/sql-database.ts'

/** PostgreSQL with the extension, inside this process. */
export async function openVectorDatabase(): Promise<SqlDatabase> {
  const pglite = await PGlite.create({ extensions: { vector } })
  const pool = new pg.Pool({ ...createPgConfig(pglite), max: 1, idleTimeoutMillis: 0 } as pg.PoolConfig)
  return createSqlDatabase({
    pool: namedPool(pool),
    listen: () => () => undefined,
    exclusive: true,
    close: () => pglite.close(),
  })
}

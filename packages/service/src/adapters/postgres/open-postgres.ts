import pg from 'pg'
import { namedPool } from '../sql/broken-connections.ts'
import { createSqlDatabase, type SqlDatabase } from '../sql/sql-database.ts'
import { startListener } from './listener.ts'

/** Connections of one process; judging workers need one or two, requests the rest. */
const CONNECTIONS = 10

export interface PostgresOptions {
  readonly url: string
  /** Most connections that are opened, beside the one that listens. */
  readonly connections?: number | undefined
  /** Told when a connection breaks; the pool replaces it. */
  readonly onError: (error: unknown) => void
}

/** A PostgreSQL server, version 15 or later. Rejects when it cannot be reached. */
export async function openPostgres({ url, connections = CONNECTIONS, onError }: PostgresOptions): Promise<SqlDatabase> {
  const pool = new pg.Pool({ connectionString: url, max: connections, connectionTimeoutMillis: 5_000 })
  pool.on('error', onError)
  try {
    await requireVersion(pool)
    const listener = await startListener(url, onError)
    return createSqlDatabase({
      pool: namedPool(pool),
      exclusive: false,
      listen: listener.listen,
      close: listener.close,
    })
  } catch (error) {
    await pool.end()
    throw error
  }
}

export class PostgresTooOld extends Error {
  readonly code = 'postgres-too-old'
}

async function requireVersion(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ server_version_num: string }>('show server_version_num')
  const version = Number(rows[0]?.server_version_num)
  if (!(version >= 150_000)) throw new PostgresTooOld('PostgreSQL 15 or later is needed')
}

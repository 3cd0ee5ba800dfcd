import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg'

/** The database cannot be reached, or went away before it answered. What was asked may or may not have been done. */
export class DatabaseUnavailable extends Error {
  readonly code = 'database-unavailable'
}

/** The two things that are done with a connection here. */
export interface QueryClient {
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<QueryResult<Row>>
  release(error?: Error): void
}

/** Where connections come from. */
export interface QueryPool {
  connect(): Promise<QueryClient>
  end(): Promise<void>
}

/** A pool of connections that name their breaking. */
export function namedPool(pool: Pool): QueryPool {
  return {
    connect: async () => namingBreaks(await pool.connect().catch(nameBreak)),
    end: () => pool.end(),
  }
}

/**
 * A connection whose breaking is told by a name, to whoever asks it next. One that breaks between two questions of a
 * transaction says so by an event, and an event of errors that nobody listens to would end the process.
 */
function namingBreaks(client: PoolClient): QueryClient {
  const toldByTheNextQuery = () => undefined
  client.on('error', toldByTheNextQuery)
  return {
    query: (text, values) => {
      const parameters = values === undefined ? [] : [...values]
      return client.query(text, parameters).catch(nameBreak)
    },
    release(error) {
      client.off('error', toldByTheNextQuery)
      client.release(error)
    },
  }
}

/** Rethrows. What the server refuses has a severity; without one it was not the server that spoke. */
function nameBreak(error: unknown): never {
  if (error instanceof Error && !('severity' in error)) {
    throw new DatabaseUnavailable('The database is away', { cause: error })
  }
  throw error
}

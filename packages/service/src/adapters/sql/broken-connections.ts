import type { PoolClient, QueryResult, QueryResultRow } from 'pg'

/** The database cannot be reached, or went away before it answered. What was asked may or may not have been done. */
export class DatabaseUnavailable extends Error {
  readonly code = 'database-unavailable'
}

/** The two things that are done with a connection here. */
export interface QueryClient {
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<QueryResult<Row>>
  release(error?: Error): void
}

/** A connection whose breaking is told by a name. */
export function namingBreaks(client: PoolClient): QueryClient {
  return {
    query: (text, values) => {
      const parameters = values === undefined ? [] : [...values]
      return client.query(text, parameters).catch(nameBreak)
    },
    release: (error) => client.release(error),
  }
}

/** Rethrows. `pg` gives connections that broke or never came an error without any code; refusals of the server have one. */
export function nameBreak(error: unknown): never {
  if (error instanceof Error && !('code' in error && typeof error.code === 'string')) {
    throw new DatabaseUnavailable('The database is away', { cause: error })
  }
  throw error
}

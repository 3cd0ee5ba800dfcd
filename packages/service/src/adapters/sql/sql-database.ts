import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks'
import { CompiledQuery, Kysely, PostgresDialect, type PostgresPool, type Transaction } from 'kysely'
import type { QueryClient, QueryPool } from './broken-connections.ts'
import type { Tables } from './tables.ts'

export const CHANNELS = ['bonafide_judging', 'bonafide_callbacks', 'bonafide_faces'] as const
export type Channel = (typeof CHANNELS)[number]

/** One database, however it is reached. The SQL store and its job queue are built on this. */
export interface SqlDatabase {
  readonly db: Kysely<Tables>
  /** One SQL transaction. Inside `work` everything goes through `trx`; asking for a second connection throws. */
  transaction<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>
  /** Throws `NestedCheckout` where a connection of its own would. */
  refuseWithinTransaction(): void
  /** A text of one or more statements on a connection of its own. */
  run(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>
  /** Calls `wake` after a NOTIFY on the channel; answers an unsubscribe. May also call it when notifications were missed. */
  listen(channel: Channel, wake: () => void): () => void
  /** Whether nobody else can be using this database, so that jobs still marked as running are left from a dead process. */
  readonly exclusive: boolean
  close(): Promise<void>
}

/** A connection was asked for inside an open transaction: with one connection this would wait for itself for ever. */
export class NestedCheckout extends Error {
  readonly code = 'nested-checkout'
  constructor() {
    super('A second database connection was asked for inside a transaction; pass the transaction on instead')
  }
}

export interface SqlDatabaseOptions {
  readonly pool: QueryPool
  readonly listen: SqlDatabase['listen']
  readonly exclusive: boolean
  readonly close: () => Promise<void>
}

export function createSqlDatabase(options: SqlDatabaseOptions): SqlDatabase {
  const pool = guardPool(options.pool)
  // Kysely also asks for cursors where a query streams; none does.
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool as unknown as PostgresPool }) })
  return {
    db,
    transaction: (work) => pool.scoped(() => db.transaction().execute(work)),
    refuseWithinTransaction: () => pool.refuseNested(),
    run: (text, values) => runText(pool, text, values),
    // Bound, since the embedded database notifies from within the call that commits: a woken worker is not part of it.
    listen: (channel, wake) => options.listen(channel, AsyncResource.bind(wake)),
    exclusive: options.exclusive,
    async close() {
      await db.destroy()
      await options.close()
    },
  }
}

/** Runs a statement text within a transaction. */
export async function runWithin(
  trx: Transaction<Tables>,
  text: string,
  values?: readonly unknown[],
): Promise<{ rows: unknown[] }> {
  const { rows } = await trx.executeQuery(CompiledQuery.raw(text, values === undefined ? [] : [...values]))
  return { rows }
}

interface GuardedPool {
  connect(): Promise<QueryClient>
  end(): Promise<void>
  /** Within `work` only one connection may be taken. */
  scoped<T>(work: () => Promise<T>): Promise<T>
  refuseNested(): void
}

function guardPool(pool: QueryPool): GuardedPool {
  const scope = new AsyncLocalStorage<{ taken: boolean }>()
  let open = 0
  return {
    async connect() {
      const current = scope.getStore()
      if (current?.taken) throw new NestedCheckout()
      if (current !== undefined) current.taken = true
      return pool.connect()
    },
    end: () => pool.end(),
    async scoped(work) {
      if (scope.getStore() !== undefined) throw new NestedCheckout()
      open += 1
      try {
        return await scope.run({ taken: false }, work)
      } finally {
        open -= 1
        // While it is enabled, every promise of the process costs more: a quarter of what a plain call costs.
        if (open === 0) scope.disable()
      }
    },
    refuseNested() {
      if (scope.getStore() !== undefined) throw new NestedCheckout()
    },
  }
}

async function runText(pool: GuardedPool, text: string, values: readonly unknown[] | undefined) {
  const client = await pool.connect()
  let failed: Error | undefined
  try {
    return { rows: (await client.query(text, values === undefined ? [] : [...values])).rows as unknown[] }
  } catch (error) {
    failed = error instanceof Error ? error : new Error('query failed', { cause: error })
    // A text with its own BEGIN leaves the connection inside a failed transaction.
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release(failed !== undefined && !('severity' in failed) ? failed : undefined)
  }
}

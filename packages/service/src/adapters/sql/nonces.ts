import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Store } from '../../ports/store.ts'
import { shareStatement } from './shared-statement.ts'
import type { SqlDatabase } from './sql-database.ts'

interface Nonce {
  readonly digest: Buffer
  readonly forgetAt: Date
}

/** Nonces are kept as digests of key and nonce: 32 bytes whatever was sent. Calls at the same time share a statement. */
export function noncePart(database: SqlDatabase): Pick<Store, 'rememberNonce' | 'forgetNonces'> {
  const remember = shareStatement((nonces: readonly Nonce[]) => rememberAll(database, nonces))
  return {
    async rememberNonce(accessKeyId, nonce, forgetAt) {
      database.refuseWithinTransaction()
      const digest = createHash('sha256')
        .update(JSON.stringify([accessKeyId, nonce]))
        .digest()
      return remember({ digest, forgetAt })
    },
    async forgetNonces(before) {
      await database.db.deleteFrom('nonces').where('forget_at', '<=', before).execute()
    },
  }
}

/** Sorted, so that two processes with the same nonces wait for each other instead of deadlocking. */
async function rememberAll(database: SqlDatabase, nonces: readonly Nonce[]): Promise<boolean[]> {
  const sorted = nonces.toSorted((a, b) => a.digest.compare(b.digest))
  const { rows } = await sql<{ digest: Buffer }>`
    insert into nonces (digest, forget_at)
    select * from unnest(${sorted.map(({ digest }) => digest)}::bytea[], ${sorted.map(({ forgetAt }) => forgetAt)}::timestamptz[])
    on conflict do nothing
    returning digest`.execute(database.db)
  const fresh = new Set(rows.map(({ digest }) => digest.toString('hex')))
  // Taken out with the first answer: of two equal nonces in one statement only one was new.
  return nonces.map(({ digest }) => fresh.delete(digest.toString('hex')))
}

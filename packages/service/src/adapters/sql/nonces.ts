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

/** SHA-256 */
const DIGEST_BYTES = 32

/**
 * Sorted, so that two processes with the same nonces wait for each other instead of deadlocking. They go to the database and
 * come back as one value each: 32 texts written and read one by one are a tenth of what a call costs. All of them are
 * remembered for as long as the one that has to be remembered longest.
 */
async function rememberAll(database: SqlDatabase, nonces: readonly Nonce[]): Promise<boolean[]> {
  const digests = nonces.map(({ digest }) => digest).sort((a, b) => a.compare(b))
  const forgetAt = new Date(Math.max(...nonces.map((nonce) => nonce.forgetAt.getTime())))
  const { rows } = await sql<{ fresh: Buffer | null }>`
    with remembered as (
      insert into nonces (digest, forget_at)
      select substring(${Buffer.concat(digests)}::bytea from place for ${DIGEST_BYTES}), ${forgetAt}::timestamptz
      from generate_series(1, ${DIGEST_BYTES * digests.length}::integer, ${DIGEST_BYTES}) place
      on conflict do nothing
      returning digest)
    select string_agg(digest, ''::bytea) as fresh from remembered`.execute(database.db)
  const fresh = rows[0]?.fresh ?? Buffer.alloc(0)
  if (fresh.length === DIGEST_BYTES * nonces.length) return nonces.map(() => true)
  const names = new Set(partsOf(fresh))
  // Taken out with the first answer: of two equal nonces in one statement only one was new.
  return nonces.map(({ digest }) => names.delete(digest.toString('hex')))
}

function partsOf(digests: Buffer): string[] {
  return Array.from({ length: digests.length / DIGEST_BYTES }, (_, index) =>
    digests.toString('hex', index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES),
  )
}

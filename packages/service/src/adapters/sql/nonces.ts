import { hash } from 'node:crypto'
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
  const remember = shareStatement(rememberWith(database))
  return {
    async rememberNonce(accessKeyId, nonce, forgetAt) {
      database.refuseWithinTransaction()
      return remember({ digest: hash('sha256', JSON.stringify([accessKeyId, nonce]), 'buffer'), forgetAt })
    },
    async forgetNonces(before) {
      await database.db.deleteFrom('nonces').where('forget_at', '<=', before).execute()
    },
  }
}

/** SHA-256 */
const DIGEST_BYTES = 32

/**
 * Nearly always every nonce is new, and an insert that expects this costs two thirds of one that tells which are. So it is
 * tried first; from the first repeated one on they are told apart, until all are new again: who repeats calls makes no
 * statements fail in a row.
 */
function rememberWith(database: SqlDatabase): (nonces: readonly Nonce[]) => Promise<boolean[]> {
  let expectNew = true
  return async (nonces) => {
    const batch = batchOf(nonces)
    if (expectNew && (await insertNew(database, batch))) return nonces.map(() => true)
    const fresh = await insertFresh(database, batch)
    expectNew = fresh.length === batch.digests.length
    return nonces.map(freshness(fresh))
  }
}

/** They go to the database and come back as one value each: 32 texts written and read one by one are a tenth of a call. */
interface Batch {
  readonly digests: Buffer
  /** All of them are remembered for as long as the one that has to be remembered longest. */
  readonly forgetAt: Date
}

/** Sorted, so that two processes with the same nonces wait for each other instead of deadlocking. */
function batchOf(nonces: readonly Nonce[]): Batch {
  const digests = nonces.map(({ digest }) => digest).sort((a, b) => a.compare(b))
  return {
    digests: Buffer.concat(digests),
    forgetAt: new Date(Math.max(...nonces.map((nonce) => nonce.forgetAt.getTime()))),
  }
}

const insertion = ({ digests, forgetAt }: Batch) => sql`
  insert into nonces (digest, forget_at)
  select substring(${digests}::bytea from place for ${DIGEST_BYTES}), ${forgetAt}::timestamptz
  from generate_series(1, ${digests.length}::integer, ${DIGEST_BYTES}) place`

const REPEATED = '23505'

/** Whether all were new; otherwise none is kept. */
async function insertNew({ db }: SqlDatabase, batch: Batch): Promise<boolean> {
  try {
    await insertion(batch).execute(db)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === REPEATED) return false
    throw error
  }
}

/** The digests that were new, in any order. */
async function insertFresh({ db }: SqlDatabase, batch: Batch): Promise<Buffer> {
  const { rows } = await sql<{ fresh: Buffer | null }>`
    with remembered as (${insertion(batch)} on conflict do nothing returning digest)
    select string_agg(digest, ''::bytea) as fresh from remembered`.execute(db)
  return rows[0]?.fresh ?? Buffer.alloc(0)
}

/** Of two equal nonces in one statement only one was new, so each is taken out with its first answer. */
function freshness(fresh: Buffer): (nonce: Nonce) => boolean {
  const names = new Set(partsOf(fresh))
  return ({ digest }) => names.delete(digest.toString('hex'))
}

function partsOf(digests: Buffer): string[] {
  return Array.from({ length: digests.length / DIGEST_BYTES }, (_, index) =>
    digests.toString('hex', index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES),
  )
}

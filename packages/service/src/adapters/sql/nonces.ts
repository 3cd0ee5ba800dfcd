import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Store } from '../../ports/store.ts'
import type { SqlDatabase } from './sql-database.ts'

/** Bounds one statement; more callers wait for the next one. */
const BATCH = 500

interface Asked {
  readonly digest: Buffer
  readonly forgetAt: Date
  readonly resolve: (isNew: boolean) => void
  readonly reject: (error: unknown) => void
}

/**
 * Nonces are kept as digests of key and nonce: 32 bytes whatever was sent. Calls that arrive while a statement is under
 * way share the next one, and so one commit and one sync.
 */
export function noncePart(database: SqlDatabase): Pick<Store, 'rememberNonce' | 'forgetNonces'> {
  const waiting: Asked[] = []
  let running = false

  async function drain() {
    while (waiting.length > 0) await remember(database, waiting.splice(0, BATCH))
    running = false
  }

  return {
    rememberNonce(accessKeyId, nonce, forgetAt) {
      const digest = createHash('sha256')
        .update(JSON.stringify([accessKeyId, nonce]))
        .digest()
      const answer = new Promise<boolean>((resolve, reject) => {
        waiting.push({ digest, forgetAt, resolve, reject })
      })
      if (!running) {
        running = true
        queueMicrotask(() => void drain())
      }
      return answer
    },
    async forgetNonces(before) {
      await database.db.deleteFrom('nonces').where('forget_at', '<=', before).execute()
    },
  }
}

/** Sorted, so that two processes with the same nonces wait for each other instead of deadlocking. Never rejects. */
async function remember(database: SqlDatabase, batch: Asked[]): Promise<void> {
  const asked = batch.toSorted((a, b) => a.digest.compare(b.digest))
  try {
    const { rows } = await sql<{ digest: Buffer }>`
      insert into nonces (digest, forget_at)
      select * from unnest(${asked.map(({ digest }) => digest)}::bytea[], ${asked.map(({ forgetAt }) => forgetAt)}::timestamptz[])
      on conflict do nothing
      returning digest`.execute(database.db)
    const fresh = new Set(rows.map(({ digest }) => digest.toString('hex')))
    for (const { digest, resolve } of asked) resolve(fresh.delete(digest.toString('hex')))
  } catch (error) {
    for (const { reject } of asked) reject(error)
  }
}

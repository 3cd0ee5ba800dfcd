import { join } from 'node:path'
import { openPglite, openPostgres, openSqlStore } from '@bonafide/service'
import type { ChaosStack } from './chaos-stack.ts'

/** How often each transaction was decided, by its audit trail, whose chain must hold. */
export async function decisionsOf(stack: ChaosStack, ids: readonly string[]): Promise<readonly number[]> {
  const onError = () => undefined
  const database =
    stack.postgres === undefined
      ? await openPglite(join(stack.dataDir, 'database'))
      : await openPostgres({ url: stack.postgres.url, onError })
  const store = await openSqlStore(database, { judgingDeadlineMs: 60_000, onError })
  try {
    if ((await store.verifyAudit()) !== undefined) throw new Error('the audit trail does not hold')
    const counts: number[] = []
    for (const id of ids) counts.push((await store.auditOf(id)).filter(({ event }) => event === 'concluded').length)
    return counts
  } finally {
    await store.close()
  }
}

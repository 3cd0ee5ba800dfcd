import { z } from 'zod'
import { replayVerification } from '../flow/replay-verification.ts'
import type { Store } from '../ports/store.ts'
import { defineAdminCommand, requireTransaction, transactionId } from './admin-tools.ts'

/** Verifications that are read at a time. */
const PAGE = 500

const replay = defineAdminCommand({
  name: 'replay',
  args: z.object({ id: transactionId }),
  run: async ({ id }, tools) => replayVerification(await requireTransaction(id, tools), tools),
})

/** Ids of what was begun since a time and is decided, tenant after tenant. */
const list = defineAdminCommand({
  name: 'replay.list',
  args: z.object({ since: z.coerce.date() }),
  async run({ since }, { store, clock }) {
    const ids: string[] = []
    for (const { id } of await store.listTenants()) ids.push(...(await decidedOf(id, since, clock.now(), store)))
    return ids
  },
})

export const replayCommands = [replay, list]

async function decidedOf(tenantId: string, from: Date, before: Date, store: Store): Promise<readonly string[]> {
  const ids: string[] = []
  for (let after: Parameters<Store['listVerifications']>[1]; ; ) {
    const page = await store.listVerifications({ tenantId, from, before }, after, PAGE)
    ids.push(...page.filter(({ decidedAt }) => decidedAt !== undefined).map(({ id }) => id))
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return ids
    after = last
  }
}

import { z } from 'zod'
import { replayVerification } from '../flow/replay-verification.ts'
import { JudgingFailed } from '../ports/judge.ts'
import type { Store } from '../ports/store.ts'
import { AdminError, defineAdminCommand, requireTransaction, transactionId } from './admin-tools.ts'

/** Verifications of one answer of `replay.list`: the caller asks again from behind the last. */
const PAGE = 500

const replay = defineAdminCommand({
  name: 'replay',
  args: z.object({ id: transactionId }),
  async run({ id }, tools) {
    const transaction = await requireTransaction(id, tools)
    try {
      return await replayVerification(transaction, tools)
    } catch (error) {
      if (error instanceof JudgingFailed)
        throw new AdminError(`It could not be judged: ${error.code}.`, { cause: error })
      throw error
    }
  },
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

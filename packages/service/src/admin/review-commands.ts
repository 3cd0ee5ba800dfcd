import { z } from 'zod'
import { decideReview, decisionUnderReview } from '../flow/review.ts'
import type { Transaction } from '../ports/store.ts'
import { AdminError, defineAdminCommand, requireTransaction, transactionId } from './admin-tools.ts'

const list = defineAdminCommand({
  name: 'review.list',
  args: z.object({ tenant: z.string().optional() }),
  run: async ({ tenant }, { store }) => (await store.listReviews(tenant)).map(summary),
})

/** Without the person's data: codes and measures. Pictures and names are for the console. */
const show = defineAdminCommand({
  name: 'review.show',
  args: z.object({ id: transactionId }),
  async run({ id }, tools) {
    const transaction = await requireTransaction(id, tools)
    const decision = await decisionUnderReview(transaction, tools)
    if (decision === undefined) throw new AdminError('This transaction is not decided yet.')
    const { outcome, reason, findings, policyId } = decision
    return { ...summary(transaction), decision: { outcome, reason, policyId, findings } }
  },
})

const decide = defineAdminCommand({
  name: 'review.decide',
  args: z.object({
    id: transactionId,
    passed: z.boolean(),
    reviewer: z.string().min(1).max(64),
    note: z.string().max(2000),
  }),
  async run({ id, ...review }, tools) {
    const outcome = await decideReview({ transactionId: id, ...review }, tools)
    if (outcome === 'not-reviewable') throw new AdminError('This transaction does not wait for a review.')
    return summary(await requireTransaction(id, tools))
  },
})

export const reviewCommands = [list, show, decide]

function summary({ id, tenantId, productCode, state, verdict, decidedAt }: Transaction) {
  return { transactionId: id, tenant: tenantId, productCode, state, verdict, decidedAt: decidedAt?.toISOString() }
}

import type { RetakeRequest } from '@bonafide/protocol'
import type { Transaction } from '../ports/store.ts'
import { dropSuperseded } from './drop-superseded.ts'
import { isOver } from './open-session.ts'
import { dropReading } from './read-pages.ts'
import { Refusal } from './refusal.ts'
import { pageOf, READING_STEP } from './steps.ts'
import { type FlowTools, idleUntil } from './tools.ts'

/** Client code: too many errors. */
const TOO_MANY_ERRORS = 1014

/**
 * The person sees what was read and takes a page again: its picture and what was read from all pages are gone, and its
 * step is due again. Only while the reading is due, so that nothing that was confirmed is undone.
 */
export async function retakePage(transaction: Transaction, { step }: RetakeRequest, tools: FlowTools): Promise<void> {
  if (isOver(transaction, tools)) throw new Refusal('transaction-invalid', { clientCode: 1006 })
  if (pageOf(step) === undefined) throw new Refusal('step-out-of-order')
  const { id } = transaction
  const at = tools.clock.now()
  const expiresAt = idleUntil(transaction, at, tools.settings)
  const reopening = { transactionId: id, step, due: READING_STEP, at, expiresAt }
  const outcome = await tools.store.reopenStep(reopening, tools.settings.maxAttempts)
  if (outcome === 'exhausted') throw new Refusal('attempts-exhausted', { clientCode: TOO_MANY_ERRORS })
  if (outcome === 'closed') throw new Refusal('step-out-of-order')
  await dropSuperseded(id, step, tools)
  await dropReading(id, tools)
  tools.log.write('info', 'page-retaken', { transactionId: id, step })
}

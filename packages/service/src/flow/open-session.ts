import { admitToChannel } from '../limits/admit-to-channel.ts'
import type { Transaction } from '../ports/store.ts'
import { isTextDeleted } from './delete-record.ts'
import { Refusal } from './refusal.ts'
import { isProtocolToken } from './tokens.ts'
import { type FlowTools, idleUntil, openVault } from './tools.ts'

/** The client code of a TransactionId that is unknown, over, or used by another browser. */
const TRANSACTION_INVALID = 1007

export interface Opening {
  readonly transactionId: string
  readonly publicKey: string
  /** The Protocol of Initialize, where the merchant passed it on. */
  readonly protocol?: string
}

/**
 * Binds a transaction to the key of the browser that comes first. The same key may come again and goes on where it
 * was; any other is refused with client code 1007.
 */
export async function openSession(opening: Opening, tools: FlowTools): Promise<Transaction> {
  const transaction = await tools.store.findTransaction(opening.transactionId)
  if (transaction === undefined || isOver(transaction, tools) || isTextDeleted(transaction)) throw invalid()
  await admitToChannel('open', transaction.id, tools)
  await requireProtocol(transaction, opening.protocol, tools)
  const now = tools.clock.now()
  const idleAt = idleUntil(transaction, now, tools.settings)
  const outcome = await tools.store.openSession(transaction.id, opening.publicKey, now, idleAt)
  if (outcome === 'taken') throw new Refusal('transaction-taken', { clientCode: TRANSACTION_INVALID })
  if (outcome === 'closed') throw invalid()
  tools.log.write('info', `session-${outcome}`, { transactionId: transaction.id })
  return requireTransaction(transaction.id, tools)
}

/** The transaction of an open session, as it is now. */
export async function requireTransaction(id: string, tools: FlowTools): Promise<Transaction> {
  const transaction = await tools.store.findTransaction(id)
  if (transaction === undefined) throw invalid()
  return transaction
}

/** Expired, or due to be although the sweep has not come by yet. */
export function isOver(transaction: Transaction, tools: Pick<FlowTools, 'clock'>): boolean {
  if (transaction.state === 'expired') return true
  const waiting = transaction.state !== 'judging' && transaction.state !== 'finished'
  return waiting && transaction.expiresAt.getTime() <= tools.clock.now().getTime()
}

async function requireProtocol(transaction: Transaction, given: string | undefined, tools: FlowTools): Promise<void> {
  if (given === undefined) return
  const vault = await openVault(transaction, tools)
  if (!isProtocolToken(vault, transaction.id, given)) {
    throw new Refusal('protocol-mismatch', { clientCode: TRANSACTION_INVALID })
  }
}

function invalid(): Refusal {
  return new Refusal('transaction-invalid', { clientCode: TRANSACTION_INVALID })
}

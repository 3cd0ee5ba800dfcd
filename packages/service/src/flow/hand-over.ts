import { createHash, randomBytes } from 'node:crypto'
import type { ClaimRequest, ClaimView, HandoverView } from '@bonafide/protocol'
import type { Handover, Transaction, TransactionState } from '../ports/store.ts'
import { isOver } from './open-session.ts'
import { Refusal } from './refusal.ts'
import type { FlowTools } from './tools.ts'

/** A link that somebody photographs is worth nothing a minute later; the page that shows it asks for the next one. */
const OFFER_LIFE_MS = 60_000
/** To read two digits on one screen and type them on another. */
const CLAIM_LIFE_MS = 120_000
/** Of 90 numbers: whoever sends the link to somebody else guesses right once in thirty transactions. */
const MOST_WRONG_NUMBERS = 3
const LEAST_NUMBER = 10
const NUMBERS = 90

const MOVABLE: readonly TransactionState[] = ['started', 'capturing']

/** Makes a link for another device; an earlier one is void. */
export async function offerHandover(transaction: Transaction, tools: FlowTools): Promise<HandoverView> {
  const offeredBy = requireKey(transaction)
  const token = randomBytes(16).toString('base64url')
  const now = tools.clock.now()
  await changeOrRefuse(transaction, tools, (before) => {
    if (before?.state === 'moved' || (before?.wrongNumbers ?? 0) >= MOST_WRONG_NUMBERS) return undefined
    const expiresAt = now.getTime() + OFFER_LIFE_MS
    const wrongNumbers = before?.wrongNumbers ?? 0
    return { handover: { state: 'offered', tokenHash: hashOf(token), offeredBy, expiresAt, wrongNumbers } }
  })
  return { state: 'offered', token, expiresInMs: OFFER_LIFE_MS }
}

/** How it stands, for the key of the session. */
export function handoverView(transaction: Transaction, tools: Pick<FlowTools, 'clock'>): HandoverView {
  const { handover } = transaction
  return { state: handover === undefined || isVoid(handover, tools) ? 'none' : handover.state }
}

/**
 * Another device shows the token of the link: the first one holds it, and is told the number to show. It asks again until
 * the number was typed; a wrong one, or none in time, refuses it.
 */
export async function claimHandover(
  transaction: Transaction,
  { token, publicKey }: ClaimRequest,
  tools: FlowTools,
): Promise<ClaimView> {
  const { handover: known } = transaction
  if (known?.state === 'moved' && known.claimedBy === publicKey) return { state: 'moved', number: known.number ?? 0 }
  const number = LEAST_NUMBER + tools.random.below(NUMBERS)
  let view: ClaimView | undefined
  await changeOrRefuse(transaction, tools, (before) => {
    if (before === undefined || before.tokenHash !== hashOf(token) || isVoid(before, tools)) return undefined
    if (before.state === 'claimed' && before.claimedBy === publicKey && before.number !== undefined) {
      view = { state: 'waiting', number: before.number }
      return { handover: before }
    }
    if (before.state !== 'offered') return undefined
    view = { state: 'waiting', number }
    const expiresAt = tools.clock.now().getTime() + CLAIM_LIFE_MS
    return { handover: { ...before, state: 'claimed', claimedBy: publicKey, number, expiresAt } }
  })
  tools.changes.announce(transaction.id)
  return view ?? refuse()
}

/** The number that the person read on the other device: right, and the session is its own; wrong, and the link is void. */
export async function confirmNumber(transaction: Transaction, number: number, tools: FlowTools): Promise<HandoverView> {
  let moved = false
  await changeOrRefuse(transaction, tools, (before) => {
    if (before?.state !== 'claimed' || before.claimedBy === undefined || isVoid(before, tools)) return undefined
    moved = before.number === number
    if (moved) return { handover: { ...before, state: 'moved' }, moveTo: before.claimedBy }
    return { handover: { ...before, state: 'refused', wrongNumbers: before.wrongNumbers + 1 } }
  })
  tools.log.write('info', moved ? 'session-moved' : 'handover-refused', { transactionId: transaction.id })
  return { state: moved ? 'moved' : 'refused' }
}

/** The key that may look on after the session moved away from it. */
export function followerKey({ handover }: Transaction): string | undefined {
  return handover?.state === 'moved' ? handover.offeredBy : undefined
}

async function changeOrRefuse(
  transaction: Transaction,
  tools: FlowTools,
  change: (before: Handover | undefined) => { readonly handover: Handover; readonly moveTo?: string } | undefined,
): Promise<void> {
  if (isOver(transaction, tools)) throw new Refusal('transaction-invalid', { clientCode: 1007 })
  let changed = false
  await tools.store.changeHandover(transaction.id, tools.clock.now(), (before, state) => {
    const next = MOVABLE.includes(state) ? change(before) : undefined
    changed = next !== undefined
    return next
  })
  if (!changed) refuse()
}

function refuse(): never {
  throw new Refusal('handover-invalid', { clientCode: 1007 })
}

function isVoid({ state, expiresAt }: Handover, { clock }: Pick<FlowTools, 'clock'>): boolean {
  return state !== 'moved' && expiresAt <= clock.now().getTime()
}

function requireKey({ session }: Transaction): string {
  if (session === undefined) throw new Refusal('signature-invalid')
  return session.publicKey
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

import { isTextDeleted } from '../flow/delete-record.ts'
import { Refusal } from '../flow/refusal.ts'
import { type FlowTools, openVault } from '../flow/tools.ts'
import type { Transaction } from '../ports/store.ts'
import { type ProblemDetails, problem } from './problems.ts'
import { type ChannelRequest, isSignedBy, requestDigest } from './verify-signature.ts'

/** An answer of the channel as it goes over the wire. */
export interface ChannelAnswer {
  readonly status: number
  readonly body: string
}

export type Carry = (transaction: Transaction) => Promise<unknown>

const ANSWER_FIELD = 'channel-answer'

/**
 * Carries out a numbered request of an open session: signed by its key, in order, once. The same request again is
 * answered as before. Answers are kept sealed, because they repeat what the merchant said in Initialize.
 */
export async function carryOutNumbered(
  request: ChannelRequest,
  carry: Carry,
  tools: FlowTools,
): Promise<ChannelAnswer> {
  const transaction = await tools.store.findTransaction(request.transactionId)
  if (transaction === undefined || isTextDeleted(transaction)) {
    throw new Refusal('transaction-invalid', { clientCode: 1007 })
  }
  const key = transaction.session?.publicKey
  if (key === undefined || !isSignedBy(key, request)) throw new Refusal('signature-invalid')
  const claim = await tools.store.claimSequence(transaction.id, request.sequence, requestDigest(request))
  if (claim.kind === 'old') return asProblem('sequence-old', { nextSequence: claim.lastSequence + 1 })
  const vault = await openVault(transaction, tools)
  if (claim.kind === 'retry' && claim.answer !== undefined) {
    const sealed = Buffer.from(claim.answer.body, 'base64')
    return { status: claim.answer.status, body: new TextDecoder().decode(vault.open(ANSWER_FIELD, sealed)) }
  }
  const answer = await answerOf(transaction, carry)
  const sealed = vault.seal(ANSWER_FIELD, new TextEncoder().encode(answer.body))
  await tools.store.recordAnswer(transaction.id, request.sequence, {
    status: answer.status,
    body: Buffer.from(sealed).toString('base64'),
  })
  return answer
}

export function asProblem(code: Parameters<typeof problem>[0], details: ProblemDetails = {}): ChannelAnswer {
  const body = problem(code, details)
  return { status: body.status, body: JSON.stringify(body) }
}

/** A refusal is an answer like any other; whatever else goes wrong is not kept, so that a retry can do better. */
async function answerOf(transaction: Transaction, carry: Carry): Promise<ChannelAnswer> {
  try {
    return { status: 200, body: JSON.stringify(await carry(transaction)) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return asProblem(error.code, { detail: error.message, clientCode: error.clientCode })
  }
}

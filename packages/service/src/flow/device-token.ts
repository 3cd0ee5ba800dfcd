import { createHash, timingSafeEqual } from 'node:crypto'
import type { TokenState } from '@bonafide/engine'
import { z } from 'zod'
import type { Attempt, Transaction } from '../ports/store.ts'
import { isTextDeleted } from './delete-record.ts'
import { sha256Hex } from './read-material.ts'
import { type FlowTools, openVault, type Vault } from './tools.ts'

/** client-sdk.md section 9. */
const LIFE_MS = 7 * 24 * 3_600_000
const FORM = /^([A-Za-z0-9_-]{1,1024})\.([0-9a-f]{64})$/
const LABEL = 'device-token'

const claimSchema = z.strictObject({
  v: z.literal(1),
  transactionId: z.string().min(1).max(64),
  attemptId: z.string().min(1).max(64),
  /** SHA-256 of the sealed report that it stands for. */
  report: z.string().length(64),
  /** SHA-256 of the browser's key. */
  key: z.string().length(64),
  issuedAt: z.number(),
})
type Claim = z.output<typeof claimSchema>

/** A token as it was written, with the verification that it names. */
interface OpenedToken {
  readonly claim: Claim
  readonly transaction: Transaction
  /** Whether this service wrote it. */
  readonly genuine: boolean
}

/** Stands for one report of one attempt: signed by the service, bound to the transaction and to the browser's key. */
export function issueDeviceToken(vault: Vault, transaction: Transaction, attempt: Attempt, now: Date): string {
  const claim: Claim = { v: 1, ...bindingOf(transaction, attempt), issuedAt: now.getTime() }
  const text = Buffer.from(JSON.stringify(claim)).toString('base64url')
  return `${text}.${vault.mac(LABEL, text)}`
}

/** What the token is worth that came with the material of an attempt. */
export async function judgeDeviceToken(
  token: string | undefined,
  { transaction, attempt }: { readonly transaction: Transaction; readonly attempt: Attempt },
  tools: Pick<FlowTools, 'store' | 'keys' | 'clock'>,
): Promise<TokenState> {
  if (token === undefined || token === '') return 'missing'
  const opened = await openToken(token, tools)
  if (opened === undefined) return 'invalid'
  if (!opened.genuine) return 'tampered'
  if (opened.transaction.id !== transaction.id) return 'foreign'
  return stateFor(opened.claim, transaction, attempt, tools.clock.now())
}

/** What the token that a merchant's server asks about is worth, with the attempt that it stands for where it is good. */
export async function findReportedAttempt(
  token: string | undefined,
  tenantId: string,
  tools: Pick<FlowTools, 'store' | 'keys' | 'clock'>,
): Promise<{ readonly state: TokenState; readonly transaction?: Transaction; readonly attempt?: Attempt }> {
  if (token === undefined || token === '') return { state: 'missing' }
  const opened = await openToken(token, tools)
  // One answer for what nobody here wrote and for what another account was given.
  if (opened === undefined || opened.transaction.tenantId !== tenantId) return { state: 'invalid' }
  const { claim, transaction, genuine } = opened
  if (!genuine) return { state: 'tampered' }
  const attempt = await tools.store.findAttempt(transaction.id, claim.attemptId)
  if (attempt === undefined) return { state: 'invalid' }
  const state = stateFor(claim, transaction, attempt, tools.clock.now())
  return state === 'good' ? { state, transaction, attempt } : { state, transaction }
}

/** Undefined for what does not have the form, or names nothing that is there. */
async function openToken(token: string, tools: Pick<FlowTools, 'store' | 'keys'>): Promise<OpenedToken | undefined> {
  const [, text, mac] = FORM.exec(token) ?? []
  if (text === undefined || mac === undefined) return undefined
  const claim = parseClaim(text)
  const transaction = claim === undefined ? undefined : await tools.store.findTransaction(claim.transactionId)
  if (claim === undefined || transaction === undefined || isTextDeleted(transaction)) return undefined
  const vault = await openVault(transaction, tools)
  return { claim, transaction, genuine: timingSafeEqual(Buffer.from(mac), Buffer.from(vault.mac(LABEL, text))) }
}

function parseClaim(text: string): Claim | undefined {
  try {
    return claimSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch {
    return undefined
  }
}

/** A token of an earlier attempt or of a report that another one replaced is one that was used before. */
function stateFor(claim: Claim, transaction: Transaction, attempt: Attempt, now: Date): TokenState {
  if (now.getTime() - claim.issuedAt > LIFE_MS) return 'expired'
  const { attemptId, report, key } = bindingOf(transaction, attempt)
  return claim.attemptId === attemptId && claim.report === report && claim.key === key ? 'good' : 'invalid'
}

function bindingOf(transaction: Transaction, attempt: Attempt): Omit<Claim, 'v' | 'issuedAt'> {
  return {
    transactionId: transaction.id,
    attemptId: attempt.id,
    report: sha256Hex(attempt.device?.sealedReport ?? new Uint8Array()),
    key: createHash('sha256')
      .update(transaction.session?.publicKey ?? '')
      .digest('hex'),
  }
}

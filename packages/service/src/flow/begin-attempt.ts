import { type Challenge, drawChallenge } from '@bonafide/engine'
import type { AttemptRequest, ReadingView } from '@bonafide/protocol'
import { admitAttempt, TOO_MANY_ERRORS } from '../limits/admit-attempt.ts'
import type { Attempt, Transaction } from '../ports/store.ts'
import { CHALLENGE_LIFE_MS } from './challenge-life.ts'
import { dropSuperseded } from './drop-superseded.ts'
import { dropClip } from './evidence-clip.ts'
import { noteConsent } from './note-consent.ts'
import { isOver } from './open-session.ts'
import { newId } from './random-ids.ts'
import { readPagesFor } from './read-pages.ts'
import { Refusal } from './refusal.ts'
import { FACE_STEP, READING_STEP } from './steps.ts'
import { openRequest, type StoredRequest } from './stored-request.ts'
import { type FlowTools, idleUntil, openVault, requireTenantOf } from './tools.ts'

/** Client code: the user left, or idled too long. */
const USER_LEFT = 1006

export interface BegunAttempt {
  readonly attempt: Attempt
  /** For the face step: drawn for this attempt and good for nothing else. */
  readonly challenge?: Challenge
  /** For the reading step, where something could be read. */
  readonly reading?: ReadingView
}

/** Opens an attempt at the step that is due; the face step gets a challenge that nobody knew before. */
export async function beginAttempt(
  transaction: Transaction,
  { step, withoutFlash = false, device, consent }: AttemptRequest,
  tools: FlowTools,
): Promise<BegunAttempt> {
  if (isOver(transaction, tools)) throw new Refusal('transaction-invalid', { clientCode: USER_LEFT })
  if (step !== currentStep(transaction)) throw new Refusal('step-out-of-order')
  const now = tools.clock.now()
  const idleAt = idleUntil(transaction, now, tools.settings)
  const tenant = await requireTenantOf(transaction, tools)
  await noteConsent(consent === undefined ? {} : { consent }, transaction, tenant, tools)
  const request = openRequest(tools.keys.open(tenant, transaction), transaction)
  await admitAttempt(
    device === undefined ? {} : { device },
    { tenant, merchantUserId: request.parameters['MerchantUserId'] },
    tools,
  )
  const challenge = step === FACE_STEP ? draw(request, withoutFlash, tools) : undefined
  const attempt = await tools.store.beginAttempt(
    {
      id: newId('att'),
      transactionId: transaction.id,
      step,
      ...(challenge === undefined ? {} : { challenge: JSON.stringify(challenge) }),
      expiresAt: challenge === undefined ? idleAt : new Date(now.getTime() + CHALLENGE_LIFE_MS),
    },
    tools.settings.maxAttempts,
    idleAt,
  )
  if (attempt === 'exhausted') throw new Refusal('attempts-exhausted', { clientCode: TOO_MANY_ERRORS })
  if (attempt === 'closed') throw new Refusal('step-out-of-order')
  await dropSuperseded(transaction.id, step, tools)
  if (step === FACE_STEP) await dropClip(transaction.id, tools)
  const reading =
    step === READING_STEP
      ? await readPagesFor(transaction, attempt, await openVault(transaction, tools), tools)
      : undefined
  return {
    attempt,
    ...(challenge === undefined ? {} : { challenge }),
    ...(reading === undefined ? {} : { reading }),
  }
}

/** What is asked is the merchant's, whether colours may be shown is the person's; all else is chance. */
function draw({ liveness: { wish, light } }: StoredRequest, withoutFlash: boolean, tools: FlowTools): Challenge {
  return drawChallenge(tools.random, newId('chl'), { wish, light: light && !withoutFlash })
}

/** The first step that is not done; undefined when nothing is left to capture. */
export function currentStep(transaction: Pick<Transaction, 'steps' | 'stepsDone'>): string | undefined {
  return transaction.steps.find((step) => !transaction.stepsDone.includes(step))
}

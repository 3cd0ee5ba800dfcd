import { type Challenge, documentTypes } from '@bonafide/engine'
import type { AttemptView, ChallengeView, ChannelAction, DeviceAnswer, SessionView, StepView } from '@bonafide/protocol'
import { threatTags } from '../actions/threat-names.ts'
import type { AcceptedReport } from '../flow/accept-device-report.ts'
import { PIECE_BYTES } from '../flow/accept-piece.ts'
import { type BegunAttempt, currentStep } from '../flow/begin-attempt.ts'
import { framePolicyFor } from '../flow/capture-policy.ts'
import { consentAsked } from '../flow/note-consent.ts'
import { isOver } from '../flow/open-session.ts'
import { pageOf, READING_STEP } from '../flow/steps.ts'
import { openRequest, type StoredRequest } from '../flow/stored-request.ts'
import { type FlowTools, openVault, requireTenantOf } from '../flow/tools.ts'
import type { Attempt, Transaction } from '../ports/store.ts'

/** What the browser may know of a transaction: what to do next, and at the end pass or not pass. */
export async function sessionView(
  transaction: Transaction,
  nextSequence: number,
  tools: FlowTools,
): Promise<SessionView> {
  const request = openRequest(await openVault(transaction, tools), transaction)
  const current = isOver(transaction, tools) ? undefined : currentStep(transaction)
  const { verdict } = transaction
  const tenant = await requireTenantOf(transaction, tools)
  const consentVersion = consentAsked(transaction, tenant)
  return {
    state: stateOf(transaction, tools),
    steps: transaction.steps.map((step) => stepView(transaction, step, request)),
    ...(current === undefined ? {} : { currentStep: current }),
    // What is agreed to stands on the guide, so that is shown whatever Initialize said.
    config: consentVersion === undefined ? request.client : { ...request.client, showGuidePage: true },
    ...(verdict === undefined ? {} : { result: { code: verdict.passed ? 1000 : 1001 } }),
    ...(tools.settings.deviceUrl === undefined ? {} : { deviceUrl: tools.settings.deviceUrl }),
    // What the account is was decided when it was made; nothing that a browser or a merchant says changes it.
    ...(tenant.mode === 'test' ? { testCamera: true as const } : {}),
    ...(consentVersion === undefined ? {} : { consentVersion }),
    nextSequence,
  }
}

export function deviceAnswer({ deviceToken, risk }: AcceptedReport): DeviceAnswer {
  return { deviceToken, ...(risk === undefined ? {} : { threatTags: threatTags(risk) }) }
}

export function attemptView(
  { attempt, challenge, reading }: BegunAttempt,
  tools: Pick<FlowTools, 'clock'>,
): AttemptView {
  const expiresInMs = attempt.expiresAt.getTime() - tools.clock.now().getTime()
  return {
    attemptId: attempt.id,
    step: attempt.step,
    ...(challenge === undefined
      ? {}
      : { challenge: challengeView(challenge, expiresInMs), frames: framePolicyFor(challenge) }),
    ...(reading === undefined ? {} : { reading }),
    pieceBytes: PIECE_BYTES,
    received: received(attempt),
  }
}

export function received(attempt: Pick<Attempt, 'pieces'>): readonly number[] {
  return Object.keys(attempt.pieces)
    .map(Number)
    .sort((a, b) => a - b)
}

function challengeView({ id, steps, flashes, totalMs }: Challenge, expiresInMs: number): ChallengeView {
  return {
    id,
    steps: steps.map(({ action, ...window }) => ({ action: onScreen(action), ...window })),
    flashes,
    totalMs,
    expiresInMs,
  }
}

/** The actions that the channel has words for; the engine draws no others for it. */
function onScreen(action: Challenge['steps'][number]['action']): ChannelAction {
  if (action === 'nod') throw new RangeError('The channel has no word for a nod')
  return action
}

function stateOf(transaction: Transaction, tools: Pick<FlowTools, 'clock'>): SessionView['state'] {
  if (isOver(transaction, tools)) return 'expired'
  return transaction.state === 'judging' || transaction.state === 'finished' ? transaction.state : 'capturing'
}

function stepView({ documentType, stepsDone }: Transaction, id: string, { liveness }: StoredRequest): StepView {
  const done = stepsDone.includes(id)
  if (id === READING_STEP) return { id, kind: 'reading', done }
  if (pageOf(id) === undefined) return { id, kind: 'face', done, flashes: liveness.light }
  const aspect = documentType === undefined ? undefined : documentTypes.get(documentType)?.aspect
  return {
    id,
    kind: 'document',
    done,
    ...(documentType === undefined ? {} : { documentType }),
    ...(aspect === undefined ? {} : { aspect }),
  }
}

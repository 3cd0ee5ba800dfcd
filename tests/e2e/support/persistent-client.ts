import { setTimeout as wait } from 'node:timers/promises'
import { type ChannelKeys, ChannelRefusal, createChannelClient, createChannelKeys } from '@bonafide/lab'
import { type AttemptView, packMaterial, type SessionView } from '@bonafide/protocol'
import { type Client, type InitializeRequest, VerificationApiError } from '@bonafide/server-sdk'
import { META_INFO } from './verify-in-browser.ts'

/** One verification as its client knows it. */
export interface Trial {
  readonly transactionId: string
  readonly merchantBizId: string
  /** The service said that it holds everything that it needs. */
  accepted: boolean
  finished: boolean
  capture?: Capture | undefined
}

interface Capture {
  readonly attempt: AttemptView
  readonly material: Uint8Array
  /** When a camera would have finished, in milliseconds of the wall clock. */
  readonly readyAt: number
}

export interface TrialOptions {
  readonly service: string
  readonly client: Client
  readonly merchantBizId: string
  readonly callbackUrl: string
  readonly subject: TrialSubject
  readonly onStarted: (trial: Trial) => void
}

/** What is verified, and what is sent for it. */
export interface TrialSubject {
  readonly order: Pick<InitializeRequest, 'productCode' | 'docType' | 'further'>
  capture(attempt: AttemptView): Pick<Capture, 'material' | 'readyAt'>
}

/** The service said that it held everything, and later that it did not. */
export class SubmissionLost extends Error {
  readonly code = 'submission-lost'
}

const RETRY_MS = 150

/** A face before a camera: takes as long as its challenge. */
export function faceSubject(frame: Uint8Array): TrialSubject {
  return {
    order: { productCode: 'FACE_LIVENESS' },
    capture: (attempt) => ({
      material: grayMaterial(attempt, frame),
      readyAt: Date.now() + (attempt.challenge?.totalMs ?? 0),
    }),
  }
}

/** One document page: takes no time. */
export function pageSubject(picture: Uint8Array): TrialSubject {
  const material = packMaterial({ kind: 'document', sizes: [picture.length] }, [picture])
  return {
    order: { productCode: 'ID_OCR_PRO', docType: 'GLB03002', further: { ShowOcrResult: '0' } },
    capture: () => ({ material, readyAt: 0 }),
  }
}

/** Does a verification and tries again whatever the service was doing when it went away. */
export async function persist(options: TrialOptions): Promise<void> {
  await carryOn(await untilAnswered(() => begin(options)), options)
}

/** Begins a verification, once: a refusal is the caller's. Answers its transaction. */
export async function begin({ client, merchantBizId, callbackUrl, subject }: TrialOptions): Promise<string> {
  const order = { ...subject.order, merchantBizId, merchantUserId: 'u', metaInfo: META_INFO, callbackUrl }
  return (await client.initialize(order)).transactionId
}

/** Does what was begun to its end. */
export async function carryOn(transactionId: string, options: TrialOptions): Promise<void> {
  const { merchantBizId } = options
  const trial: Trial = { transactionId, merchantBizId, accepted: false, finished: false }
  options.onStarted(trial)
  const keys = await createChannelKeys()
  while (!trial.finished) await untilAnswered(() => goOn(trial, keys, options))
}

/** From wherever the service says the transaction stands. An attempt outlives the service that opened it. */
async function goOn(trial: Trial, keys: ChannelKeys, { service, subject }: TrialOptions): Promise<void> {
  const channel = await createChannelClient({ service, transactionId: trial.transactionId, keys })
  const session = await channel.open()
  if (session.state === 'capturing' && session.currentStep !== undefined) {
    if (trial.accepted) throw new SubmissionLost(trial.transactionId)
    trial.capture ??= captured(await channel.begin(session.currentStep), subject)
    const { attempt, material, readyAt } = trial.capture
    await wait(Math.max(0, readyAt - Date.now()))
    note(trial, await channel.deliver(attempt, material).catch(forgetExpired(trial)))
  } else note(trial, session)
  if (trial.accepted && !trial.finished) note(trial, await channel.session(5))
}

/** A challenge that ran out while the service was away is drawn anew; anything else is for the caller. */
function forgetExpired(trial: Trial) {
  return (error: unknown): never => {
    if (error instanceof ChannelRefusal && error.problem.code === 'challenge-expired') trial.capture = undefined
    throw error
  }
}

function captured(attempt: AttemptView, subject: TrialSubject): Capture {
  return { attempt, ...subject.capture(attempt) }
}

function note(trial: Trial, session: SessionView): void {
  if (session.state === 'judging' || session.state === 'finished') trial.accepted = true
  if (session.state === 'finished') trial.finished = true
  if (session.state === 'expired') throw new Error(`${trial.transactionId} expired`)
}

function grayMaterial({ challenge, frames }: AttemptView, frame: Uint8Array): Uint8Array {
  if (challenge === undefined || frames === undefined) throw new Error('no challenge for the face step')
  const count = frames.minFrames
  const atMs = Array.from({ length: count }, (_, index) => (index * challenge.totalMs) / (count - 1))
  const parts = atMs.map(() => frame)
  return packMaterial(
    { kind: 'face', challengeId: challenge.id, sizes: parts.map(({ length }) => length), atMs },
    parts,
  )
}

/** Only a service that is away, or says that it is busy, is asked again. */
async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!passes(error)) throw error
      await wait(RETRY_MS)
    }
  }
}

function passes(error: unknown): boolean {
  if (error instanceof ChannelRefusal) return error.problem.status >= 500 || error.problem.code === 'challenge-expired'
  if (error instanceof VerificationApiError) return error.statusCode === undefined || error.statusCode >= 500
  return error instanceof TypeError || (error instanceof SyntaxError && error.message.includes('JSON'))
}

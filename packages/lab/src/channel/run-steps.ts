import { setTimeout } from 'node:timers/promises'
import type { Challenge, Frame, Picture, Pictures } from '@bonafide/engine'
import { type AttemptView, type FramePolicy, packClaims, packMaterial, type SessionView } from '@bonafide/protocol'
import type { FrameRates } from '../puppet/capture-times.ts'
import type { ChannelClient } from './channel-client.ts'

/** What stands before the cameras of a verification that has no browser. */
export interface Subject {
  /** The photograph of a page, as JPEG, PNG or WebP bytes, for `document-01` or `document-02`. */
  page(step: string): Promise<Uint8Array>
  /** What the camera sees while the challenge runs. */
  face(challenge: Challenge, rates: FrameRates): Iterable<Frame>
}

export interface RunOptions {
  readonly pictures: Pictures
  readonly onProgress?: (message: string) => void
  /**
   * Waits for milliseconds. A service refuses frames that span more time than went by since it drew the challenge, so
   * this must be the clock of the service; the real one where absent.
   */
  readonly wait?: (ms: number) => Promise<unknown>
}

/** The service asked for a step that has no subject here. */
export class StepUnknown extends Error {
  readonly code = 'step-unknown'
}

/** Does every step that the session still asks for and waits until it is decided. */
export async function runSteps(channel: ChannelClient, subject: Subject, options: RunOptions): Promise<SessionView> {
  let session = await channel.open()
  while (session.state === 'capturing' && session.currentStep !== undefined) {
    options.onProgress?.(`step ${session.currentStep}`)
    const attempt = await channel.begin(session.currentStep)
    session = await channel.deliver(attempt, await materialOf(attempt, subject, options))
  }
  while (session.state === 'judging') {
    options.onProgress?.('judging')
    session = await channel.session(20)
  }
  return session
}

async function materialOf(attempt: AttemptView, subject: Subject, options: RunOptions): Promise<Uint8Array> {
  if (attempt.step.startsWith('document-')) {
    const page = await subject.page(attempt.step)
    return packMaterial({ kind: 'document', sizes: [page.length] }, [page])
  }
  // Nobody is there to say that the pages were read wrongly.
  if (attempt.step === 'reading') return packClaims({})
  const { challenge, frames } = attempt
  if (challenge === undefined || frames === undefined) throw new StepUnknown(`no way to do the step ${attempt.step}`)
  const begun = performance.now()
  const clip = [...subject.face(challenge, frames)]
  const wait = options.wait ?? ((ms: number) => setTimeout(ms))
  await wait(Math.max(0, challenge.totalMs - (performance.now() - begun)))
  const encoded = await encodeWithin(
    clip.map(({ picture }) => picture),
    frames,
    options.pictures,
  )
  const atMs = clip.map((frame) => frame.atMs)
  return packMaterial(
    { kind: 'face', challengeId: challenge.id, sizes: encoded.map(({ length }) => length), atMs },
    encoded,
  )
}

/** JPEG at the quality of the policy, or lower where all frames together would be too large. */
async function encodeWithin(frames: readonly Picture[], policy: FramePolicy, pictures: Pictures) {
  for (const quality of [policy.jpegQuality, 0.75, 0.6, 0.45]) {
    const encoded: Uint8Array[] = []
    for (const frame of frames) encoded.push(await pictures.encodeJpeg(frame, Math.round(quality * 100)))
    // A hundredth is left for the manifest.
    if (encoded.reduce((sum, { length }) => sum + length, 0) < policy.maxBytes * 0.99) return encoded
  }
  throw new RangeError('the frames do not fit into the size that the service takes')
}

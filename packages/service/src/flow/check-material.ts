import { type Challenge, type PictureHeader, readPictureHeader } from '@bonafide/engine'
import { type FaceManifest, type Manifest, MaterialError, parseClaims, unpackMaterial } from '@bonafide/protocol'
import type { Attempt } from '../ports/store.ts'
import { DOCUMENT_LIMITS, FRAME_LIMITS, framePolicyFor } from './capture-policy.ts'
import { drawnAt } from './challenge-life.ts'
import { Refusal } from './refusal.ts'
import { FACE_STEP, READING_STEP } from './steps.ts'

/**
 * Refuses material that cannot have been made by the capture that was asked for: wrong form, wrong sizes, more
 * pixels than may be decoded, times that the clock on the wall does not allow. Says nothing about what it shows.
 */
export function requireUsableMaterial(material: Uint8Array, attempt: Attempt, now: Date): void {
  const { manifest, parts } = unpack(material)
  const asked = kindAsked(attempt)
  if (manifest.kind !== asked) throw unusable(`${asked} is asked for`)
  if (manifest.kind === 'document') requirePage(parts)
  else if (manifest.kind === 'claims') requireClaims(parts)
  else requireClip(manifest, parts, attempt, now)
}

function requireClip(manifest: FaceManifest, parts: readonly Uint8Array[], attempt: Attempt, now: Date): void {
  if (attempt.challenge === undefined) throw unusable('no challenge was drawn')
  const challenge = JSON.parse(attempt.challenge) as Challenge
  if (manifest.challengeId !== challenge.id) throw unusable('the material answers another challenge')
  requireFrames(parts, challenge)
  requireTiming(manifest, challenge, now.getTime() - drawnAt(attempt).getTime())
}

function kindAsked({ step }: Attempt): Manifest['kind'] {
  if (step === FACE_STEP) return 'face'
  return step === READING_STEP ? 'claims' : 'document'
}

function requireClaims([part = new Uint8Array()]: readonly Uint8Array[]): void {
  try {
    parseClaims(part)
  } catch (error) {
    if (error instanceof MaterialError) throw unusable(error.message)
    throw error
  }
}

function unpack(material: Uint8Array): ReturnType<typeof unpackMaterial> {
  try {
    return unpackMaterial(material)
  } catch (error) {
    if (error instanceof MaterialError) throw unusable(error.message)
    throw error
  }
}

function requirePage([page]: readonly Uint8Array[]): void {
  if (page === undefined) throw unusable('no page')
  if (page.length > DOCUMENT_LIMITS.bytes) throw new Refusal('material-too-large')
  const header = requireHeader(page)
  if (header.width * header.height > DOCUMENT_LIMITS.pixels) throw new Refusal('material-too-large')
  if (Math.min(header.width, header.height) < DOCUMENT_LIMITS.shortSide) throw unusable('the page is too small')
}

function requireFrames(frames: readonly Uint8Array[], challenge: Challenge): void {
  const { minFrames, maxFrames, maxBytes } = framePolicyFor(challenge)
  if (frames.length < minFrames || frames.length > maxFrames) throw unusable(`${frames.length} frames`)
  if (frames.reduce((sum, frame) => sum + frame.length, 0) > maxBytes) throw new Refusal('material-too-large')
  for (const frame of frames) requireFrame(requireHeader(frame))
}

function requireFrame({ format, width, height }: PictureHeader): void {
  if (format !== 'jpeg') throw unusable('frames must be JPEG')
  const [short, long] = [Math.min(width, height), Math.max(width, height)]
  if (short < FRAME_LIMITS.shortSide.min || long > FRAME_LIMITS.longSide.max)
    throw unusable(`a frame of ${width}x${height}`)
}

/** The capture must cover the challenge and cannot be longer than the time since the challenge was drawn. */
function requireTiming({ atMs }: FaceManifest, challenge: Challenge, elapsedMs: number): void {
  const spanMs = (atMs.at(-1) ?? 0) - (atMs[0] ?? 0)
  if (spanMs < challenge.totalMs - FRAME_LIMITS.slackMs) throw unusable('the capture ends before the challenge')
  if (spanMs > elapsedMs + FRAME_LIMITS.slackMs) throw unusable('the capture is longer than the time that went by')
}

function requireHeader(bytes: Uint8Array): PictureHeader {
  const header = readPictureHeader(bytes)
  if (header === undefined) throw unusable('a part is not a JPEG, PNG or WebP picture')
  return header
}

function unusable(detail: string): Refusal {
  return new Refusal('material-invalid', { detail })
}

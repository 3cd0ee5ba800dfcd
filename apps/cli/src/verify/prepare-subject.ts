import { readFile } from 'node:fs/promises'
import type { Challenge, Frame, Picture } from '@bonafide/engine'
import type { FrameRates, Subject } from '@bonafide/lab'
import type { OpenEngine } from '../open-engine.ts'
import type { VerifyOptions } from './verify-options.ts'

export interface PreparedSubject extends Subject {
  /** The face to compare with, for products that ask for one. */
  readonly reference?: Uint8Array
}

/** JPEG quality of the pictures that stand for photographs. */
const PHOTO_QUALITY = 90

/** Puts the person, the clip and the document of the command line before the cameras. */
export async function prepareSubject(options: VerifyOptions, engine: OpenEngine): Promise<PreparedSubject> {
  const seed = Number(options.seed)
  const face =
    options.face === undefined ? await livePerson(options, engine, seed) : await playedClip(options.face, engine, seed)
  const reference = await referenceOf(options, engine)
  return {
    face,
    page: once(() => (options.document === undefined ? printSpecimen(engine, seed) : readFile(options.document))),
    ...(reference === undefined ? {} : { reference }),
  }
}

async function livePerson(
  { person }: VerifyOptions,
  { tools, pictures }: OpenEngine,
  seed: number,
): Promise<Subject['face']> {
  const { createPuppet, demoStill, framesOf } = await import('@bonafide/lab')
  const still =
    person === undefined ? await demoStill('ada-selfie', pictures) : await pictures.decode(await readFile(person))
  const puppet = await createPuppet(still, tools)
  return (challenge, rates) => framesOf(puppet, challenge, { seed, rates })
}

async function playedClip(path: string, { pictures }: OpenEngine, seed: number): Promise<Subject['face']> {
  const { readClip } = await import('../clips/read-clip.ts')
  const { replayClip } = await import('@bonafide/lab')
  const { frames } = await readClip(path, THROUGHOUT, pictures)
  return (challenge: Challenge, rates: FrameRates): readonly Frame[] => replayClip(frames, challenge, { seed, rates })
}

/** One window over any clip, so that reading it keeps frames evenly: the real challenge is not known yet. */
const THROUGHOUT: Challenge = {
  id: 'recording',
  steps: [{ action: 'turn-left', startMs: 0, endMs: 60_000 }],
  flashes: [],
  totalMs: 60_000,
}

async function printSpecimen({ tools, pictures }: OpenEngine, seed: number): Promise<Uint8Array> {
  const { cutPortrait, demoStill, photograph, renderPassport, specimenFields } = await import('@bonafide/lab')
  const portrait = await cutPortrait(await demoStill('ada-document', pictures), tools)
  const page = await renderPassport({ fields: specimenFields(seed), portrait, seed })
  return pictures.encodeJpeg(photograph(page, { difficulty: 'easy', seed }), PHOTO_QUALITY)
}

async function referenceOf(options: VerifyOptions, { tools, pictures }: OpenEngine): Promise<Uint8Array | undefined> {
  if (options.reference !== undefined) return readFile(options.reference)
  if (options.product !== 'FACE_VERIFY') return undefined
  const { cutPortrait, demoStill } = await import('@bonafide/lab')
  const portrait: Picture = await cutPortrait(await demoStill('ada-document', pictures), tools)
  return pictures.encodeJpeg(portrait, PHOTO_QUALITY)
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

import { createHash } from 'node:crypto'
import { type Evidence, lookAtPicture, type Picture } from '@bonafide/engine'
import type { EncodedEvidence, SeenMedia } from '../ports/judge.ts'

/** Of the frames of a clip those with the smallest digests are kept: of two clips that share half their frames, about half of them. */
const FRAMES_KEPT = 16
/** Frames whose look is kept: where the capture begins, in its middle and where it ends. */
const LOOKS_AT = [0, 0.5, 1]

/** What pages and frames are recognised by, should they come again: their bytes, and how they look. */
export function lookAtMedia(encoded: EncodedEvidence, { pages, face }: Evidence): readonly SeenMedia[] {
  const ofPages = encoded.pages.map(({ page, bytes }, index) =>
    seen(`page-${page}`, [digestOf(bytes)], pages[index]?.picture),
  )
  const frames = face?.frames ?? []
  if (encoded.face === undefined || frames.length === 0) return ofPages
  const digests = new Set(encoded.face.frames.map(({ bytes }) => digestOf(bytes)))
  const ofFrames = LOOKS_AT.map((part, index) =>
    seen(`frame-${index}`, [], frames[Math.round(part * (frames.length - 1))]?.picture),
  )
  return [...ofPages, seen('clip', [...digests].sort().slice(0, FRAMES_KEPT), undefined), ...ofFrames]
}

function seen(item: string, digests: readonly string[], picture: Picture | undefined): SeenMedia {
  const look = picture === undefined ? undefined : lookAtPicture(picture)
  return { item, digests, ...(look === undefined ? {} : { look }) }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

import type { SeenPage } from '../documents/look-at-page.ts'
import { readPages } from '../documents/read-document.ts'
import { seeAgain } from '../documents/see-again.ts'
import { describeFace } from '../face/describe-face.ts'
import type { FaceDescription } from '../face/face-description.ts'
import type { FaceTrack } from '../face/face-track.ts'
import { trackFace } from '../face/track-face.ts'
import { type SmallFrame, smallFramesOf } from '../liveness/integrity/small-frames.ts'
import type { Tools } from '../ports.ts'
import type { DocumentReading } from './document-reading.ts'
import type { Evidence } from './evidence.ts'
import { staged } from './staged.ts'

/**
 * Evidence with what was seen on it. Each look is taken once, when the first check asks for it,
 * and shared by all checks of the same verification; nothing outlives the verification.
 */
export interface Examination {
  readonly evidence: Evidence
  document(): Promise<DocumentReading>
  /** The pages that the document was read from, lying flat. */
  documentPages(): Promise<readonly SeenPage[]>
  /** The face followed through the frames of the clip. */
  faceTrack(): Promise<FaceTrack>
  /** The frames of the clip, small, to compare each with its neighbours. */
  smallFrames(): Promise<readonly SmallFrame[]>
  /** The face on the document portrait, undefined when the document shows none. */
  portrait(): Promise<FaceDescription | undefined>
  reference(): Promise<FaceDescription | undefined>
}

export function examine(evidence: Evidence, tools: Tools): Examination {
  const { pages, reading } = evidence
  const read = once(() =>
    staged('document', tools, () => readPages(pages, evidence.documentType, tools, evidence.judgedOn)),
  )
  const document = async () => reading ?? (await read()).reading
  const seenAgain = once(async () => (reading === undefined ? (await read()).pages : seeAgain(pages, reading)))
  return {
    evidence,
    document,
    documentPages: seenAgain,
    faceTrack: once(() => staged('face-track', tools, () => trackFace(requireFace(evidence), tools))),
    smallFrames: once(() => staged('small-frames', tools, async () => smallFramesOf(requireFace(evidence)))),
    portrait: once(() =>
      staged('portrait', tools, async () => {
        const { portrait } = await document()
        return portrait === undefined ? undefined : describeFace(portrait, tools)
      }),
    ),
    reference: once(() =>
      staged('reference', tools, async () =>
        evidence.referenceFace === undefined ? undefined : describeFace(evidence.referenceFace, tools),
      ),
    ),
  }
}

function requireFace(evidence: Evidence) {
  if (evidence.face === undefined) throw new EvidenceMissing('face')
  return evidence.face
}

/** A check asked for evidence that its product does not collect: a mistake in a product row, never of a user. */
export class EvidenceMissing extends Error {
  readonly code = 'evidence-missing'
  constructor(kind: string) {
    super(`The evidence holds no ${kind}`)
  }
}

function once<T>(look: () => Promise<T>): () => Promise<T> {
  let seen: Promise<T> | undefined
  return () => {
    seen ??= look()
    return seen
  }
}

import { createDocumentWatch, type DocumentWatch, type SeenDocument } from '../quality/assess-document.ts'
import { assessFace, type FaceHint } from '../quality/assess-face.ts'
import { type GrayImage, grayFromRgba, type PixelBox } from '../quality/gray-image.ts'
import { chooseTier, type GuidanceTier } from './choose-tier.ts'

/** A small copy of the live picture, as a canvas gives it, and where on it the frame or the oval lies. */
export interface Look {
  readonly kind: 'document' | 'face'
  /** The screen that asks. What was seen before it opened does not count for it. */
  readonly screen: number
  readonly atMs: number
  readonly width: number
  readonly height: number
  readonly rgba: Uint8ClampedArray
  readonly frame: PixelBox
}

export type Seen = ({ readonly kind: 'document' } & SeenDocument) | { readonly kind: 'face'; readonly hint?: FaceHint }

export interface Guidance {
  readonly tier: GuidanceTier
  readonly see: (look: Look) => Seen
}

/** What the screens are told about live pictures. Made for a worker: it knows neither page nor camera. */
export function createGuidance(nowMs: () => number): Guidance {
  const tier = chooseTier(nowMs)
  let screen: number | undefined
  let documents: DocumentWatch | undefined
  let before: GrayImage | undefined

  function seeFace(image: GrayImage, oval: PixelBox): Seen {
    const hint = assessFace(image, oval, before)
    before = image
    return hint === undefined ? { kind: 'face' } : { kind: 'face', hint }
  }

  return {
    tier,
    see(look) {
      if (look.screen !== screen) {
        screen = look.screen
        documents = undefined
        before = undefined
      }
      const image = grayFromRgba(look.rgba, look.width, look.height)
      if (look.kind === 'face') return seeFace(image, look.frame)
      documents ??= createDocumentWatch({ outlines: tier === 'full' })
      return { kind: 'document', ...documents.look(image, look.frame, look.atMs) }
    },
  }
}

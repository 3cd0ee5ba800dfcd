import { findFace } from '../face-finder/find-face.ts'
import { WEIGHT_COUNT } from '../face-finder/network-layers.ts'
import { createDocumentWatch, type DocumentWatch, type SeenDocument } from '../quality/assess-document.ts'
import { assessFace, type SeenFace } from '../quality/assess-face.ts'
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

export type Seen = ({ readonly kind: 'document' } & SeenDocument) | ({ readonly kind: 'face' } & SeenFace)

export interface Guidance {
  readonly tier: GuidanceTier
  readonly see: (look: Look) => Seen
  /** Looks for faces with these weights from now on; answers false where this device is too slow for it. */
  readonly findFaces: (weights: Float32Array) => boolean
}

/** What faces are looked for in: sides that the network can halve as often as it does. */
const FACE_SIDES_PX = 32
/** A hint stays for 0.9 s: three looks in that time tell where a face lies from where it went by. */
const SLOW_FACE_MS = 300
/** The first run is slower than all others, because the code is not yet compiled. */
const WARM_UP = 1
const BLANK = { width: 96, height: 128, rgba: new Uint8ClampedArray(4 * 96 * 128) } as const

/** What the screens are told about live pictures. Made for a worker: it knows neither page nor camera. */
export function createGuidance(nowMs: () => number): Guidance {
  const tier = chooseTier(nowMs)
  let screen: number | undefined
  let documents: DocumentWatch | undefined
  let before: GrayImage | undefined
  let faceWeights: Float32Array | undefined

  function seeFace(look: Look, image: GrayImage): Seen {
    const fits = look.width % FACE_SIDES_PX === 0 && look.height % FACE_SIDES_PX === 0
    const face = faceWeights === undefined || !fits ? undefined : (findFace(faceWeights, look) ?? 'none')
    const seen = assessFace({ image, oval: look.frame, before, face })
    before = image
    return { kind: 'face', ...seen }
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
      if (look.kind === 'face') return seeFace(look, image)
      documents ??= createDocumentWatch({ outlines: tier === 'full' })
      return { kind: 'document', ...documents.look(image, look.frame, look.atMs) }
    },
    findFaces(weights) {
      if (weights.length !== WEIGHT_COUNT) return false
      for (let run = 0; run < WARM_UP; run += 1) findFace(weights, BLANK)
      const began = nowMs()
      findFace(weights, BLANK)
      if (nowMs() - began > SLOW_FACE_MS) return false
      faceWeights = weights
      return true
    },
  }
}

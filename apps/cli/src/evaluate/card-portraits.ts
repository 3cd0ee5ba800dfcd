import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describeFace, detailOf, type FaceDescription, matchDetail } from '@bonafide/engine'
import { renderCardPortrait } from '@bonafide/lab'
import type { EvaluationInput } from './define-evaluation.ts'

/** Portraits of photographed ID cards are about this high; the figure that the project states is for this height. */
export const CARD_PORTRAIT_HEIGHT_PX = 130
/** Enlarging a face would invent a portrait that is softer than print. */
const LEAST_EYE_DISTANCE_PX = 26
const JPEG_QUALITY = 60

/** A face as it comes back from the portrait of a rendered card. */
export interface CardPortrait {
  /** Undefined when no face was found on the card. */
  readonly face: FaceDescription | undefined
}

/**
 * Renders the face of a photograph as the portrait of a card and describes it from there; undefined when the photograph
 * is too small for that.
 */
export async function describeCardPortrait(
  bytes: Uint8Array,
  face: FaceDescription,
  seed: number,
  { pictures, tools }: EvaluationInput,
): Promise<CardPortrait | undefined> {
  if (face.face.eyeDistancePx < LEAST_EYE_DISTANCE_PX) return undefined
  const still = await pictures.decode(bytes)
  const card = renderCardPortrait(still, face.face, { heightPx: CARD_PORTRAIT_HEIGHT_PX, seed })
  const seen = await pictures.decode(await pictures.encodeJpeg(card, JPEG_QUALITY))
  return { face: await describeFace(seen, tools) }
}

/** A photograph with as little detail as the portrait on a card. */
export type PhotographFor = (file: string, card: FaceDescription) => FaceDescription | undefined

/** Describes every photograph once for each amount of detail that the cards have. */
export async function describeForCards(
  photographs: ReadonlyMap<string, FaceDescription>,
  cards: readonly FaceDescription[],
  { dataDir, pictures, tools }: EvaluationInput,
): Promise<PhotographFor> {
  const detail = (card: FaceDescription) => detailOf(card.face.eyeDistancePx, tools.models)
  const perDetail = new Map(cards.map((card) => [detail(card), card]))
  const described = new Map<string, FaceDescription>()
  for (const [file, face] of photographs) {
    const picture = await pictures.decode(await readFile(join(dataDir, 'img', file)))
    for (const [amount, card] of perDetail) {
      described.set(`${amount} ${file}`, await matchDetail(face, picture, card, tools))
    }
  }
  return (file, card) => described.get(`${detail(card)} ${file}`)
}

import {
  type Box,
  documentTypes,
  homography,
  type PageLayout,
  type Picture,
  type PlaneMap,
  type Quad,
  type RegisteredDocument,
} from '@bonafide/engine'
import { cornersOnPhoto, type Difficulty, photograph } from '../photo/photograph.ts'
import { type Seeded, seeded } from '../random.ts'
import { inventHolder } from '../specimen/invent-holder.ts'
import { type DrawnRun, renderDocument } from '../specimen/render-document.ts'

/** A specimen page, photographed, with everything that whoever tampers with it would see with their own eyes. */
export interface SpecimenScene {
  readonly type: RegisteredDocument
  readonly page: Picture
  readonly photo: Picture
  readonly corners: Quad
  /** From pixels of the page to pixels of the photograph. */
  readonly toPhoto: PlaneMap
  /** Values that are printed in one run, by what they say. */
  readonly values: readonly DrawnRun[]
  /** On the page. */
  readonly portraitBox: Box
  readonly difficulty: Difficulty
}

/** Types whose front shows a portrait and values. */
const TYPES = [...new Set(documentTypes.values())].filter(
  ({ pages }) => pages['01']?.portrait !== undefined && pages['01'].fields.length > 0,
)

/** How often a hand is careful, usual and careless. */
const DIFFICULTIES = ['easy', 'easy', 'easy', 'easy', 'medium', 'medium', 'medium', 'medium', 'hard'] as const

/** Shorter values leave nothing to change. */
const LEAST_LETTERS = 4

/**
 * One specimen of a type that goes round with the seed; the same seed gives the same scene. `change` lays its page out
 * otherwise than the type does.
 */
export async function specimenScene(
  seed: number,
  portrait: Picture,
  change: (layout: PageLayout) => PageLayout = (layout) => layout,
): Promise<SpecimenScene> {
  const random: Seeded = seeded(seed ^ 0x2c1b3c6d)
  const type = TYPES[Math.floor(random.next() * TYPES.length)]
  const own = type?.pages['01']
  const layout = own === undefined ? undefined : change(own)
  if (type === undefined || layout?.portrait === undefined) throw new RangeError('no type shows a portrait')
  const printed = { ...type, pages: { ...type.pages, '01': layout } }
  const drawing = await renderDocument({ type: printed, page: '01', holder: inventHolder(seed), portrait, seed })
  const page = drawing.picture
  const shot = { difficulty: random.pick(DIFFICULTIES), seed }
  const corners = cornersOnPhoto(page, shot)
  const said = new Set(drawing.texts.map(([, text]) => text))
  const perMm = page.width / type.size.width
  const [left, top, width, height] = layout.portrait
  return {
    type,
    page,
    photo: photograph(page, shot),
    corners,
    toPhoto: homography(cornersOf(page), corners),
    values: drawing.runs.filter(({ text }) => said.has(text) && text.length >= LEAST_LETTERS),
    portraitBox: { x: left * perMm, y: top * perMm, width: width * perMm, height: height * perMm },
    difficulty: shot.difficulty,
  }
}

export function cornersOf({ width, height }: Pick<Picture, 'width' | 'height'>): Quad {
  return [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ]
}

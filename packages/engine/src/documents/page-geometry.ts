import type { Quad } from '../image/homography.ts'
import type { Picture } from '../image/picture.ts'
import type { MrzFormatName } from '../mrz/formats.ts'
import { pointOn, type TextLine } from '../mrz/text-line.ts'
import type { RegisteredDocument } from './define-document.ts'
import type { PageFrame } from './layout/page-frame.ts'

interface PageSize {
  readonly widthMm: number
  readonly heightMm: number
  readonly characters: number
  /** From the left edge to the first character, and from the middle of the last line to the lower edge. */
  readonly leftMm: number
  readonly footMm: number
}

/** ISO/IEC 7810 sizes and the place of the MRZ on them, ICAO 9303 parts 4 to 7; printers vary by a millimetre or two. */
const TD3 = { widthMm: 125, heightMm: 88, characters: 44, leftMm: 6, footMm: 9.5 }
const TD2 = { widthMm: 105, heightMm: 74, characters: 36, leftMm: 5, footMm: 9.5 }
const PAGES: Readonly<Record<MrzFormatName, PageSize>> = {
  TD3,
  TD2,
  'MRV-A': { widthMm: 120, heightMm: 80, characters: 44, leftMm: 4, footMm: 9.5 },
  'MRV-B': TD2,
  'FRA-ID': TD2,
  TD1: { widthMm: 85.6, heightMm: 54, characters: 30, leftMm: 4, footMm: 5.5 },
}
const PITCH_MM = 2.54
/** What perspective and imprecise line ends may hide beyond the computed edges. */
const SPARE_MM = 4

/** A turned rectangle on a picture: a page or a part of one. `angleRad` turns clockwise. */
export interface Patch {
  readonly centre: { readonly x: number; readonly y: number }
  readonly angleRad: number
  readonly width: number
  readonly height: number
}

/** The corners of the page, clockwise from its upper left, from the lines of its MRZ; on the picture that they lie on. */
export function pageAround(lines: readonly TextLine[], format: MrzFormatName): Quad | undefined {
  const last = lines.at(-1)
  if (last === undefined) return undefined
  const page = PAGES[format]
  const pxPerMm = last.length / (page.characters * PITCH_MM)
  const left = -last.length / 2 - (page.leftMm + SPARE_MM) * pxPerMm
  const right = left + (page.widthMm + 2 * SPARE_MM) * pxPerMm
  const foot = (page.footMm + SPARE_MM) * pxPerMm
  const top = foot - (page.heightMm + 2 * SPARE_MM) * pxPerMm
  return [pointOn(last, left, top), pointOn(last, right, top), pointOn(last, right, foot), pointOn(last, left, foot)]
}

/** The map from pixels of a view of `pageAround` to millimetres on the page. */
function frameAround({ width }: Picture, format: MrzFormatName): PageFrame {
  const mmPerPx = (PAGES[format].widthMm + 2 * SPARE_MM) / width
  return { a: mmPerPx, b: 0, tx: -SPARE_MM, c: 0, d: mmPerPx, ty: -SPARE_MM }
}

/** The map from pixels of a view of the page's own outline to millimetres on the page. */
function frameWithin({ width, height }: Picture, size: { readonly width: number; readonly height: number }): PageFrame {
  return { a: size.width / width, b: 0, tx: 0, c: 0, d: size.height / height, ty: 0 }
}

/** What `frameOf` needs to know of a page that was looked at. */
interface Lying {
  readonly view: { readonly picture: Picture }
  readonly outline?: unknown
  readonly mrz?: { readonly found: { readonly parsed: { readonly format: MrzFormatName } } }
}

/** Where the page lies in its view, in millimetres; undefined where only labels can tell. */
export function frameOf({ view, outline, mrz }: Lying, size: RegisteredDocument['size']): PageFrame | undefined {
  if (outline !== undefined) return frameWithin(view.picture, size)
  return mrz === undefined ? undefined : frameAround(view.picture, mrz.found.parsed.format)
}

/** Labels of 1.5 mm are then 11 pixels high, which the detector still finds (docs/measurements/documents.md). */
const PX_PER_MM = 7.7
/** Longer side for pages of unknown size: a passport page at that scale. */
const USUAL_SIDE = 960

/** How many times its size a page is brought to for the search for print. */
export function printScale(seen: Lying, type: RegisteredDocument | undefined): number {
  const { width, height } = seen.view.picture
  const frame = type === undefined ? undefined : frameOf(seen, type.size)
  return frame === undefined ? USUAL_SIDE / Math.max(width, height) : PX_PER_MM * frame.a
}

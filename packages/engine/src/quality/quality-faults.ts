import { documentTypes } from '../documents/document-types.ts'
import type { SeenPage } from '../documents/look-at-page.ts'
import type { Box } from '../image/picture.ts'
import { boxAround, boxOnSource } from '../page/page-view.ts'
import type { DocumentReading } from '../verification/document-reading.ts'
import type { QualityLevel } from '../verification/evidence.ts'
import type { Region } from '../verification/finding.ts'
import type { Reason } from '../verification/reasons.ts'
import { measurePage, type PageQuality } from './measure-page.ts'

interface Limits {
  readonly leastAcuity: number
  readonly leastPaperLevel: number
  readonly leastContrastLevels: number
  readonly leastWidthPx: number
  readonly mostBeyondBorder01: number
  /** Share of a field, a machine readable line or the portrait that glare may cover. */
  readonly mostGlareOnField01: number
}

/**
 * Chosen by meaning; `evaluate quality` measures them, so far on few pictures (docs/measurements/documents.md). Zones were
 * read down to 272 pixels a page, with print to spare at 500.
 */
const LIMITS: Readonly<Record<QualityLevel, Limits>> = {
  loose: {
    leastAcuity: 0.0004,
    leastPaperLevel: 50,
    leastContrastLevels: 40,
    leastWidthPx: 300,
    mostBeyondBorder01: 0.1,
    mostGlareOnField01: 0.4,
  },
  standard: {
    leastAcuity: 0.0012,
    leastPaperLevel: 80,
    leastContrastLevels: 70,
    leastWidthPx: 500,
    mostBeyondBorder01: 0.05,
    mostGlareOnField01: 0.15,
  },
  strict: {
    leastAcuity: 0.003,
    leastPaperLevel: 120,
    leastContrastLevels: 100,
    leastWidthPx: 800,
    mostBeyondBorder01: 0.03,
    mostGlareOnField01: 0.05,
  },
}

/** One thing that is wrong with a picture, and where. */
export interface QualityFault {
  readonly reason: Reason
  readonly region: Region
}

/** What is wrong with the picture of one page at a level. */
export function qualityFaults(
  seen: SeenPage,
  reading: DocumentReading,
  level: QualityLevel,
  quality: PageQuality = measurePage(seen),
): readonly QualityFault[] {
  const limits = LIMITS[level]
  const on = `page-${seen.page}`
  const page = boxAround(seen.view.corners)
  const whole = (reason: Reason, label: string): QualityFault => ({ reason, region: { on, box: page, label } })
  const covered = fieldsUnderGlare(quality, limits.mostGlareOnField01, seen, reading)
  return [
    ...(quality.widthPx < limits.leastWidthPx ? [whole('picture-small', 'too small')] : []),
    // A page of too few pixels has no sharp edges either; its size is the fault to name.
    ...(quality.widthPx >= limits.leastWidthPx && quality.acuity < limits.leastAcuity
      ? [whole('picture-blurred', 'blurred')]
      : []),
    ...(quality.paperLevel < limits.leastPaperLevel || quality.contrastLevels < limits.leastContrastLevels
      ? [whole('picture-dark', 'too dark')]
      : []),
    ...(quality.cutSide !== undefined || quality.beyondBorder01 > limits.mostBeyondBorder01
      ? [whole('document-cut-off', 'cut off')]
      : []),
    ...(isWrongSide(seen, reading) ? [whole('page-side-wrong', 'another side')] : []),
    ...covered.map((box): QualityFault => ({ reason: 'picture-glare', region: { on, box, label: 'glare' } })),
  ]
}

/** The zone stands on another side than the one that this picture was sent for, or the print is that of another. */
function isWrongSide({ page, mrz }: SeenPage, { type, pages = [] }: DocumentReading): boolean {
  const printed = pages.find((seen) => seen.page === page)?.printedSide
  if (mrz === undefined) return printed !== undefined && printed !== page
  const carrier = type === undefined ? undefined : documentTypes.get(type)?.mrz?.page
  return carrier !== undefined && carrier !== page
}

/** Patches of glare, on the picture as it came, that cover more of something that is read than they may. */
function fieldsUnderGlare(
  { glare }: PageQuality,
  most: number,
  { page, view }: SeenPage,
  { mrz, printed = [], portraitBox, pages = [] }: DocumentReading,
): readonly Box[] {
  const patches = glare.map((box) => boxOnSource(view, box))
  const readOn = [
    ...(mrz?.page === page ? mrz.lineBoxes : []),
    ...printed.filter((field) => field.page === page).map(({ box }) => box),
    ...(portraitBox !== undefined && pages[0]?.page === page ? [portraitBox] : []),
  ]
  return patches.filter((patch) => readOn.some((box) => shared(patch, box) > most * box.width * box.height))
}

function shared(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(0, width) * Math.max(0, height)
}

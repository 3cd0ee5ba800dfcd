import { documentTypes } from '../documents/document-types.ts'
import type { SeenPage } from '../documents/look-at-page.ts'
import { boxAround } from '../page/page-view.ts'
import type { DocumentReading } from '../verification/document-reading.ts'
import type { QualityLevel } from '../verification/evidence.ts'
import type { Region } from '../verification/finding.ts'
import type { Reason } from '../verification/reasons.ts'
import { measurePage, type PageQuality } from './measure-page.ts'
import { placeOnSource, readPlaces } from './read-places.ts'
import { washedOutShare } from './washed-out.ts'

interface Limits {
  readonly leastAcuity: number
  readonly leastPaperLevel: number
  readonly leastContrastLevels: number
  readonly leastWidthPx: number
  readonly mostBeyondBorder01: number
  /** Share of the middle of a field, a machine readable line or the face that light may have washed out. */
  readonly mostGlareOnField01: number
}

/**
 * Chosen by meaning; `evaluate quality` on eight photographs of each scene is in docs/measurements/documents.md. Zones were read
 * down to 272 pixels a page, with print to spare at 500.
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
  const hidden =
    quality.glareShare01 === 0
      ? []
      : readPlaces(seen, reading).filter(
          ({ patch }) => washedOutShare(quality.glare, patch) > limits.mostGlareOnField01,
        )
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
    ...hidden.map(
      ({ name, patch }): QualityFault => ({
        reason: 'picture-glare',
        region: { on, box: placeOnSource(seen.view, patch), label: `glare: ${name}` },
      }),
    ),
  ]
}

/** The zone stands on another side than the one that this picture was sent for, or the print is that of another. */
function isWrongSide({ page, mrz }: SeenPage, { type, pages = [] }: DocumentReading): boolean {
  const printed = pages.find((seen) => seen.page === page)?.printedSide
  if (mrz === undefined) return printed !== undefined && printed !== page
  const carrier = type === undefined ? undefined : documentTypes.get(type)?.mrz?.page
  return carrier !== undefined && carrier !== page
}

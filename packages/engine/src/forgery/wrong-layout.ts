import type { Quad } from '../image/homography.ts'
import type { PageReading } from '../verification/document-reading.ts'

export interface WrongLayout {
  /** Labels that stand elsewhere, on the picture as it came. */
  readonly labels: readonly Quad[]
  /** The face stands elsewhere than the portrait should. */
  readonly isPortraitAstray: boolean
}

/** So many labels this near to their places say that the page is of the type, and where it lies. */
const IN_PLACE_MM = 2.5
const LEAST_IN_PLACE = 3
/**
 * Labels of 33 originals of the tuning tool lie 2.1 mm off at most, those that it moved 7 mm and more; the rest is left to editions
 * that we do not know (docs/measurements/documents.md, Wrong layout).
 */
const ASTRAY_MM = 4
/**
 * Faces lie up to 5.4 mm from the middle of the portrait's place on the same originals and up to 11.3 mm on public specimens, but
 * 16 mm and more where the portrait stands on the other side.
 */
const PORTRAIT_ASTRAY_MM = 14

/** Labels and portrait of a page against the layout of its type. */
export function wrongLayout({ labels = [], portraitAwayMm = 0 }: PageReading): WrongLayout {
  const inPlace = labels.filter(({ awayMm }) => awayMm < IN_PLACE_MM).length
  const astray = inPlace < LEAST_IN_PLACE ? [] : labels.filter(({ awayMm }) => awayMm > ASTRAY_MM)
  return { labels: astray.map(({ corners }) => corners), isPortraitAstray: portraitAwayMm > PORTRAIT_ASTRAY_MM }
}

import type { Quad } from '../image/homography.ts'
import type { Picture } from '../image/picture.ts'
import { type PageView, turnedView, viewOf, wholeView } from '../page/page-view.ts'
import type { DocumentReading } from '../verification/document-reading.ts'
import type { DocumentPage } from '../verification/evidence.ts'
import { type SeenPage, VIEW_SIDE } from './look-at-page.ts'

/** The pages lying flat where they lay when they were read, for checks that look at more than what they say. */
export function seeAgain(pages: readonly DocumentPage[], { pages: places = [] }: DocumentReading): readonly SeenPage[] {
  return pages.flatMap(({ page, picture }) => {
    const place = places.find((candidate) => candidate.page === page)
    return place === undefined ? [] : [{ page, source: picture, view: viewAt(picture, place.corners) }]
  })
}

/** A page without an outline was taken as it came, and turned: such a view is no sample of the picture but the picture. */
function viewAt(source: Picture, corners: Quad): PageView {
  const whole = wholeView(source)
  const turns = [0, 1, 2, 3].find((quarter) => isAt(whole.corners, corners, quarter))
  return turns === undefined ? viewOf(source, corners, { longSide: VIEW_SIDE }) : turnedView(whole, turns)
}

function isAt(whole: Quad, corners: Quad, turns: number): boolean {
  return corners.every(({ x, y }, index) => {
    const own = whole[(index + 4 - turns) % 4]
    return own !== undefined && own.x === x && own.y === y
  })
}

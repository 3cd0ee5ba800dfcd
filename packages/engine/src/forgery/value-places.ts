import type { GreyImage } from '../image/grey.ts'
import type { Quad } from '../image/homography.ts'
import type { Box } from '../image/picture.ts'
import { boxAround, type PageView } from '../page/page-view.ts'
import { inkOfPrint } from './ink-of-print.ts'

/** The cuts of all signs of changed values were set in places with this much room around the letters, in their heights. */
const ROOM = 0.12
/** No layout has half as many; a picture that shows more print in the places of values must not cost more. */
const MOST_VALUES = 40

/**
 * Where the letters of values stand on a flat page. A reader's own places are 1.3 to 1.7 times as high as its letters, and in
 * pieces of such a height letters that were copied are not met again (docs/measurements/documents.md, Forgery signs).
 */
export function valuePlaces({ fromSource }: PageView, flat: GreyImage, values: readonly Quad[]): readonly Box[] {
  return values.slice(0, MOST_VALUES).map((corners) => {
    const around = boxAround(corners.map(fromSource))
    const ink = inkOfPrint(flat, around)
    if (ink === undefined) return around
    const { x, y, width, height } = ink
    const room = ROOM * height
    return { x: x - room, y: y - room, width: width + 2 * room, height: height + 2 * room }
  })
}

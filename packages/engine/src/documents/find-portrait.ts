import { detectFaces } from '../face/detect-faces.ts'
import { growBox } from '../image/crop.ts'
import type { Box, Picture, Point } from '../image/picture.ts'
import { boxOnSource, cornersOnSource, type PageView, viewOf } from '../page/page-view.ts'
import type { Models } from '../ports.ts'

/** Hair and chin around the detector's box, and the room that aligning the face takes. */
export const PORTRAIT_MARGIN = 2
/** Portraits stand on the left of the page (ICAO 9303 part 4); smaller second pictures of the holder stand on the right. */
const LEFT_SHARE = 0.55
/** A portrait need not be larger to be compared and shown. */
const PORTRAIT_SIDE = 1200

export interface Portrait {
  readonly picture: Picture
  /** Around the portrait on the page as it is viewed, and on the picture as it came. */
  readonly boxOnView: Box
  readonly box: Box
  /** The middle of every face on the view, the holder's among them: cards may print a second, fainter one. */
  readonly faces: readonly Point[]
}

/** The holder's portrait on a page: the largest face in its left half, else the largest. Cut from the picture as it came. */
export async function findPortrait(page: PageView, source: Picture, models: Models): Promise<Portrait | undefined> {
  const faces = [...(await detectFaces(page.picture, models))].sort((a, b) => b.box.width - a.box.width)
  const face = faces.find(({ box }) => box.x + box.width / 2 < LEFT_SHARE * page.picture.width) ?? faces[0]
  if (face === undefined) return undefined
  const boxOnView = growBox(face.box, PORTRAIT_MARGIN)
  const { picture } = viewOf(source, cornersOnSource(page, boxOnView), { longSide: PORTRAIT_SIDE })
  const middles = faces.map(({ box: { x, y, width, height } }) => ({ x: x + width / 2, y: y + height / 2 }))
  return { picture, boxOnView, box: boxOnSource(page, boxOnView), faces: middles }
}

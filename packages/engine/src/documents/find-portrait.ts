import { detectFaces } from '../face/detect-faces.ts'
import { growBox } from '../image/crop.ts'
import type { Box, Picture } from '../image/picture.ts'
import type { Models } from '../ports.ts'
import { boxAround, cutPatch, type TurnedPicture } from './cut-patch.ts'
import type { Patch } from './page-geometry.ts'

/** Hair and chin around the detector's box, and the room that aligning the face takes. */
const MARGIN = 2
/** Portraits stand on the left of the page (ICAO 9303 part 4); smaller second pictures of the holder stand on the right. */
const LEFT_SHARE = 0.55
/** The detector looks at 256 pixels; more than this adds nothing to finding the face. */
const SEARCH_SIDE = 640
/** A portrait need not be larger to be compared and shown. */
const PORTRAIT_SIDE = 1200

export interface Portrait {
  readonly picture: Picture
  /** Around the portrait on the picture as it came. */
  readonly box: Box
}

/** The holder's portrait on a page: the largest face in its left half, else the largest. */
export async function findPortrait(turned: TurnedPicture, page: Patch, models: Models): Promise<Portrait | undefined> {
  const picture = cutPatch(turned, page, SEARCH_SIDE)
  const faces = [...(await detectFaces(picture, models))].sort((a, b) => b.box.width - a.box.width)
  const face = faces.find(({ box }) => box.x + box.width / 2 < LEFT_SHARE * picture.width) ?? faces[0]
  if (face === undefined) return undefined
  const patch = patchWithin(page, picture, growBox(face.box, MARGIN))
  return { picture: cutPatch(turned, patch, PORTRAIT_SIDE), box: boxAround(turned, patch) }
}

/** A box on the cut page as a patch of the picture that the page was cut from. */
function patchWithin(page: Patch, cut: Picture, box: Box): Patch {
  const scale = page.width / cut.width
  const u = (box.x + box.width / 2 - cut.width / 2) * scale
  const v = (box.y + box.height / 2 - cut.height / 2) * scale
  const [cos, sin] = [Math.cos(page.angleRad), Math.sin(page.angleRad)]
  return {
    centre: { x: page.centre.x + u * cos - v * sin, y: page.centre.y + u * sin + v * cos },
    angleRad: page.angleRad,
    width: box.width * scale,
    height: box.height * scale,
  }
}

import { cropPicture, observeFaces, type Picture, type Tools } from '@bonafide/engine'
import { frameFace, TEXTURE_MARGIN, takeTexture } from '../puppet/face-texture.ts'
import { NoFaceInStill } from '../puppet/puppet.ts'

/** Frame in which the face is set upright; its face takes two fifths of the height. */
const FRAME = { width: 640, height: 860 } as const

/** The cut: a face that fills a good half of the picture's height, as on passports (ICAO 9303 part 3). */
const PORTRAIT = { width: 520, height: 693 } as const

/** A passport portrait from a still: the largest face, upright, before its own blurred surroundings. */
export async function cutPortrait(still: Picture, tools: Tools): Promise<Picture> {
  const [face] = await observeFaces(still, tools)
  if (face === undefined) throw new NoFaceInStill('the still shows no face')
  const texture = takeTexture(still, frameFace(face, FRAME.width, FRAME.height), FRAME.width, FRAME.height)
  return cropPicture(texture, {
    x: TEXTURE_MARGIN + (FRAME.width - PORTRAIT.width) / 2,
    // A little above the middle: hair needs more room than the neck.
    y: TEXTURE_MARGIN + (FRAME.height - PORTRAIT.height) / 2 - 40,
    ...PORTRAIT,
  })
}

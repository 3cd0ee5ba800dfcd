import type { ObservedFace } from '../face/face-description.ts'
import type { FaceTrack } from '../face/face-track.ts'
import { cropPicture, growBox } from '../image/crop.ts'
import type { Box, Picture, Point } from '../image/picture.ts'
import { resizeArea } from '../image/resize.ts'
import { faceWidth, skinPoints } from './depth/face-points.ts'
import { median } from './depth/least-squares.ts'
import { buildPyramid, type Pyramid } from './depth/pyramid.ts'
import { trackPoints } from './depth/track-point.ts'

/** Looks this often over the clip. */
const LOOKS = 8
/** With fewer of its points found again the face has moved out of their reach. */
const FEWEST_FOUND = 0.3
/**
 * The face is shrunk to this width before it is compared: averaging takes a camera's noise away but hardly any motion.
 * Stills read five times less than at full size, and the same whatever the size of the pictures.
 */
const SMALL_FACE_PX = 64
const MARGIN = 1.6

/**
 * How far the skin itself moved from the first frame, in face widths, at the farthest of a few looks; 1 where it moved too
 * far to follow. The pictures are compared, not the meshes: those tremble with the camera's noise even on a still picture.
 */
export function pictureMotion(track: FaceTrack): number {
  const shown = track.frames.flatMap(({ index, face }) => {
    const picture = track.clip.frames[index]?.picture
    return face === undefined || picture === undefined ? [] : [{ face, picture }]
  })
  const [first] = shown
  if (first === undefined) return 0
  const view = smallView(first.face)
  const start = skinPoints(first.face.mesh).map((point) => view.place(point.at))
  const before = view.look(first.picture)
  const ways = Array.from({ length: LOOKS }, (_, look) => {
    const then = shown[Math.floor(((look + 1) * (shown.length - 1)) / LOOKS)]
    return then === undefined ? 0 : usualWay(start, trackPoints(before, view.look(then.picture), start))
  })
  return Math.max(...ways)
}

interface SmallView {
  look(picture: Picture): Pyramid
  place(point: Point): Point
}

/** The same part of every picture, small. */
function smallView({ box, mesh }: ObservedFace): SmallView {
  const part = wholePixels(growBox(box, MARGIN))
  const scale = SMALL_FACE_PX / faceWidth(mesh)
  const [width, height] = [Math.round(part.width * scale), Math.round(part.height * scale)]
  return {
    look: (picture) => buildPyramid(resizeArea(cropPicture(picture, part), width, height)),
    place: ({ x, y }) => ({ x: (x - part.x + 0.5) * scale - 0.5, y: (y - part.y + 0.5) * scale - 0.5 }),
  }
}

function wholePixels({ x, y, width, height }: Box): Box {
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) }
}

function usualWay(start: readonly Point[], end: readonly (Point | undefined)[]): number {
  const ways = start.flatMap((from, index) => {
    const to = end[index]
    return to === undefined ? [] : [Math.hypot(to.x - from.x, to.y - from.y) / SMALL_FACE_PX]
  })
  return ways.length < FEWEST_FOUND * start.length ? 1 : median(ways)
}

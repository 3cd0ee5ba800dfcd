import type { FaceTrack } from '../face/face-track.ts'
import { faceWidth, skinPoints } from './depth/face-points.ts'
import { median } from './depth/least-squares.ts'
import { buildPyramid } from './depth/pyramid.ts'
import { trackPoints } from './depth/track-point.ts'

/** Looks this often over the clip. */
const LOOKS = 4
/** With fewer of its points found again the face has moved out of their reach. */
const FEWEST_FOUND = 0.3

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
  const width = faceWidth(first.face.mesh)
  const start = skinPoints(first.face.mesh)
    .map((point) => point.at)
    .filter((_, index) => index % 2 === 0)
  const before = buildPyramid(first.picture)
  const ways = Array.from({ length: LOOKS }, (_, look) => {
    const then = shown[Math.floor(((look + 1) * (shown.length - 1)) / LOOKS)]
    if (then === undefined) return 0
    const found = trackPoints(before, buildPyramid(then.picture), start)
    const moved = found.flatMap((to, index) => {
      const from = start[index]
      return to === undefined || from === undefined ? [] : [Math.hypot(to.x - from.x, to.y - from.y)]
    })
    return moved.length < FEWEST_FOUND * start.length ? 1 : median(moved) / width
  })
  return Math.max(...ways)
}

import { cropPicture } from '../image/crop.ts'
import type { Box, Picture, Point } from '../image/picture.ts'
import { type QuarterTurns, turnBack, turnPicture } from '../image/quarter-turns.ts'
import type { Models } from '../ports.ts'
import { detectFaces, suppressDoubles } from './detect-faces.ts'
import type { DetectedFace } from './detectors/detector.ts'

/** One way to search a picture for faces. Looks are taken in their order until one sees a face. */
export type Look = (picture: Picture, models: Models) => Promise<readonly DetectedFace[]>

const whole: Look = (picture, models) => detectFaces(picture, models)

/** With room around: a face that fills its whole picture is seen only so (one of 103 labelled pictures is such a one). */
const withRoom: Look = (picture, models) => detectFaces(picture, models, 2 / 3)

/** Each tile has this share of both sides; two overlap by a fifth of the picture, so that no small face is cut by all. */
const TILE = 0.6

/** In four tiles: a face of less than 5 % of the longer side is too small for the detector's square. */
const inTiles: Look = async (picture, models) => {
  const [width, height] = [Math.round(TILE * picture.width), Math.round(TILE * picture.height)]
  const found: DetectedFace[] = []
  for (const y of [0, picture.height - height]) {
    for (const x of [0, picture.width - width]) {
      const tile = cropPicture(picture, { x, y, width, height })
      for (const face of await detectFaces(tile, models)) {
        found.push(movedBy(face, (point) => ({ x: point.x + x, y: point.y + y })))
      }
    }
  }
  return suppressDoubles(found)
}

/** Turned by right angles: portraits on pages that lie on their side, and pictures whose orientation was lost. */
export function turnedBy(turns: QuarterTurns): Look {
  return async (picture, models) => {
    const faces = await detectFaces(turnPicture(picture, turns), models)
    return faces.map((face) => movedBy(face, (point) => turnBack(point, picture, turns)))
  }
}

/** Of frames, where the next one comes at once. */
export const FRAME_LOOKS: readonly Look[] = [whole, withRoom]
/** Of single pictures. */
export const STILL_LOOKS: readonly Look[] = [whole, withRoom, inTiles]

function movedBy(face: DetectedFace, move: (point: Point) => Point): DetectedFace {
  return { ...face, box: movedBox(face.box, move), points: face.points.map(move) }
}

function movedBox({ x, y, width, height }: Box, move: (point: Point) => Point): Box {
  const [a, b] = [move({ x, y }), move({ x: x + width, y: y + height })]
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  }
}

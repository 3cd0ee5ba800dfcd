import type { Box, Point } from '../../image/picture.ts'
import type { Tensor } from '../../ports.ts'
import type { Letterbox, PixelForm } from './letterbox.ts'

/** A face as a detector sees it; the points begin with the right and the left eye of the person. */
export interface DetectedFace {
  readonly box: Box
  readonly score: number
  readonly points: readonly Point[]
}

export interface OutputForm {
  readonly places: number
  readonly numbers: number
}

/** One family of detection networks: what they are given and how their answers are read. */
export interface Detector {
  readonly sizePx: number
  readonly pixels: PixelForm
  /** The least score of a face where the network brings no other. */
  readonly minScore: number
  /** Its outputs: how many places they speak of, and how many numbers they give for each (the last dimension). */
  readonly outputs: readonly OutputForm[]
  decode(outputs: readonly Tensor[], letterbox: Letterbox, minScore: number): readonly DetectedFace[]
}

/** A point of the detector's square on the picture. */
export function onPicture({ left, top, scaleX, scaleY }: Letterbox, x: number, y: number): Point {
  return { x: (x - left) * scaleX, y: (y - top) * scaleY }
}

/** A box of the detector's square, given by its middle, on the picture. */
export function boxOnPicture(letterbox: Letterbox, middle: Point, width: number, height: number): Box {
  const corner = onPicture(letterbox, middle.x - width / 2, middle.y - height / 2)
  return { ...corner, width: width * letterbox.scaleX, height: height * letterbox.scaleY }
}

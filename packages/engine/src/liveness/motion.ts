import type { FaceTrack } from '../face/face-track.ts'
import { levelFrames } from './calm-levels.ts'
import { median } from './depth/least-squares.ts'

/** How much the face moved, in face widths; the largest of place, size, turn and mouth. */
export function motionOf(track: FaceTrack): number {
  const boxes = track.frames.flatMap(({ face }) => (face === undefined ? [] : [face.box]))
  if (boxes.length < 2) return 0
  const width = median(boxes.map((box) => box.width))
  const levels = levelFrames(track).map((frame) => frame.levels)
  return Math.max(
    spread(boxes.map((box) => box.x + box.width / 2)) / width,
    spread(boxes.map((box) => box.y + box.height / 2)) / width,
    spread(boxes.map((box) => box.width)) / width,
    spread(levels.map((level) => level.turn)),
    spread(levels.map((level) => level.mouth)),
  )
}

/** Largest way of the face between two frames in a row, in face widths. */
export function largestJump(track: FaceTrack): number {
  const boxes = track.frames.flatMap(({ face }) => (face === undefined ? [] : [face.box]))
  const ways = boxes.slice(1).map((box, index) => {
    const before = boxes[index] ?? box
    const dx = box.x + box.width / 2 - before.x - before.width / 2
    const dy = box.y + box.height / 2 - before.y - before.height / 2
    return Math.hypot(dx, dy) / Math.min(box.width, before.width)
  })
  return Math.max(0, ...ways)
}

function spread(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values)
}

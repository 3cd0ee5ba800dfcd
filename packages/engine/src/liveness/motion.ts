import type { FaceTrack } from '../face/face-track.ts'

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

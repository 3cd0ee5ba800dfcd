import type { ObservedFace, Picture } from '@bonafide/engine'
import { addSample } from '../drawing/sample.ts'

/** A picture turned, scaled and shifted so that its eyes lie where they lie on another one. */
export function alignEyes(picture: Picture, from: ObservedFace, to: ObservedFace): Picture {
  const [a, b] = [spanOf(to), spanOf(from)]
  const squared = a.x ** 2 + a.y ** 2
  // Complex division: what turns and stretches the eyes of the one into those of the other.
  const [along, across] = [(a.x * b.x + a.y * b.y) / squared, (a.x * b.y - a.y * b.x) / squared]
  const { width, height } = picture
  const data = new Uint8Array(picture.data.length)
  const colour = new Float64Array(3)
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const [x, y] = [column + 0.5 - to.rightEye.x, row + 0.5 - to.rightEye.y]
      colour.fill(0)
      addSample(picture, from.rightEye.x + along * x - across * y, from.rightEye.y + across * x + along * y, 1, colour)
      data.set(colour, (row * width + column) * 3)
    }
  }
  return { width, height, data }
}

function spanOf({ leftEye, rightEye }: ObservedFace) {
  return { x: leftEye.x - rightEye.x, y: leftEye.y - rightEye.y }
}

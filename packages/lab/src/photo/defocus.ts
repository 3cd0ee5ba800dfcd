import type { Picture } from '@bonafide/engine'

/** Three means over a square come near to a bell curve. */
const ROUNDS = 3

/** Blurs over many pixels, as a lens out of focus does: a standard deviation of about `radius` pixels. */
export function defocus(picture: Picture, radius: number): Picture {
  let { data } = picture
  const { width, height } = picture
  for (let round = 0; round < ROUNDS; round += 1) {
    data = means(data, { lines: height, lineStep: 3 * width, length: width, step: 3 }, radius)
    data = means(data, { lines: width, lineStep: 3, length: height, step: 3 * width }, radius)
  }
  return { width, height, data }
}

interface Direction {
  readonly lines: number
  readonly lineStep: number
  readonly length: number
  readonly step: number
}

/** The mean over 2 * radius + 1 pixels along each line; beyond the ends the last pixel goes on. */
function means(data: Uint8Array, { lines, lineStep, length, step }: Direction, radius: number): Uint8Array {
  const blurred = new Uint8Array(data.length)
  for (let line = 0; line < lines; line += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      const start = line * lineStep + channel
      const at = (index: number) => data[start + Math.min(length - 1, Math.max(0, index)) * step] ?? 0
      let sum = 0
      for (let index = -radius; index <= radius; index += 1) sum += at(index)
      for (let index = 0; index < length; index += 1) {
        blurred[start + index * step] = Math.round(sum / (2 * radius + 1))
        sum += at(index + radius + 1) - at(index - radius)
      }
    }
  }
  return blurred
}

import type { Picture } from '@bonafide/engine'
import type { Colour } from '../drawing/canvas.ts'
import type { Seeded } from '../random.ts'

/** Tables darker than any paper, so that the edges of a page stand out as they mostly do. */
const WOODS: readonly [Colour, ...Colour[]] = [
  [104, 82, 62],
  [62, 58, 56],
  [86, 64, 50],
  [70, 84, 78],
]

/** A table top with a grain that runs from left to right. */
export function table(width: number, height: number, random: Seeded): Picture {
  const wood = random.pick(WOODS)
  const grain = grainOf(height, random)
  const data = new Uint8Array(width * height * 3)
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const waved = Math.min(height - 1, Math.max(0, Math.round(row + 6 * Math.sin(column / 210 + row / 90))))
      const tone = grain[waved] ?? 0
      for (let channel = 0; channel < 3; channel += 1) {
        data[(row * width + column) * 3 + channel] = (wood[channel] ?? 0) + tone
      }
    }
  }
  return { width, height, data }
}

function grainOf(height: number, random: Seeded): Float32Array {
  let drift = 0
  return Float32Array.from({ length: height }, () => {
    drift = drift * 0.9 + random.between(-3, 3)
    return drift + random.between(-2, 2)
  })
}

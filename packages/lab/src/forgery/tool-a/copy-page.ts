import type { Picture } from '@bonafide/engine'
import type { Seeded } from '../../random.ts'

/**
 * A page out of a laser printer of one colour: grey becomes black or nothing, and what is lost by that goes on to the
 * neighbours (Floyd and Steinberg), in dots of one or two pixels of the page. To be photographed like any other page.
 */
export function copyPage({ width, height, data }: Picture, random: Seeded): Picture {
  const dot = random.next() < 0.5 ? 1 : 2
  const [columns, rows] = [Math.ceil(width / dot), Math.ceil(height / dot)]
  const contrast = random.between(1, 1.5)
  const left = Float32Array.from({ length: columns * rows }, (_, at) => {
    const [x, y] = [Math.min(width - 1, dot * (at % columns)), Math.min(height - 1, dot * Math.floor(at / columns))]
    const from = 3 * (y * width + x)
    const grey = ((data[from] ?? 0) + 2 * (data[from + 1] ?? 0) + (data[from + 2] ?? 0)) / 4
    return Math.max(0, Math.min(1, 0.5 + contrast * (grey / 235 - 0.5)))
  })
  const toner = [random.between(25, 60), random.between(25, 60), random.between(25, 60)]
  const paper = [random.between(225, 250), random.between(225, 250), random.between(215, 250)]
  const copy = new Uint8Array(data.length)
  for (let at = 0; at < left.length; at += 1) {
    const wanted = left[at] ?? 0
    const printed = wanted < 0.5 ? 0 : 1
    pass(left, at, columns, wanted - printed)
    const [x, y] = [dot * (at % columns), dot * Math.floor(at / columns)]
    for (let row = y; row < Math.min(height, y + dot); row += 1) {
      for (let to = 3 * (row * width + x); to < 3 * (row * width + Math.min(width, x + dot)); to += 1)
        copy[to] = (printed === 1 ? paper[to % 3] : toner[to % 3]) ?? 0
    }
  }
  return { width, height, data: copy }
}

function pass(left: Float32Array, at: number, columns: number, missing: number): void {
  const give = (to: number, share: number) => {
    if (to < left.length) left[to] = (left[to] ?? 0) + share * missing
  }
  give(at + 1, 7 / 16)
  give(at + columns - 1, 3 / 16)
  give(at + columns, 5 / 16)
  give(at + columns + 1, 1 / 16)
}

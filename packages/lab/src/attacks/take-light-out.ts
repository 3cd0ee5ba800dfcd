import type { Picture } from '@bonafide/engine'
import { clamp } from '../curves.ts'

/** Blocks across a picture: a face near the camera spans eight, so that light on a nose and on a cheek are told apart. */
const ACROSS = 12

/**
 * The frame as it would be without the colours of the screen, in brightness and colour like a calm frame of the same
 * capture: block by block, passing smoothly from one to the next. The detail of the frame stays its own.
 */
export function takeLightOut(frame: Picture, calm: Picture): Picture {
  const size = Math.ceil(frame.width / ACROSS)
  const [lit, unlit] = [blockMeans(frame, size), blockMeans(calm, size)]
  const gains = lit.means.map((mean, index) => (unlit.means[index] ?? mean) / Math.max(mean, 1))
  const at = (column: number, row: number, channel: number) =>
    gains[(clamp(row, 0, lit.rows - 1) * lit.columns + clamp(column, 0, lit.columns - 1)) * 3 + channel] ?? 1
  const data = new Uint8Array(frame.data.length)
  for (let y = 0; y < frame.height; y += 1) {
    const down = y / size - 0.5
    const row = Math.floor(down)
    for (let x = 0; x < frame.width; x += 1) {
      const across = x / size - 0.5
      const column = Math.floor(across)
      for (let channel = 0; channel < 3; channel += 1) {
        const upper = mix(at(column, row, channel), at(column + 1, row, channel), across - column)
        const lower = mix(at(column, row + 1, channel), at(column + 1, row + 1, channel), across - column)
        const index = (y * frame.width + x) * 3 + channel
        data[index] = Math.min(255, (frame.data[index] ?? 0) * mix(upper, lower, down - row))
      }
    }
  }
  return { ...frame, data }
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share
}

function blockMeans({ width, height, data }: Picture, size: number) {
  const [columns, rows] = [Math.ceil(width / size), Math.ceil(height / size)]
  const sums = new Float64Array(columns * rows * 3)
  const counts = new Float64Array(columns * rows * 3)
  for (let index = 0; index < data.length; index += 1) {
    const [x, y] = [Math.floor(index / 3) % width, Math.floor(index / 3 / width)]
    const block = (Math.floor(y / size) * columns + Math.floor(x / size)) * 3 + (index % 3)
    sums[block] = (sums[block] ?? 0) + (data[index] ?? 0)
    counts[block] = (counts[block] ?? 0) + 1
  }
  return { columns, rows, means: sums.map((sum, block) => sum / Math.max(1, counts[block] ?? 1)) }
}

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Box } from '@bonafide/engine'
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'
import type { Canvas, Colour, Polygon } from '../drawing/canvas.ts'
import { rectangle } from '../drawing/stroke.ts'

/** Licences have some twelve columns of data, and correction level 5 for records of this length. */
const OPTIONS = 'columns=13,ecLevel=5'
const INK: Colour = [20, 20, 22]
const PAPER: Colour = [248, 248, 246]

/** Draws the PDF417 symbol of a text into a box of the page, as wide as the box, with its quiet zone. */
export async function drawSymbol({ fill }: Canvas, text: string, box: Box): Promise<void> {
  const { width, height, data } = await symbolOf(text)
  const module = box.width / width
  const down = Math.min(module, box.height / height)
  const part = (left: number, top: number, columns: number, rows: number) =>
    rectangle(box.x + left * module, box.y + top * down, columns * module, rows * down)
  fill([part(0, 0, width, height)], PAPER)
  const bars: Polygon[] = []
  for (let row = 0; row < height; row += 1) {
    for (let left = 0, right = 0; left < width; left = right + 1) {
      right = left
      while (right < width && data[row * width + right] === 0) right += 1
      if (right > left) bars.push(part(left, row, right - left, 1))
    }
  }
  fill(bars, INK)
}

/** The writer's program is read out of its package: left to itself it would be fetched from a server. */
async function symbolOf(text: string) {
  const file = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'))
  const wasmBinary = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength)
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
  const { symbol, error } = await writeBarcode(text, { format: 'PDF417', scale: 1, options: OPTIONS })
  if (error !== '') throw new SymbolUnwritable(error)
  return symbol
}

/** A text does not fit into a symbol. */
class SymbolUnwritable extends Error {
  readonly code = 'symbol-unwritable'
}

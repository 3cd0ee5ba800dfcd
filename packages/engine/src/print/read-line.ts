import type { Patch } from '../documents/page-geometry.ts'
import type { Picture } from '../image/picture.ts'
import { warpPlanar } from '../image/warp.ts'
import type { SpellingNetwork, Tensor } from '../ports.ts'
import { type PrintedLine, printedLine } from './printed-line.ts'
import { spellCharacters } from './spell-characters.ts'

/** The height of a line that the network was trained on. */
const HEIGHT = 48
/** The network sees eight pixels a step; shorter than this a single letter has no room. */
const LEAST_WIDTH = 48
/** A line forty times as long as high: a machine readable line of 44 characters is thirty. Bounds memory and time. */
const MOST_WIDTH = 40 * HEIGHT

/** Reads one patch of print. */
export async function readPrintedLine(picture: Picture, patch: Patch, network: SpellingNetwork): Promise<PrintedLine> {
  const [answer] = await network.run(readerInput(picture, patch))
  return printedLine(answer === undefined ? [] : spellCharacters(answer, network), patch)
}

/** The patch cut upright, 48 pixels high, blue first, -1 to 1. */
function readerInput(picture: Picture, patch: Patch): Tensor {
  const scale = patch.height / HEIGHT
  const width = Math.round(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, patch.width / scale)))
  const [a, b] = [Math.cos(patch.angleRad) * scale, Math.sin(patch.angleRad) * scale]
  const [halfX, halfY] = [(width - 1) / 2, (HEIGHT - 1) / 2]
  // Patches count from the corner of the first pixel, the warp from its middle.
  const [x, y] = [patch.centre.x - 0.5, patch.centre.y - 0.5]
  const toPicture = { a, b, tx: x - a * halfX + b * halfY, ty: y - b * halfX - a * halfY }
  const planes = warpPlanar(picture, toPicture, width, HEIGHT)
  const size = width * HEIGHT
  const data = new Float32Array(3 * size)
  for (let channel = 0; channel < 3; channel += 1) {
    const from = (2 - channel) * size
    for (let at = 0; at < size; at += 1) data[channel * size + at] = (planes[from + at] ?? 0) / 127.5 - 1
  }
  return { dims: [1, 3, HEIGHT, width], data }
}

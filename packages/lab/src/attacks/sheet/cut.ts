import type { Picture, Point } from '@bonafide/engine'
import { createCanvas } from '../../drawing/canvas.ts'
import { addSample } from '../../drawing/sample.ts'
import type { Sight } from './sheet-shape.ts'

/** Holes in a sheet and who looks through them. */
export interface Cut {
  /** Replaces the colour of the sheet at a place of its picture where there is a hole, in place. */
  look(u: number, v: number, sight: Sight, colour: Float64Array): void
}

export interface CutOptions {
  /** Outlines of the holes on the sheet's picture. */
  readonly holes: readonly (readonly Point[])[]
  /** What is seen through them, by the same places as the sheet's picture where both are looked at from the front. */
  readonly behind: Picture
  /** How far behind the sheet that is, and how far away the camera is at rest; frame pixels. */
  readonly gapPx: number
  readonly cameraPx: number
  readonly scale: number
  /** How pale the cut is: 0 for black paper or a neat cut, 1 for thick white card. */
  readonly edge: number
}

/** Which part of the sheet is cut away, and how much of the room's light falls through. */
export interface CutMask {
  readonly open: Picture
  readonly shade: Picture
}

/** The cut of photo paper, a quarter of a millimetre thick, shows as a pale line. */
const EDGE_COLOUR = 225

/** How much darker it is deep under the edge of a hole. */
const DARKEST = 0.5

/** Draws the holes once, for they are the same in all frames. */
export function cutMask({ width, height }: Picture, holes: CutOptions['holes'], gapPx: number): CutMask {
  const canvas = createCanvas(width, height, [0, 0, 0])
  canvas.fill(holes, [255, 255, 255])
  return { open: canvas.picture, shade: blurred(canvas.picture, Math.max(2, Math.round(gapPx * 0.5))) }
}

/** Holes with depth: what lies behind them moves against the sheet, is shaded by it, and the cut has an edge. */
export function cutThrough(mask: CutMask, { behind, gapPx, cameraPx, scale, edge }: Omit<CutOptions, 'holes'>): Cut {
  const open = new Float64Array(3)
  const seen = new Float64Array(3)
  const recede = cameraPx / (cameraPx + gapPx)
  return {
    look: (u, v, { x, y, z, dx, dy, dz }, colour) => {
      open.fill(0)
      addSample(mask.open, u, v, 1 / 255, open)
      const share = open[0] ?? 0
      if (share === 0) return
      const t = -(z + gapPx) / dz
      const [bu, bv] = [
        behind.width / 2 + ((x + t * dx) * recede) / scale,
        behind.height / 2 + ((y + t * dy) * recede) / scale,
      ]
      seen.fill(0)
      addSample(behind, bu, bv, 1, seen)
      open.fill(0)
      addSample(mask.shade, u, v, 1 / 255, open)
      const lit = DARKEST + (1 - DARKEST) * (open[0] ?? 0)
      const cut = edge * 4 * share * (1 - share)
      for (let channel = 0; channel < 3; channel += 1) {
        const through = (colour[channel] ?? 0) * (1 - share) + (seen[channel] ?? 0) * lit * share
        colour[channel] = through + (EDGE_COLOUR - through) * cut
      }
    },
  }
}

/** Box blur, twice in each direction. */
function blurred({ width, height, data }: Picture, radius: number): Picture {
  let values = Float32Array.from({ length: width * height }, (_, index) => data[index * 3] ?? 0)
  for (let round = 0; round < 2; round += 1) {
    values = alongRows(values, width, height, radius)
    values = transposed(alongRows(transposed(values, width, height), height, width, radius), height, width)
  }
  return {
    width,
    height,
    data: Uint8Array.from({ length: width * height * 3 }, (_, index) => values[(index / 3) | 0] ?? 0),
  }
}

function alongRows(values: Float32Array<ArrayBuffer>, width: number, height: number, radius: number) {
  const out = new Float32Array(values.length)
  for (let row = 0; row < height; row += 1) {
    let sum = 0
    for (let column = -radius; column < width; column += 1) {
      if (column + radius < width) sum += values[row * width + column + radius] ?? 0
      if (column - radius > 0) sum -= values[row * width + column - radius - 1] ?? 0
      if (column >= 0) out[row * width + column] = sum / (2 * radius + 1)
    }
  }
  return out
}

function transposed(values: Float32Array, width: number, height: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(values.length)
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) out[column * height + row] = values[row * width + column] ?? 0
  }
  return out
}

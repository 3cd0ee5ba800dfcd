import type { GreyImage } from '../image/grey.ts'
import { boxMean } from './resample-grey.ts'

/** Half the window in which paper and print are told apart, at the finder's working size: about two capitals. */
const PAPER_RADIUS_PX = 15
/** Grey levels below which unevenness of the paper counts as nothing. */
const QUIET_LEVELS = 8

/** How much each pixel is print rather than paper, 0-1: darkness below the local mean, in local deviations. */
export function darknessOf(grey: GreyImage): GreyImage {
  const mean = boxMean(grey, PAPER_RADIUS_PX, PAPER_RADIUS_PX)
  const data = new Float32Array(grey.data.length)
  for (let at = 0; at < data.length; at += 1) data[at] = (grey.data[at] ?? 0) ** 2
  const squares = boxMean({ ...grey, data }, PAPER_RADIUS_PX, PAPER_RADIUS_PX)
  for (let at = 0; at < data.length; at += 1) {
    const local = mean.data[at] ?? 0
    const deviation = Math.sqrt(Math.max(0, (squares.data[at] ?? 0) - local * local))
    data[at] = Math.min(1, Math.max(0, (local - (grey.data[at] ?? 0)) / (deviation + QUIET_LEVELS)))
  }
  return { ...grey, data }
}

/** Mean change from print to paper along the rows: high in lines of type, low in pictures and empty paper. */
export function textEnergyOf(darkness: GreyImage, radiusX: number): GreyImage {
  const { width, height, data } = darkness
  const change = new Float32Array(data.length)
  for (let y = 0; y < height; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x
      change[at] = Math.abs((data[at + 1] ?? 0) - (data[at - 1] ?? 0))
    }
  }
  return boxMean({ width, height, data: change }, radiusX, 1)
}

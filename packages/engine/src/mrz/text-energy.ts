import type { GreyImage } from '../image/grey.ts'
import { boxMean } from './resample-grey.ts'

/** Half the window in which paper and print are told apart, at the finder's working size: about two capitals. */
const PAPER_RADIUS_PX = 15
/** Grey levels below which unevenness of the paper counts as nothing. */
const QUIET_LEVELS = 8

/** How much each pixel is print rather than paper, 0-1: darkness below the local mean, in local deviations. */
export function darknessOf(grey: GreyImage): GreyImage {
  const levels = grey.data
  const { data: mean } = boxMean(grey, PAPER_RADIUS_PX, PAPER_RADIUS_PX)
  const squared = new Float32Array(levels.length)
  for (let at = 0; at < squared.length; at += 1) squared[at] = (levels[at] as number) * (levels[at] as number)
  const { data } = boxMean({ ...grey, data: squared }, PAPER_RADIUS_PX, PAPER_RADIUS_PX)
  for (let at = 0; at < data.length; at += 1) {
    const local = mean[at] as number
    const below = local - (levels[at] as number)
    const variance = (data[at] as number) - local * local
    const dark = below / (Math.sqrt(variance > 0 ? variance : 0) + QUIET_LEVELS)
    data[at] = dark < 0 ? 0 : dark > 1 ? 1 : dark
  }
  return { ...grey, data }
}

/** Mean change from print to paper along the rows: high in lines of type, low in pictures and empty paper. */
export function textEnergyOf(darkness: GreyImage, radiusX: number): GreyImage {
  const { width, height, data } = darkness
  const change = new Float32Array(data.length)
  for (let start = 0; start < data.length; start += width) {
    for (let at = start + 1; at < start + width - 1; at += 1) {
      change[at] = Math.abs((data[at + 1] as number) - (data[at - 1] as number))
    }
  }
  return boxMean({ width, height, data: change }, radiusX, 1)
}

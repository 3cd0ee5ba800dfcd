import { glanceAt } from '../image/glance.ts'
import type { Picture } from '../image/picture.ts'

/** Small enough that noise of single pixels is gone. */
const WORKING_SIDE = 160
/** Darker pixels have no colour to speak of. */
const DARK = 40

/**
 * How much the page's colours differ from one another, in percent: spread of the ratios of red to green and of blue to
 * green over the page. A grey copy has one colour, whatever the light; coloured light colours all of it alike.
 */
export function colourfulness(page: Picture): number {
  const { data } = glanceAt(page, WORKING_SIDE)
  const reds: number[] = []
  const blues: number[] = []
  for (let at = 0; at < data.length; at += 3) {
    const [red, green, blue] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
    if (Math.max(red, green, blue) < DARK || Math.min(red, green, blue) > 249) continue
    reds.push(Math.log((red + 1) / (green + 1)))
    blues.push(Math.log((blue + 1) / (green + 1)))
  }
  return 100 * Math.max(spread(reds), spread(blues))
}

/** Between the 5 % and the 95 % point. */
function spread(values: number[]): number {
  const sorted = values.sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  return at(0.95) - at(0.05)
}

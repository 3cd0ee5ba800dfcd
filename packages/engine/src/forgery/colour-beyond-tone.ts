import type { Picture } from '../image/picture.ts'
import { resizeArea } from '../image/resize.ts'
import { paperLight } from './paper-light.ts'

/** Small enough that noise of single pixels and the dots of printers are gone, as means of all pixels are taken. */
const WORKING_SIDE = 160
/** Tones between black and paper, where colour shows; in shares of the paper's light. */
const [DARKEST, LIGHTEST] = [0.12, 0.9]
const TONES = 12
/** Fewer pixels of one tone have no spread to speak of. */
const LEAST_OF_TONE = 12

/**
 * How much colours differ that are equally light, in percent of the paper's light. A copy in toner of one colour on paper
 * of another has, at each tone, one colour, however tinted; a document printed in several inks and with a portrait in
 * colour has many. Shade and tint of the lamp are taken out first. Undefined where there are hardly any tones.
 */
export function colourBeyondTone(page: Picture): number | undefined {
  const scale = Math.min(1, WORKING_SIDE / Math.max(page.width, page.height))
  const [across, down] = [page.width, page.height].map((side) => Math.max(1, Math.round(side * scale)))
  const { width, height, data } = resizeArea(page, across ?? 1, down ?? 1)
  const light = paperLight({ width, height, data })
  if (light === undefined) return undefined
  const tones = Array.from({ length: TONES }, () => ({ warm: [] as number[], green: [] as number[] }))
  for (let at = 0; at < width * height; at += 1) {
    const [red = 1, green = 1, blue = 1] = light(at % width, Math.floor(at / width))
    const [r, g, b] = [(data[3 * at] ?? 0) / red, (data[3 * at + 1] ?? 0) / green, (data[3 * at + 2] ?? 0) / blue]
    const tone = (r + g + b) / 3
    if (tone < DARKEST || tone > LIGHTEST) continue
    const list = tones[Math.floor((TONES * (tone - DARKEST)) / (LIGHTEST - DARKEST + 1e-6))]
    list?.warm.push(r - b)
    list?.green.push(g - (r + b) / 2)
  }
  const told = tones.filter(({ warm }) => warm.length >= LEAST_OF_TONE)
  if (told.length < 3) return undefined
  const spreads = told.map(({ warm, green }) => ({
    spread: Math.max(spread(warm), spread(green)),
    weight: warm.length,
  }))
  const weights = spreads.reduce((sum, { weight }) => sum + weight, 0)
  return (100 * spreads.reduce((sum, part) => sum + part.spread * part.weight, 0)) / weights
}

/** Between the 10 % and the 90 % point. */
function spread(values: number[]): number {
  const sorted = values.sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  return at(0.9) - at(0.1)
}

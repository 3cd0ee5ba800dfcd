import type { Picture } from '@bonafide/engine'
import type { Seeded } from '../../random.ts'

/** Screens of office printers: lines on a millimetre of 85 to 141 lines an inch. */
const LINES_PER_MM = [3.3, 5.6] as const

/**
 * A page out of a copier: its grey as dots on a turned grid, in toner of one hue on paper of another, with specks where
 * toner fell. To be photographed like any other page.
 */
export function printCopy(page: Picture, pageWidthMm: number, random: Seeded): Picture {
  const { width, height, data } = page
  const pitch = width / pageWidthMm / random.between(...LINES_PER_MM)
  const angle = random.between(0.6, 0.95)
  const [cos, sin] = [(2 * Math.PI * Math.cos(angle)) / pitch, (2 * Math.PI * Math.sin(angle)) / pitch]
  const toner = [random.between(18, 62), random.between(18, 45), random.between(18, 62)]
  const paper = [random.between(228, 250), random.between(226, 246), random.between(205, 246)]
  const [black, white] = [random.between(40, 75), random.between(205, 232)]
  const copy = new Uint8Array(data.length)
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)]
    const grey = 0.25 * (data[3 * at] ?? 0) + 0.6 * (data[3 * at + 1] ?? 0) + 0.15 * (data[3 * at + 2] ?? 0)
    const tone = Math.max(0, Math.min(1, (grey - black) / (white - black)))
    const cell = 0.5 + 0.25 * (Math.cos(x * cos + y * sin) + Math.cos(y * cos - x * sin))
    // A soft step, since dots bleed into paper.
    const dot = Math.max(0, Math.min(1, 0.5 + 3 * (tone - cell)))
    const light = random.next() < 0.0004 ? 0.2 : tone > 0.97 ? 1 : tone < 0.03 ? 0 : dot
    for (let channel = 0; channel < 3; channel += 1) {
      const [dark = 0, bright = 0] = [toner[channel], paper[channel]]
      copy[3 * at + channel] = Math.max(0, Math.min(255, dark + (bright - dark) * light + random.between(-3, 3)))
    }
  }
  return { width, height, data: copy }
}

import type { Canvas, Colour } from '../drawing/canvas.ts'
import { stroke } from '../drawing/stroke.ts'
import type { Seeded } from '../random.ts'

export interface Palette {
  readonly paper: Colour
  readonly line: Colour
  readonly ink: Colour
}

export const PALETTES: readonly [Palette, ...Palette[]] = [
  { paper: [241, 234, 228], line: [196, 128, 138], ink: [70, 40, 62] },
  { paper: [229, 238, 242], line: [112, 158, 186], ink: [32, 60, 88] },
  { paper: [236, 241, 228], line: [138, 170, 108], ink: [44, 70, 44] },
]

/** Waves that drift apart over the page and a rosette, after the manner of security printing. */
export function drawBackground(canvas: Canvas, random: Seeded, palette: Palette, perMm: number): void {
  drawWaves(canvas, random, palette, perMm)
  drawRosette(canvas, random, palette, perMm)
}

function drawWaves(canvas: Canvas, random: Seeded, { line }: Palette, perMm: number): void {
  const { width, height } = canvas.picture
  const waves = 34
  const phase = random.between(0, 6)
  for (let order = 0; order < waves; order += 1) {
    const share = order / (waves - 1)
    const amplitude = perMm * (1.2 + 3 * Math.sin(Math.PI * share))
    const length = perMm * random.between(26, 30)
    const points = []
    for (let x = -perMm; x <= width + perMm; x += perMm) {
      points.push({ x, y: height * (1.1 * share - 0.05) + amplitude * Math.sin(x / length + phase + share * 5) })
    }
    canvas.fill(stroke(points, 0.09 * perMm), line, 0.5)
  }
}

function drawRosette(canvas: Canvas, random: Seeded, { line }: Palette, perMm: number): void {
  const centre = { x: canvas.picture.width * 0.72, y: canvas.picture.height * 0.42 }
  const petals = random.pick([7, 9, 11])
  for (const [order, radius] of [13, 15, 17, 19].entries()) {
    const points = Array.from({ length: 241 }, (_, step) => {
      const angle = (2 * Math.PI * step) / 240
      const reach = perMm * (radius + 4 * Math.sin(petals * angle + order * 0.8))
      return { x: centre.x + reach * Math.cos(angle), y: centre.y + reach * Math.sin(angle) }
    })
    canvas.fill(stroke(points, 0.09 * perMm), line, 0.45)
  }
}

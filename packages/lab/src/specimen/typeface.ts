import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Point } from '@bonafide/engine'
import opentype, { type Font, type PathCommand } from 'opentype.js'
import type { Polygon } from '../drawing/canvas.ts'

/** Text as outlines from an open font package, never from a font of the machine. */
export interface Typeface {
  /** Outlines with the baseline's start at (x, y); `size` is the em in pixels. */
  outline(text: string, x: number, y: number, size: number): readonly Polygon[]
  widthOf(text: string, size: number): number
}

/** Steps in which a curve of an outline is walked; letters here are some forty pixels high. */
const CURVE_STEPS = 6

/** Reads IBM Plex Sans (SIL Open Font License) from its npm package. */
export async function openTypeface(weight: 400 | 600): Promise<Typeface> {
  const require = createRequire(import.meta.url)
  const bytes = await readFile(
    require.resolve(`@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-${weight}-normal.woff`),
  )
  const font: Font = opentype.parse(Uint8Array.from(bytes).buffer)
  return {
    outline: (text, x, y, size) => polygonsOf(font.getPath(text, x, y, size).commands),
    widthOf: (text, size) => font.getAdvanceWidth(text, size),
  }
}

function polygonsOf(commands: readonly PathCommand[]): readonly Polygon[] {
  const polygons: Point[][] = []
  let current: Point[] = []
  for (const command of commands) {
    if (command.type === 'M' || command.type === 'Z') {
      if (current.length > 2) polygons.push(current)
      current = []
    }
    if (command.type !== 'Z') current.push(...pointsOf(command, current.at(-1)))
  }
  if (current.length > 2) polygons.push(current)
  return polygons
}

function pointsOf(
  { type, x = 0, y = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0 }: PathCommand,
  from: Point | undefined,
): readonly Point[] {
  const end = { x, y }
  if (from === undefined || type === 'M' || type === 'L') return [end]
  const controls =
    type === 'Q'
      ? [{ x: x1, y: y1 }]
      : [
          { x: x1, y: y1 },
          { x: x2, y: y2 },
        ]
  return Array.from({ length: CURVE_STEPS }, (_, step) => onCurve([from, ...controls, end], (step + 1) / CURVE_STEPS))
}

/** De Casteljau: halve-way points of half-way points, here at any share. */
function onCurve(points: readonly Point[], share: number): Point {
  const [only] = points
  if (only === undefined || points.length === 1) return only ?? { x: 0, y: 0 }
  const between = points.slice(1).map((to, index) => {
    const from = points[index] ?? to
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
  })
  return onCurve(between, share)
}

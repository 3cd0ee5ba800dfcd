import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Point } from '@bonafide/engine'
import opentype, { type Font, type PathCommand } from 'opentype.js'
import type { Polygon } from '../drawing/canvas.ts'
import { capitalEmOf, fontFilesFor, type PrintFace } from './font-files.ts'

/** Text as outlines from open font packages, never from a font of the machine. */
export interface Typeface {
  /** Height of capitals in ems. */
  readonly capitalEm: number
  /** Outlines with the baseline's start at (x, y); `size` is the em in pixels. */
  outline(text: string, x: number, y: number, size: number): readonly Polygon[]
  widthOf(text: string, size: number): number
}

/** Steps in which a curve of an outline is walked; letters here are some forty pixels high. */
const CURVE_STEPS = 6

/** A text asks for a letter that none of the fonts has. */
export class LetterMissing extends Error {
  readonly code = 'letter-missing'
  constructor(letter: string) {
    super(`no font has a letter for ${letter} (U+${letter.codePointAt(0)?.toString(16)})`)
  }
}

/**
 * Reads the face of type and, for Chinese, Chocolate Classical Sans (all SIL Open Font License) from their npm packages.
 * `letters` are those beyond plain Latin that will be asked for: Chinese comes in a hundred files.
 */
export async function openTypeface(weight: 400 | 600, letters = '', face: PrintFace = 'plex'): Promise<Typeface> {
  const require = createRequire(import.meta.url)
  const fonts: Font[] = []
  for (const file of await fontFilesFor(face, weight, letters)) {
    fonts.push(opentype.parse(Uint8Array.from(await readFile(require.resolve(file))).buffer))
  }
  return {
    capitalEm: capitalEmOf(face),
    outline: (text, x, y, size) => {
      let left = x
      return runsOf(text, fonts).flatMap(({ run, font }) => {
        const polygons = polygonsOf(font.getPath(run, left, y, size).commands)
        left += font.getAdvanceWidth(run, size)
        return polygons
      })
    },
    widthOf: (text, size) =>
      runsOf(text, fonts).reduce((width, { run, font }) => width + font.getAdvanceWidth(run, size), 0),
  }
}

interface Run {
  readonly run: string
  readonly font: Font
}

/** A text divided by the font that has its letters; the first one that has a letter draws it. */
function runsOf(text: string, fonts: readonly Font[]): readonly Run[] {
  const runs: Run[] = []
  for (const letter of text.normalize('NFC')) {
    const font = fonts.find((candidate) => candidate.charToGlyphIndex(letter) > 0)
    if (font === undefined) throw new LetterMissing(letter)
    const last = runs.at(-1)
    if (last?.font === font) runs[runs.length - 1] = { run: last.run + letter, font }
    else runs.push({ run: letter, font })
  }
  return runs
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

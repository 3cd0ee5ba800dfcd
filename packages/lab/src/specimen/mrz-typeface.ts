import type { Polygon } from '../drawing/canvas.ts'
import { stroke } from '../drawing/stroke.ts'
import glyphs from '../glyphs/mrz-glyphs.json' with { type: 'json' }

/** Width of a stroke and distance from character to character, in heights of a character (`glyphs/README.md`). */
const STROKE = 0.12
const PITCH = 1.06

const strokesOf: ReadonlyMap<string, readonly (readonly (readonly number[])[])[]> = new Map(Object.entries(glyphs))

/** Outlines of one MRZ line with the upper left corner of its first character at (x, y). */
export function mrzOutline(line: string, x: number, y: number, height: number): readonly (readonly Polygon[])[] {
  return [...line].map((character, order) => {
    const left = x + order * PITCH * height
    return (strokesOf.get(character) ?? []).flatMap((polyline) =>
      stroke(
        polyline.map(([px = 0, py = 0]) => ({ x: left + px * height, y: y + py * height })),
        STROKE * height,
      ),
    )
  })
}

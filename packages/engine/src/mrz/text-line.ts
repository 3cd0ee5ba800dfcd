import type { Point } from '../image/picture.ts'

/** A straight line of print on a picture, in its pixels: a rectangle turned by `angleRad` about its centre. */
export interface TextLine {
  readonly centre: Point
  /** Direction of reading; 0 is to the right, positive turns clockwise. */
  readonly angleRad: number
  readonly length: number
  /** Height of a capital. */
  readonly height: number
}

/** Where a point lies along a line and beside it (positive is below), measured from the line's centre. */
export function placeOn(line: TextLine, point: Point): { readonly along: number; readonly beside: number } {
  const dx = point.x - line.centre.x
  const dy = point.y - line.centre.y
  const [cos, sin] = [Math.cos(line.angleRad), Math.sin(line.angleRad)]
  return { along: dx * cos + dy * sin, beside: dy * cos - dx * sin }
}

/** The point at a place on a line; the inverse of `placeOn`. */
export function pointOn(line: TextLine, along: number, beside: number): Point {
  const [cos, sin] = [Math.cos(line.angleRad), Math.sin(line.angleRad)]
  return { x: line.centre.x + along * cos - beside * sin, y: line.centre.y + along * sin + beside * cos }
}

/** The same line between other ends, given in its own `along`. */
export function between(line: TextLine, start: number, end: number): TextLine {
  return { ...line, centre: pointOn(line, (start + end) / 2, 0), length: end - start }
}

export function scaledLine(line: TextLine, factor: number): TextLine {
  return {
    centre: { x: line.centre.x * factor, y: line.centre.y * factor },
    angleRad: line.angleRad,
    length: line.length * factor,
    height: line.height * factor,
  }
}

import type { Point } from '@bonafide/engine'
import type { Polygon } from './canvas.ts'

/** Corners of a round cap; twelve look round up to some twenty pixels. */
const CAP_CORNERS = 12

/** The outline of a line of the given width with round caps and joins: parts that overlap, to be filled together. */
export function stroke(line: readonly Point[], width: number): readonly Polygon[] {
  const parts: Polygon[] = line.map((point) => disc(point, width / 2))
  line.slice(1).forEach((to, index) => {
    const from = line[index]
    if (from !== undefined) parts.push(bar(from, to, width / 2))
  })
  return parts.filter((part) => part.length > 0)
}

/** A rectangle by its upper left corner and size, in the same sense of rotation as strokes. */
export function rectangle(x: number, y: number, width: number, height: number): Polygon {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ]
}

/** Clockwise on the screen, as every part must be: parts that turn against each other would cancel. */
function disc({ x, y }: Point, radius: number): Polygon {
  return Array.from({ length: CAP_CORNERS }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / CAP_CORNERS
    return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) }
  })
}

function bar(from: Point, to: Point, half: number): Polygon {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  if (length === 0) return []
  const [dx, dy] = [((to.x - from.x) / length) * half, ((to.y - from.y) / length) * half]
  return [
    { x: from.x + dy, y: from.y - dx },
    { x: to.x + dy, y: to.y - dx },
    { x: to.x - dy, y: to.y + dx },
    { x: from.x - dy, y: from.y + dx },
  ]
}

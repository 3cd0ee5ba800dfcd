import type { Box } from '../image/picture.ts'
import type { PageView } from './page-view.ts'

/** Lines that lie nearer to a diagonal than this cannot be told from their upright rectangle. */
const LEAST_SLANT = 0.2

/**
 * The rectangle of a line of print on the view, from the upright one around it on the picture as it came, where the line
 * may lean. It runs along the view. Undefined where it leans so far that the rectangle does not tell.
 */
export function printOnView({ toSource, fromSource }: PageView, { x, y, width, height }: Box): Box | undefined {
  const middle = fromSource({ x: x + width / 2, y: y + height / 2 })
  const here = toSource(middle.x, middle.y)
  const [along, beside] = [toSource(middle.x + 1, middle.y), toSource(middle.x, middle.y + 1)].map((on) => ({
    x: Math.abs(on.x - here.x),
    y: Math.abs(on.y - here.y),
  }))
  if (along === undefined || beside === undefined) return undefined
  // The rectangle on the picture is as wide as the line's own sides reach across it, and as high as they reach down.
  const determinant = along.x * beside.y - along.y * beside.x
  if (Math.abs(determinant) < LEAST_SLANT * (along.x * beside.y + along.y * beside.x)) return undefined
  const across = (width * beside.y - height * beside.x) / determinant
  const down = (height * along.x - width * along.y) / determinant
  if (across < 1 || down < 1) return undefined
  return { x: middle.x - across / 2, y: middle.y - down / 2, width: across, height: down }
}

import type { GreyImage } from '../image/grey.ts'
import { pointOn, type TextLine } from './text-line.ts'

/** Share of the strongest row from which a row still belongs to the capitals; `<` thins out at their tops and feet. */
const ROW_SHARE = 0.3
const ANGLES_RAD = [-0.02, -0.01, 0, 0.01, 0.02]

/**
 * Height and middle of the capitals, from the darkness summed along the line, at the tilt at which the rows stand out
 * most. Undefined when the print fills the whole neighbourhood, so that this is no single line.
 */
export function fitToPrint(darkness: GreyImage, line: TextLine): TextLine | undefined {
  let best: { readonly line: TextLine; readonly rows: readonly number[]; readonly contrast: number } | undefined
  for (const tilt of ANGLES_RAD) {
    const tilted = { ...line, angleRad: line.angleRad + tilt }
    const rows = rowsBeside(darkness, tilted)
    const contrast = rows.reduce((sum, value, index) => sum + ((rows[index + 1] ?? value) - value) ** 2, 0)
    if (best === undefined || contrast > best.contrast) best = { line: tilted, rows, contrast }
  }
  return best === undefined ? undefined : capitalsOf(best.line, best.rows)
}

const reachOf = (line: TextLine) => Math.ceil(line.height * 1.2)

/** Mean darkness of rows parallel to the line, from `reach` above to `reach` below, a pixel apart. */
function rowsBeside(darkness: GreyImage, line: TextLine): readonly number[] {
  const reach = reachOf(line)
  return Array.from({ length: 2 * reach + 1 }, (_, index) => rowMean(darkness, line, index - reach))
}

function rowMean({ width, height, data }: GreyImage, line: TextLine, beside: number): number {
  const steps = Math.max(2, Math.floor(line.length / 2))
  const start = pointOn(line, -line.length / 2, beside)
  const end = pointOn(line, line.length / 2, beside)
  const [dx, dy] = [(end.x - start.x) / steps, (end.y - start.y) / steps]
  let sum = 0
  for (let step = 0; step <= steps; step += 1) {
    const column = Math.floor(start.x + step * dx)
    const row = Math.floor(start.y + step * dy)
    if (column >= 0 && row >= 0 && column < width && row < height) sum += data[row * width + column] ?? 0
  }
  return sum / (steps + 1)
}

function capitalsOf(line: TextLine, rows: readonly number[]): TextLine | undefined {
  const reach = reachOf(line)
  const inner = rows.slice(Math.floor(reach / 2), reach + Math.ceil(reach / 2) + 1)
  const peak = Math.max(...inner)
  const quiet = Math.min(...rows)
  const cut = quiet + ROW_SHARE * (peak - quiet)
  let top = Math.floor(reach / 2) + inner.indexOf(peak)
  let bottom = top
  while (top > 0 && (rows[top - 1] ?? 0) >= cut) top -= 1
  while (bottom < rows.length - 1 && (rows[bottom + 1] ?? 0) >= cut) bottom += 1
  if (top === 0 && bottom === rows.length - 1) return undefined
  const middle = (top + bottom) / 2 - reach
  return { ...line, centre: pointOn(line, 0, middle), height: bottom - top + 1 }
}

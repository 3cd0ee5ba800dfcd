import type { GreyImage } from '../image/grey.ts'
import type { Box } from '../image/picture.ts'

/** Share of the pixels of a box that lie on edges of its print. */
const EDGE_SHARE = 0.06
/** Print of less contrast than this says nothing about its edges. */
const LEAST_CONTRAST = 25
const LEAST_PIXELS = 200

/**
 * How steep the edges of the print in a box are, as the share of its contrast that they take within a pixel: blur of the
 * camera is the same for all print of one photograph. Undefined where there is too little print to tell.
 */
export function edgeSharpness({ width, height, data }: GreyImage, box: Box): number | undefined {
  const [left, top] = [Math.max(1, Math.floor(box.x)), Math.max(1, Math.floor(box.y))]
  const [right, foot] = [
    Math.min(width - 1, Math.ceil(box.x + box.width)),
    Math.min(height - 1, Math.ceil(box.y + box.height)),
  ]
  if (right - left < 4 || foot - top < 4 || (right - left) * (foot - top) < LEAST_PIXELS) return undefined
  const levels: number[] = []
  const curves: number[] = []
  for (let y = top; y < foot; y += 1) {
    for (let x = left; x < right; x += 1) {
      const at = y * width + x
      const here = data[at] ?? 0
      levels.push(here)
      const across = Math.abs((data[at - 1] ?? 0) + (data[at + 1] ?? 0) - 2 * here)
      const down = Math.abs((data[at - width] ?? 0) + (data[at + width] ?? 0) - 2 * here)
      curves.push(Math.max(across, down))
    }
  }
  const contrast = quantile(levels, 0.95) - quantile(levels, 0.03)
  return contrast < LEAST_CONTRAST ? undefined : quantile(curves, 1 - EDGE_SHARE) / contrast
}

function quantile(values: number[], share: number): number {
  const sorted = values.sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

import type { Picture } from '@bonafide/engine'
import { clamp } from '../curves.ts'

/** Adds the bilinear colour at (x, y), in pixels with their centres at halves, times `weight`; beyond the border the last pixel goes on. */
export function addSample(
  { width, height, data }: Picture,
  x: number,
  y: number,
  weight: number,
  into: Float64Array,
): void {
  const [cx, cy] = [clamp(x - 0.5, 0, width - 1.001), clamp(y - 0.5, 0, height - 1.001)]
  const [left, top] = [Math.floor(cx), Math.floor(cy)]
  const [ax, ay] = [cx - left, cy - top]
  const at = (top * width + left) * 3
  const stride = width * 3
  for (let channel = 0; channel < 3; channel += 1) {
    const here = at + channel
    const upper = (data[here] as number) * (1 - ax) + (data[here + 3] as number) * ax
    const lower = (data[here + stride] as number) * (1 - ax) + (data[here + stride + 3] as number) * ax
    into[channel] = (into[channel] as number) + (upper * (1 - ay) + lower * ay) * weight
  }
}

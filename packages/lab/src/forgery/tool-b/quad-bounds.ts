import type { Picture, Quad } from '@bonafide/engine'

/** Whole pixels around a quadrilateral, within a picture. */
export function boundsOf(quad: Quad, { width, height }: Pick<Picture, 'width' | 'height'>) {
  const xs = quad.map(({ x }) => x)
  const ys = quad.map(({ y }) => y)
  return {
    left: Math.max(0, Math.floor(Math.min(...xs))),
    top: Math.max(0, Math.floor(Math.min(...ys))),
    right: Math.min(width, Math.ceil(Math.max(...xs))),
    foot: Math.min(height, Math.ceil(Math.max(...ys))),
  }
}

import type { Box, Picture } from './picture.ts'

/** The part of a picture inside a box, rounded to whole pixels; what lies outside of the picture is black. */
export function cropPicture(picture: Picture, box: Box): Picture {
  const [left, top] = [Math.round(box.x), Math.round(box.y)]
  const width = Math.max(1, Math.round(box.width))
  const height = Math.max(1, Math.round(box.height))
  const data = new Uint8Array(3 * width * height)
  const [from, to] = [Math.max(0, left), Math.min(picture.width, left + width)]
  if (from >= to) return { width, height, data }
  for (let y = Math.max(0, top); y < Math.min(picture.height, top + height); y++) {
    const row = picture.data.subarray(3 * (y * picture.width + from), 3 * (y * picture.width + to))
    data.set(row, 3 * ((y - top) * width + (from - left)))
  }
  return { width, height, data }
}

/** A box grown about its centre. */
export function growBox({ x, y, width, height }: Box, factor: number): Box {
  const [w, h] = [width * factor, height * factor]
  return { x: x - (w - width) / 2, y: y - (h - height) / 2, width: w, height: h }
}

/** A small grey copy of a camera picture, one byte a pixel, row after row. */
export interface GrayImage {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array | Uint8ClampedArray
}

/** A rectangle in pixels of the image that it is used with. */
export interface PixelBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Luma (BT.601) of RGBA bytes, as a canvas gives them. */
export function grayFromRgba(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): GrayImage {
  const data = new Uint8Array(width * height)
  for (let index = 0, at = 0; index < data.length; index += 1, at += 4) {
    data[index] = ((rgba[at] ?? 0) * 77 + (rgba[at + 1] ?? 0) * 150 + (rgba[at + 2] ?? 0) * 29) >> 8
  }
  return { width, height, data }
}

/** The whole pixels of a box that lie in the image. */
export function clipBox(image: GrayImage, box: PixelBox): PixelBox {
  const x = Math.max(0, Math.round(box.x))
  const y = Math.max(0, Math.round(box.y))
  return {
    x,
    y,
    width: Math.max(0, Math.min(image.width, Math.round(box.x + box.width)) - x),
    height: Math.max(0, Math.min(image.height, Math.round(box.y + box.height)) - y),
  }
}

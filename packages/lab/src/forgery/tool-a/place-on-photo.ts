import type { Box, Picture } from '@bonafide/engine'
import type { SpecimenScene } from '../specimen-scene.ts'

export function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by }
}

/** The upright rectangle around a box of the page, in whole pixels of the photograph. */
export function photoBox({ toPhoto, photo }: SpecimenScene, { x, y, width, height }: Box): Box {
  const points = [toPhoto(x, y), toPhoto(x + width, y), toPhoto(x + width, y + height), toPhoto(x, y + height)]
  const left = Math.max(1, Math.floor(Math.min(...points.map((point) => point.x))))
  const top = Math.max(1, Math.floor(Math.min(...points.map((point) => point.y))))
  const right = Math.min(photo.width - 2, Math.ceil(Math.max(...points.map((point) => point.x))))
  const foot = Math.min(photo.height - 2, Math.ceil(Math.max(...points.map((point) => point.y))))
  return { x: left, y: top, width: Math.max(2, right - left), height: Math.max(2, foot - top) }
}

export function patchOf({ width, data }: Picture, box: Box): Picture {
  const patch = new Uint8Array(3 * box.width * box.height)
  for (let row = 0; row < box.height; row += 1) {
    const from = 3 * ((box.y + row) * width + box.x)
    patch.set(data.subarray(from, from + 3 * box.width), 3 * row * box.width)
  }
  return { width: box.width, height: box.height, data: patch }
}

export function putBack({ width, height, data }: Picture, patch: Picture, { x, y }: Box): void {
  for (let row = 0; row < patch.height && y + row < height; row += 1) {
    const columns = Math.min(patch.width, width - x)
    const from = 3 * row * patch.width
    data.set(patch.data.subarray(from, from + 3 * columns), 3 * ((y + row) * width + x))
  }
}

import type { Patch } from '../documents/page-geometry.ts'
import type { GreyImage } from '../image/grey.ts'
import { boxMean } from '../mrz/resample-grey.ts'

/** Where light left neither print nor pattern, on a view at its working size. */
export interface WashedOut {
  readonly width: number
  readonly height: number
  /** 1 where it did, row by row. */
  readonly mask: Uint8Array
  /** Pixels of the view for one of the mask. */
  readonly perPixel: number
  readonly share01: number
}

/** Sensors clip at 255; JPEG leaves a few levels of it. */
export const WASHED_OUT_LEVEL = 249
/** Half a window that is washed out altogether: highlights of single letters' holograms are no glare. */
const RADIUS = 3
/** Smaller patches hide no letter. */
const LEAST_SHARE = 0.0015
/** Rounding of a window's mean. */
const WHOLE = 0.99

export function washedOutOn(grey: GreyImage, perPixel: number): WashedOut {
  const { width, height } = grey
  const light = { ...grey, data: grey.data.map((level) => (level >= WASHED_OUT_LEVEL ? 1 : 0)) }
  const whole = boxMean(light, RADIUS, RADIUS).data
  const seen = new Uint8Array(whole.length)
  const mask = new Uint8Array(whole.length)
  let pixels = 0
  for (let start = 0; start < whole.length; start += 1) {
    if (seen[start] === 1 || (whole[start] ?? 0) < WHOLE) continue
    const patch = hangingTogether(whole, width, start, seen)
    if (patch.length < LEAST_SHARE * whole.length) continue
    pixels += patch.length
    for (const at of patch) mask[at] = 1
  }
  return { width, height, mask, perPixel, share01: pixels / Math.max(1, whole.length) }
}

/** Nothing is washed out. */
export function notWashedOut({ width, height }: Pick<GreyImage, 'width' | 'height'>, perPixel: number): WashedOut {
  return { width, height, mask: new Uint8Array(width * height), perPixel, share01: 0 }
}

function hangingTogether(whole: Float32Array, width: number, start: number, seen: Uint8Array): readonly number[] {
  const patch = [start]
  seen[start] = 1
  for (let index = 0; index < patch.length; index += 1) {
    const at = patch[index] ?? start
    const x = at % width
    for (const next of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
      if (next < 0 || next >= whole.length || seen[next] === 1 || (whole[next] ?? 0) < WHOLE) continue
      seen[next] = 1
      patch.push(next)
    }
  }
  return patch
}

/** Points at which a place is looked at, along it and across it. */
const ALONG = 60
const ACROSS = 5

/**
 * Share of the middle of a place, in pixels of the view, that is washed out. Paper above and below letters says nothing
 * about them: half of the height and all of the length count.
 */
export function washedOutShare({ width, height, mask, perPixel }: WashedOut, place: Patch): number {
  const [cos, sin] = [Math.cos(place.angleRad), Math.sin(place.angleRad)]
  let covered = 0
  for (let row = 0; row < ACROSS; row += 1) {
    const beside = ((row + 0.5) / ACROSS - 0.5) * 0.5 * place.height
    for (let point = 0; point < ALONG; point += 1) {
      const along = ((point + 0.5) / ALONG - 0.5) * place.width
      const x = Math.floor((place.centre.x + along * cos - beside * sin) / perPixel)
      const y = Math.floor((place.centre.y + along * sin + beside * cos) / perPixel)
      if (x >= 0 && y >= 0 && x < width && y < height) covered += mask[y * width + x] ?? 0
    }
  }
  return covered / (ALONG * ACROSS)
}

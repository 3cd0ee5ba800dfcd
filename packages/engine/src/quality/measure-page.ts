import type { SeenPage } from '../documents/look-at-page.ts'
import type { GreyImage } from '../image/grey.ts'
import { toGrey } from '../image/grey.ts'
import type { Box } from '../image/picture.ts'
import { boxMean, scaledTo } from '../mrz/resample-grey.ts'
import { findCutSide } from '../page/find-cut-side.ts'
import { distance } from '../page/quad.ts'
import type { Border } from '../page/table-contrast.ts'

/** What a picture of a page is worth, before anything is said about its contents. */
export interface PageQuality {
  /** Energy of edges at a page width of 1,000 pixels, in squares of the page's own contrast: sharp print has much of it. */
  readonly acuity: number
  /** Grey level that a quarter of the page exceeds: its paper. */
  readonly paperLevel: number
  /** Grey levels between the darkest and the lightest 2 % of the page. */
  readonly contrastLevels: number
  /** Pixels on the picture as it came across the page. */
  readonly widthPx: number
  /** Share of the page's width that the farthest corner lies outside of the picture; 0 when all lie inside. */
  readonly beyondBorder01: number
  /** The border of the picture that the page runs into; a page whose machine readable zone was read is placed by that. */
  readonly cutSide?: Border
  /** Patches without any print because light washed it out, on the view. */
  readonly glare: readonly Box[]
  readonly glareShare01: number
}

/** At another width the same print would have other edges. */
const WORKING_WIDTH = 1000
/** Sensors clip at 255; JPEG leaves a few levels of it. */
const WASHED_OUT = 249
/** Half a window that is washed out altogether: highlights of single letters' holograms are no glare. */
const GLARE_RADIUS = 3
/** Smaller patches hide no letter. */
const LEAST_GLARE_SHARE = 0.0015

export function measurePage({ view: { picture, corners }, source, mrz }: SeenPage): PageQuality {
  const grey = scaledTo(toGrey(picture), WORKING_WIDTH)
  const levels = Float32Array.from(grey.data).sort()
  const at = (share: number) => levels[Math.min(levels.length - 1, Math.floor(share * levels.length))] ?? 0
  const contrastLevels = at(0.98) - at(0.02)
  const paperLevel = at(0.75)
  // On paper that is itself as white as light can be, nothing tells a washed-out patch from an empty one.
  const glare = paperLevel < WASHED_OUT ? glareOn(grey, picture.width / grey.width) : { glare: [], glareShare01: 0 }
  const widthPx = Math.max(distance(corners[0], corners[1]), distance(corners[3], corners[2]))
  const beyond = corners.map(({ x, y }) => Math.max(-x, -y, x - source.width, y - source.height, 0))
  const cutSide = mrz === undefined ? findCutSide(source) : undefined
  return {
    acuity: laplacianEnergy(grey) / Math.max(1, contrastLevels) ** 2,
    paperLevel,
    contrastLevels,
    widthPx,
    beyondBorder01: Math.max(...beyond) / Math.max(1, widthPx),
    ...(cutSide === undefined ? {} : { cutSide }),
    ...glare,
  }
}

function laplacianEnergy({ width, height, data }: GreyImage): number {
  let sum = 0
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x
      const edge =
        4 * (data[at] ?? 0) -
        (data[at - 1] ?? 0) -
        (data[at + 1] ?? 0) -
        (data[at - width] ?? 0) -
        (data[at + width] ?? 0)
      sum += edge * edge
    }
  }
  return sum / Math.max(1, width * height)
}

function glareOn(grey: GreyImage, factor: number): Pick<PageQuality, 'glare' | 'glareShare01'> {
  const washed = { ...grey, data: grey.data.map((level) => (level >= WASHED_OUT ? 1 : 0)) }
  const { data } = boxMean(washed, GLARE_RADIUS, GLARE_RADIUS)
  const seen = new Uint8Array(data.length)
  const glare: Box[] = []
  let pixels = 0
  for (let start = 0; start < data.length; start += 1) {
    if (seen[start] === 1 || (data[start] ?? 0) < 0.99) continue
    const patch = fillPatch(data, grey.width, start, seen)
    if (patch.pixels < LEAST_GLARE_SHARE * data.length) continue
    pixels += patch.pixels
    const { left, top, right, foot } = patch
    glare.push({
      x: left * factor,
      y: top * factor,
      width: (right - left + 1) * factor,
      height: (foot - top + 1) * factor,
    })
  }
  return { glare, glareShare01: pixels / Math.max(1, data.length) }
}

function fillPatch(data: Float32Array, width: number, start: number, seen: Uint8Array) {
  const open = [start]
  seen[start] = 1
  const patch = { pixels: 0, left: width, right: 0, top: data.length, foot: 0 }
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const [x, y] = [at % width, Math.floor(at / width)]
    patch.pixels += 1
    patch.left = Math.min(patch.left, x)
    patch.right = Math.max(patch.right, x)
    patch.top = Math.min(patch.top, y)
    patch.foot = Math.max(patch.foot, y)
    for (const next of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
      if (next < 0 || next >= data.length || seen[next] === 1 || (data[next] ?? 0) < 0.99) continue
      seen[next] = 1
      open.push(next)
    }
  }
  return patch
}

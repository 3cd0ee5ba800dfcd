import type { SeenPage } from '../documents/look-at-page.ts'
import type { GreyImage } from '../image/grey.ts'
import { toGrey } from '../image/grey.ts'
import { scaledTo } from '../mrz/resample-grey.ts'
import { findCutSide } from '../page/find-cut-side.ts'
import { distance } from '../page/quad.ts'
import type { Border } from '../page/table-contrast.ts'
import { notWashedOut, WASHED_OUT_LEVEL, type WashedOut, washedOutOn } from './washed-out.ts'
import { zoneAtBorder } from './zone-at-border.ts'

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
  /** Share of the page's width that the farthest corner surely lies outside of the picture; 0 when all may lie inside. */
  readonly beyondBorder01: number
  /** The border of the picture that the page runs into; a page whose machine readable zone was read whole is placed by that. */
  readonly cutSide?: Border
  /** Where light washed out whatever was printed. */
  readonly glare: WashedOut
  readonly glareShare01: number
}

/**
 * Where nothing but the zone says where a page lies, its corners are too far out: by the room that is left for imprecise lines,
 * and by those lines. On 9 scans that are cut to their page this is 0.03 to 0.08 of the width (docs/measurements/documents.md).
 */
const ZONE_PLACE_SPARE = 0.06
/** At another width the same print would have other edges. */
const WORKING_WIDTH = 1000

export function measurePage(seen: SeenPage): PageQuality {
  const {
    view: { picture, corners },
    source,
    mrz,
  } = seen
  const grey = scaledTo(toGrey(picture), WORKING_WIDTH)
  const levels = Float32Array.from(grey.data).sort()
  const at = (share: number) => levels[Math.min(levels.length - 1, Math.floor(share * levels.length))] ?? 0
  const contrastLevels = at(0.98) - at(0.02)
  const paperLevel = at(0.75)
  // On paper that is itself as white as light can be, nothing tells a washed-out patch from an empty one.
  const glare = (paperLevel < WASHED_OUT_LEVEL ? washedOutOn : notWashedOut)(grey, picture.width / grey.width)
  const widthPx = Math.max(distance(corners[0], corners[1]), distance(corners[3], corners[2]))
  const beyond = corners.map(({ x, y }) => Math.max(-x, -y, x - source.width, y - source.height, 0))
  const spare = seen.outline === undefined ? ZONE_PLACE_SPARE : 0
  // A zone of which a part is missing puts the page where it is not, and mostly its digits do not fit.
  const isWhole = mrz?.found.parsed.checks.every(({ valid }) => valid) === true
  const cutSide = zoneAtBorder(seen) ?? (isWhole ? undefined : findCutSide(source))
  return {
    acuity: laplacianEnergy(grey) / Math.max(1, contrastLevels) ** 2,
    paperLevel,
    contrastLevels,
    widthPx,
    beyondBorder01: Math.max(0, Math.max(...beyond) / Math.max(1, widthPx) - spare),
    ...(cutSide === undefined ? {} : { cutSide }),
    glare,
    glareShare01: glare.share01,
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

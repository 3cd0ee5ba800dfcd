import { toGrey } from '../image/grey.ts'
import type { Quad } from '../image/homography.ts'
import type { Picture } from '../image/picture.ts'
import { better, type FoundMrz, glanceAtMrz, readMrz } from '../mrz/read-mrz.ts'
import { type FoundCorners, findCorners } from '../page/find-corners.ts'
import { type PageView, partOfView, turnedView, viewOf, wholeView } from '../page/page-view.ts'
import { distance, mapQuad } from '../page/quad.ts'
import type { Network, Tools } from '../ports.ts'
import type { PageCode } from '../verification/evidence.ts'
import { staged } from '../verification/staged.ts'
import { type Patch, pageAround } from './page-geometry.ts'

/** One page after a first look: lying flat and upright as far as that could be told, with its machine readable zone. */
export interface SeenPage {
  readonly page: PageCode
  readonly source: Picture
  readonly view: PageView
  /** The outline on the picture; undefined when none stands out, as on a scan that is cut to the page. */
  readonly outline?: FoundCorners
  /** How far the outline lies from the page that the zone implies, where both were found; dropped outlines keep it. */
  readonly outlineMiss01?: number
  readonly mrz?: SeenMrz
  /** Where print stands on the view; absent where nobody looked for it yet. */
  readonly patches?: readonly Patch[]
}

export interface SeenMrz {
  readonly found: FoundMrz
  /** The view on which the lines of the zone lie, upright. */
  readonly view: PageView
}

/**
 * Outlines below this are mostly a frame printed on the page or a thing beside it: of 240 rendered photographs the ones
 * found right scored 0.81 and more, the wholly wrong ones 0.69 and less (docs/measurements/documents.md).
 */
const LEAST_OUTLINE = 0.75
/** Print of 2 mm on a passport page is then 26 pixels high; what is smaller in the picture is not enlarged. */
export const VIEW_SIDE = 1600
/** The zone lies in the lower 26 % of a passport page and the lower 45 % of a card (ICAO 9303 parts 4 and 5). */
const ZONE_SHARE = 0.52
/**
 * Mean distance of an outline's corners from those of the page that the zone implies, in diagonals: 37 outlines that were
 * right lay up to 0.075 away (docs/measurements/documents.md). Frames within pages lie 0.15 away by their size; none was seen.
 */
const MOST_MISS = 0.11

/** `searchesZone`: whether a machine readable zone is looked for, at length where a glance finds none. */
export async function lookAtPage(
  page: PageCode,
  source: Picture,
  searchesZone: boolean,
  tools: Tools,
): Promise<SeenPage> {
  const outline = await staged('corners', tools, async () => findCorners(source, LEAST_OUTLINE))
  const flat = await staged('rectify', tools, async () =>
    outline === undefined ? undefined : lyingAcross(viewOf(source, outline.corners, { longSide: VIEW_SIDE })),
  )
  const mrz = await staged('mrz', tools, async () =>
    searchesZone ? zoneOf(flat, source, tools.models.mrzReader) : undefined,
  )
  const seen = { page, source, ...(mrz === undefined ? {} : { mrz }) }
  const around = mrz === undefined ? undefined : pageOfZone(mrz)
  const fit = around === undefined || flat === undefined ? undefined : fitOf(around, flat.corners)
  const measured = { ...seen, ...(fit === undefined ? {} : { outlineMiss01: fit.miss01 }) }
  if (outline !== undefined && flat !== undefined && (fit === undefined || fit.miss01 < MOST_MISS))
    return { ...measured, outline, view: turnedView(flat, fit?.turns ?? 0) }
  // No outline, or one that is not where the zone's page must be: a frame on the page, or something beside it.
  return {
    ...measured,
    view: around === undefined ? wholeView(source) : viewOf(source, around, { longSide: VIEW_SIDE }),
  }
}

/** On the lower part of the flat page, then with the page turned round, then on the picture as it came. */
async function zoneOf(flat: PageView | undefined, source: Picture, network: Network): Promise<SeenMrz | undefined> {
  for (const turns of flat === undefined ? [] : [0, 2]) {
    const found = await glanceAtZone(turnedView(flat ?? wholeView(source), turns), network)
    if (found !== undefined) return found
  }
  const whole = await readMrz(toGrey(source), network)
  if (whole === undefined || whole.settled || flat === undefined) return asSeen(whole, wholeView(source))
  const onFlat = await readMrz(toGrey(flat.picture), network)
  return better(whole, onFlat) === whole ? asSeen(whole, wholeView(source)) : asSeen(onFlat, flat)
}

/** A zone in the lower part of a page that lies upright. */
export async function glanceAtZone(upright: PageView, network: Network): Promise<SeenMrz | undefined> {
  const lower = partOfView(upright, lowerPart(upright))
  const found = await glanceAtMrz(toGrey(lower.picture), network)
  return found === undefined ? undefined : { found, view: lower }
}

function asSeen(found: FoundMrz | undefined, view: PageView): SeenMrz | undefined {
  return found === undefined ? undefined : { found, view: turnedView(view, found.quarterTurns) }
}

function lowerPart({ picture: { width, height } }: PageView) {
  const y = Math.round((1 - ZONE_SHARE) * height)
  return { x: 0, y, width, height: height - y }
}

/** Documents are wider than high, but for a few badges. */
function lyingAcross(view: PageView): PageView {
  return view.picture.width >= view.picture.height ? view : turnedView(view, 1)
}

/** The corners, on the picture as it came, of the page around a zone. */
function pageOfZone({ found, view }: SeenMrz): Quad | undefined {
  const corners = pageAround(found.lines, found.parsed.format)
  return corners === undefined ? undefined : mapQuad(corners, ({ x, y }) => view.toSource(x, y))
}

/** How often the outline has to be turned to the right to lie like the page, and how far from it it lies then. */
function fitOf(page: Quad, outline: Quad): { readonly turns: number; readonly miss01: number } {
  const diagonal = distance(page[0], page[2])
  const misses = [0, 1, 2, 3].map((turns) => {
    const turned = [0, 1, 2, 3].map((corner) => outline[(corner + 4 - turns) % 4] ?? outline[0])
    return page.reduce((sum, corner, index) => sum + distance(corner, turned[index] ?? corner), 0) / (4 * diagonal)
  })
  const miss01 = Math.min(...misses)
  return { turns: misses.indexOf(miss01), miss01 }
}

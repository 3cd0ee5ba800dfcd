import type { Picture, Point } from '@bonafide/engine'

export type Colour = readonly [number, number, number]
export type Polygon = readonly Point[]

/** Horizontal cuts through each row of pixels; along x the cover is exact. */
const CUTS = 5

/**
 * An RGB picture to draw on. Everything on it is computed here, without fonts, files or libraries of the machine,
 * so that the same drawing gives the same bytes everywhere.
 */
export interface Canvas {
  readonly picture: Picture
  /** Fills polygons as one shape by the nonzero rule, with smooth edges. */
  fill(polygons: readonly Polygon[], colour: Colour, opacity?: number): void
}

export function createCanvas(width: number, height: number, ground: Colour): Canvas {
  const picture: Picture = { width, height, data: new Uint8Array(width * height * 3) }
  for (let index = 0; index < picture.data.length; index += 1) picture.data[index] = ground[index % 3] ?? 0
  return { picture, fill: (polygons, colour, opacity = 1) => fillShape(picture, polygons, colour, opacity) }
}

interface Edge {
  readonly top: number
  readonly bottom: number
  readonly xAtTop: number
  readonly slope: number
  readonly winding: 1 | -1
}

function fillShape(picture: Picture, polygons: readonly Polygon[], colour: Colour, opacity: number): void {
  const edges = polygons.flatMap(edgesOf)
  if (edges.length === 0) return
  const first = Math.max(
    0,
    Math.floor(edges.reduce((least, { top }) => Math.min(least, top), Number.POSITIVE_INFINITY)),
  )
  const last = Math.min(picture.height - 1, Math.ceil(edges.reduce((most, { bottom }) => Math.max(most, bottom), 0)))
  const byRow = sortIntoRows(edges, first, last)
  const cover = new Float32Array(picture.width)
  for (let row = first; row <= last; row += 1) {
    const active = byRow[row - first]
    if (active === undefined || active.length === 0) continue
    cover.fill(0)
    for (let cut = 0; cut < CUTS; cut += 1) coverCut(active, row + (cut + 0.5) / CUTS, cover)
    blendRow(picture, row, cover, colour, opacity)
  }
}

function edgesOf(polygon: Polygon): readonly Edge[] {
  const edges: Edge[] = []
  polygon.forEach((from, index) => {
    const to = polygon[(index + 1) % polygon.length]
    if (to === undefined || from.y === to.y) return
    const [upper, lower] = from.y < to.y ? [from, to] : [to, from]
    const slope = (lower.x - upper.x) / (lower.y - upper.y)
    edges.push({ top: upper.y, bottom: lower.y, xAtTop: upper.x, slope, winding: from.y < to.y ? 1 : -1 })
  })
  return edges
}

function sortIntoRows(edges: readonly Edge[], first: number, last: number): readonly Edge[][] {
  const rows: Edge[][] = Array.from({ length: Math.max(0, last - first + 1) }, () => [])
  for (const edge of edges) {
    const to = Math.min(last, Math.floor(edge.bottom))
    for (let row = Math.max(first, Math.floor(edge.top)); row <= to; row += 1) rows[row - first]?.push(edge)
  }
  return rows
}

function coverCut(edges: readonly Edge[], y: number, cover: Float32Array): void {
  const crossings = edges
    .filter(({ top, bottom }) => top <= y && y < bottom)
    .map(({ top, xAtTop, slope, winding }) => ({ x: xAtTop + (y - top) * slope, winding }))
    .sort((a, b) => a.x - b.x)
  let winding = 0
  let from = 0
  for (const crossing of crossings) {
    if (winding === 0) from = crossing.x
    winding += crossing.winding
    if (winding === 0) coverSpan(cover, from, crossing.x)
  }
}

function coverSpan(cover: Float32Array, from: number, to: number): void {
  const [left, right] = [Math.max(0, from), Math.min(cover.length, to)]
  for (let column = Math.floor(left); column < right; column += 1) {
    const share = Math.min(right, column + 1) - Math.max(left, column)
    cover[column] = (cover[column] ?? 0) + share / CUTS
  }
}

function blendRow(picture: Picture, row: number, cover: Float32Array, colour: Colour, opacity: number): void {
  for (let column = 0; column < picture.width; column += 1) {
    const share = (cover[column] ?? 0) * opacity
    if (share === 0) continue
    const pixel = (row * picture.width + column) * 3
    for (let channel = 0; channel < 3; channel += 1) {
      const before = picture.data[pixel + channel] ?? 0
      picture.data[pixel + channel] = before + ((colour[channel] ?? 0) - before) * share + 0.5
    }
  }
}

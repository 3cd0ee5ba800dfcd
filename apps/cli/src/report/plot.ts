import type { Axis } from './axis.ts'
import { escapeHtml } from './html.ts'

const SIZE = { width: 560, height: 400 } as const
const MARGIN = { left: 74, right: 16, top: 16, bottom: 52 } as const

/** What is drawn on a plot; `series` is the number of its colour. */
export type Mark =
  | { readonly kind: 'line'; readonly series: number; readonly name: string; readonly points: readonly Value[] }
  | { readonly kind: 'bars'; readonly series: number; readonly name: string; readonly bars: readonly Bar[] }
  | { readonly kind: 'point'; readonly series: number; readonly name: string; readonly at: Value }
  /** A line across the plot at one value of the x-axis. */
  | { readonly kind: 'upright'; readonly name: string; readonly x: number }
  /** Where both errors are equal. */
  | { readonly kind: 'diagonal'; readonly name: string }

export interface Value {
  readonly x: number
  readonly y: number
}

export interface Bar {
  readonly from: number
  readonly to: number
  readonly height: number
}

export interface Plot {
  readonly title: string
  readonly x: Axis
  readonly y: Axis
  readonly marks: readonly Mark[]
}

/** A plot as SVG with its legend, without scripts; colours come from the page. */
export function plotSvg({ title, x, y, marks }: Plot): string {
  const place = placeOn(x, y)
  const names = marks.filter((mark) => mark.kind !== 'diagonal')
  const legend = names.map((mark) => `<li class="${classOf(mark)}"><i></i>${escapeHtml(mark.name)}</li>`)
  return [
    `<figure><figcaption>${escapeHtml(title)}</figcaption>`,
    `<svg viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img" aria-label="${escapeHtml(title)}">`,
    gridSvg(x, y),
    ...marks.map((mark) => markSvg(mark, place)),
    '</svg>',
    `<ul class="legend">${legend.join('')}</ul></figure>`,
  ].join('')
}

type Place = (value: Value) => { readonly left: number; readonly top: number }

function placeOn(x: Axis, y: Axis): Place {
  const width = SIZE.width - MARGIN.left - MARGIN.right
  const height = SIZE.height - MARGIN.top - MARGIN.bottom
  return (value) => ({
    left: round(MARGIN.left + width * x.place01(value.x)),
    top: round(MARGIN.top + height * (1 - y.place01(value.y))),
  })
}

function gridSvg(x: Axis, y: Axis): string {
  const [right, bottom] = [SIZE.width - MARGIN.right, SIZE.height - MARGIN.bottom]
  const width = right - MARGIN.left
  const height = bottom - MARGIN.top
  const upright = x.ticks.map(({ value, label }) => {
    const left = round(MARGIN.left + width * x.place01(value))
    return `<path class="grid" d="M${left} ${MARGIN.top}V${bottom}"/><text x="${left}" y="${bottom + 18}" text-anchor="middle">${label}</text>`
  })
  const level = y.ticks.map(({ value, label }) => {
    const top = round(MARGIN.top + height * (1 - y.place01(value)))
    return `<path class="grid" d="M${MARGIN.left} ${top}H${right}"/><text x="${MARGIN.left - 8}" y="${top + 4}" text-anchor="end">${label}</text>`
  })
  const middle = MARGIN.top + height / 2
  return [
    ...upright,
    ...level,
    `<text class="title" x="${MARGIN.left + width / 2}" y="${SIZE.height - 8}" text-anchor="middle">${escapeHtml(x.title)}</text>`,
    `<text class="title" x="14" y="${middle}" text-anchor="middle" transform="rotate(-90 14 ${middle})">${escapeHtml(y.title)}</text>`,
  ].join('')
}

function markSvg(mark: Mark, place: Place): string {
  switch (mark.kind) {
    case 'line': {
      const points = mark.points.map(place).map(({ left, top }) => `${left} ${top}`)
      return `<path class="${classOf(mark)}" d="M${thin(points).join('L')}"/>`
    }
    case 'bars':
      return mark.bars
        .filter(({ height }) => height > 0)
        .map(({ from, to, height }) => {
          const [corner, foot] = [place({ x: from, y: height }), place({ x: to, y: 0 })]
          const size = `width="${round(Math.max(1, foot.left - corner.left - 1))}" height="${round(foot.top - corner.top)}"`
          return `<rect class="${classOf(mark)}" x="${corner.left}" y="${corner.top}" ${size}/>`
        })
        .join('')
    case 'point': {
      const { left, top } = place(mark.at)
      return `<circle class="${classOf(mark)}" cx="${left}" cy="${top}" r="5"/>`
    }
    case 'upright': {
      const { left } = place({ x: mark.x, y: 0 })
      return `<path class="${classOf(mark)}" d="M${left} ${MARGIN.top}V${SIZE.height - MARGIN.bottom}"/>`
    }
    case 'diagonal':
      return `<path class="diagonal" d="M${MARGIN.left} ${SIZE.height - MARGIN.bottom}L${SIZE.width - MARGIN.right} ${MARGIN.top}"/>`
  }
}

function classOf(mark: Mark): string {
  return 'series' in mark ? `${mark.kind} s${mark.series}` : mark.kind
}

/** Without points that lie on the one before: thousands of pairs end on the same pixel. */
function thin(points: readonly string[]): readonly string[] {
  return points.filter((point, index) => point !== points[index - 1])
}

function round(value: number): number {
  return Math.round(10 * value) / 10
}

import { escapeHtml, percent } from './html.ts'

/** One share with its upper bound. */
export interface BarRow {
  readonly name: string
  readonly hits: number
  readonly n: number
  readonly share: number
  /** Where the true share may still lie; absent where only a count is meant. */
  readonly upper95?: number
}

const WIDTH = 560
const ROW = 30
const NAME = 190
const FIGURES = 120

/** Lying bars with whiskers up to the bound. */
export function barChartSvg(title: string, rows: readonly BarRow[]): string {
  const across = WIDTH - NAME - FIGURES
  const at = (share: number) => Math.round(10 * (NAME + across * Math.min(1, Math.max(0, share)))) / 10
  const height = ROW * rows.length + 24
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<path class="grid" d="M${at(share)} 4V${height - 20}"/><text x="${at(share)}" y="${height - 6}" text-anchor="middle">${100 * share} %</text>`,
  )
  const bars = rows.map((row, index) => barSvg(row, ROW * index + ROW / 2 + 4, at))
  const label = escapeHtml(title)
  return `<figure><figcaption>${label}</figcaption><svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}">${grid.join('')}${bars.join('')}</svg></figure>`
}

function barSvg({ name, hits, n, share, upper95 }: BarRow, y: number, at: (share: number) => number): string {
  const width = Math.round(10 * (at(share) - at(0))) / 10
  const whisker =
    upper95 === undefined
      ? ''
      : `<path class="whisker" d="M${at(share)} ${y}H${at(upper95)}M${at(upper95)} ${y - 5}V${y + 5}"/>`
  const figures = upper95 === undefined ? `${hits} of ${n}` : `${hits} of ${n}, ≤ ${percent(upper95, 0)}`
  return [
    `<text class="title" x="${NAME - 8}" y="${y + 4}" text-anchor="end">${escapeHtml(name)}</text>`,
    `<rect class="s1" x="${at(0)}" y="${y - 8}" width="${width}" height="16"/>${whisker}`,
    `<text x="${WIDTH - 4}" y="${y + 4}" text-anchor="end">${figures}</text>`,
  ].join('')
}

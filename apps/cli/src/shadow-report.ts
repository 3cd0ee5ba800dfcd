import type { ReportLine } from '@bonafide/service'
import { upperBound95 } from './evaluate/statistics.ts'

const COLUMNS = ['operation', 'product', 'documentType', 'what', 'value', 'n', 'agreed'] as const

/** The share of calls that disagree is below the bound in 19 of 20 such samples (Clopper-Pearson); never rounded down. */
export function withBound(line: ReportLine) {
  return { ...line, disagreeAtMost: Math.ceil(upperBound95(line.n - line.agreed, line.n) * 10_000) / 10_000 }
}

type BoundedLine = ReturnType<typeof withBound>

export function csvLines(lines: readonly BoundedLine[]): string[] {
  const header = [...COLUMNS, 'disagreeAtMost', 'drift'].join(',')
  // Every value is a code or a number by the time it is kept; none holds a comma or a quote.
  return [
    header,
    ...lines.map((line) => [...COLUMNS.map((name) => line[name]), line.disagreeAtMost, line.drift ?? ''].join(',')),
  ]
}

export function textLines(lines: readonly BoundedLine[]): string[] {
  if (lines.length === 0) return ['Nothing was compared yet.']
  return lines.map(({ operation, product, documentType, what, value, n, agreed, disagreeAtMost, drift }) => {
    const about = [operation, product, documentType, what, value].filter((text) => text !== '').join('  ')
    if (what === 'none') return `${about}  ${n} not compared`
    const apart = drift === undefined ? '' : `  ${drift} apart on average`
    return `${about}  ${agreed} of ${n} alike, at most ${(disagreeAtMost * 100).toFixed(1)} % differ${apart}`
  })
}

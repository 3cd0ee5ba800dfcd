import type { Comparison } from './comparison.ts'

/** How long comparisons are kept: a quarter, which is what a trial takes. */
export const SHADOW_DAYS = 90

/** How often both services said the same of one thing. */
export interface ReportLine {
  readonly operation: string
  readonly product: string
  readonly documentType: string
  /** `answer` (status and code), `Passed`, `SubCode`, `field`, a check's name, or `none` where one side is missing. */
  readonly what: string
  /** The two values for SubCode lines, `ours/theirs`; the reason for `none`. */
  readonly value: string
  readonly n: number
  readonly agreed: number
  /** Mean distance of scores. */
  readonly drift?: number
}

interface Said {
  readonly what: string
  readonly value?: string
  readonly n?: number
  readonly agreed: number
  readonly distance?: number
}

type Line = ReportLine & { readonly distance: number }

/** Adds comparisons up, one line for each thing that was compared, in a fixed order. */
export async function reportLines(comparisons: AsyncIterable<Comparison>): Promise<readonly ReportLine[]> {
  const lines = new Map<string, Line>()
  for await (const comparison of comparisons) {
    const { operation, product = '', documentType = '' } = comparison
    for (const { what, value = '', n = 1, agreed, distance } of saidOf(comparison)) {
      const key = [operation, product, documentType, what, value].join('\t')
      const before = lines.get(key)
      lines.set(key, {
        ...{ operation, product, documentType, what, value },
        n: (before?.n ?? 0) + n,
        agreed: (before?.agreed ?? 0) + agreed,
        distance: (before?.distance ?? 0) + (distance ?? 0),
      })
    }
  }
  return [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => shown(line))
}

function* saidOf({ ours, theirs, fields, notCompared }: Comparison): Generator<Said> {
  for (const reason of notCompared) yield { what: 'none', value: reason, agreed: 0 }
  if (ours === undefined || theirs === undefined) return
  yield { what: 'answer', agreed: same(`${ours.status} ${ours.code}`, `${theirs.status} ${theirs.code}`) }
  // Without liveness the other service's verdict rests on something that was not judged here.
  if (!notCompared.includes('liveness') && ours.passed !== undefined && theirs.passed !== undefined)
    yield { what: 'Passed', agreed: same(ours.passed, theirs.passed) }
  if (ours.subCode !== undefined && theirs.subCode !== undefined) {
    const what = notCompared.includes('liveness') ? 'SubCode without liveness' : 'SubCode'
    yield { what, agreed: same(ours.subCode, theirs.subCode) }
    yield {
      what: `${what} pair`,
      value: `${ours.subCode}/${theirs.subCode}`,
      agreed: same(ours.subCode, theirs.subCode),
    }
  }
  for (const [name, value] of Object.entries(ours.checks)) {
    const other = theirs.checks[name]
    if (other !== undefined) yield { what: name, agreed: same(value, other) }
  }
  for (const [name, score] of Object.entries(ours.scores)) {
    const other = theirs.scores[name]
    if (other !== undefined) yield { what: name, agreed: same(score, other), distance: Math.abs(score - other) }
  }
  if (fields !== undefined) yield { what: 'field', n: fields.compared, agreed: fields.equal }
}

function same(a: unknown, b: unknown): 0 | 1 {
  return a === b ? 1 : 0
}

function shown({ distance, ...line }: Line): ReportLine {
  return /score$/i.test(line.what) ? { ...line, drift: Math.round((distance / line.n) * 100) / 100 } : line
}

import { upperBound95 } from './statistics.ts'

/** Errors of one kind: so many of so many. */
interface Errors {
  readonly what: string
  readonly hits: number
  readonly n: number
  /** A share that they must never pass, whatever was measured before. */
  readonly most?: number
}

/** security.md C3: a person who is alive is rejected once in seven times at most. */
const MOST_LIVE_REJECTED = 0.15
/** security.md C4: one stranger in a thousand is taken for the other. */
const MOST_STRANGERS_MATCHED = 0.001

type Report = Readonly<Record<string, unknown>>

/** What counts as an error in the report of each evaluation. */
const ERRORS: Readonly<Record<string, (report: Report) => readonly Errors[]>> = {
  liveness: (report) => {
    const live = recordAt(report, 'bonafide')
    const attacks = Object.entries(recordAt(report, 'attacks'))
    return [
      { what: 'bona fide rejected', ...countOf(live, 'rejected'), most: MOST_LIVE_REJECTED },
      ...attacks.map(([kind, attack]) => ({ what: `${kind} accepted`, ...countOf(asRecord(attack), 'accepted') })),
    ]
  },
  faces: (report) => [
    ...matchErrors(report, 'face'),
    ...matchErrors(recordAt(report, 'portrait'), 'portrait'),
    { what: 'failed to acquire', hits: numberAt(report, 'failedToAcquire'), n: numberAt(report, 'pictures') },
  ],
}

export const COMPARABLE: readonly string[] = Object.keys(ERRORS)

/** The earlier report is not one of this evaluation. */
export class BaselineInvalid extends Error {
  readonly code = 'baseline-invalid'
}

/**
 * What an evaluation shows to be worse than an earlier one, each as a sentence; species by species, since a mean hides the
 * one that got through. On as many trials as before, one error more is worse: the same set is judged the same way. On
 * another number, a share above the upper end of the 95 % interval of before is. What is no longer measured is worse, too.
 */
export function regressions(what: string, report: unknown, baseline: unknown): readonly string[] {
  const read = ERRORS[what]
  if (read === undefined) throw new BaselineInvalid(`only ${COMPARABLE.join(' and ')} can be compared, not ${what}`)
  const now = new Map(read(asRecord(report)).map((errors) => [errors.what, errors]))
  const worse = read(asRecord(baseline)).flatMap((before) => {
    const after = now.get(before.what)
    if (before.n === 0) return []
    if (after === undefined || after.n === 0) return [`${before.what}: not measured, ${lineOf(before)} before`]
    return isWorse(after, before) ? [`${before.what}: ${lineOf(after)}, ${lineOf(before)} before`] : []
  })
  const beyond = [...now.values()].flatMap((errors) =>
    errors.n > 0 && errors.hits / errors.n > (errors.most ?? 1)
      ? [`${errors.what}: ${lineOf(errors)}, more than ${(errors.most ?? 1) * 100} %`]
      : [],
  )
  return [...worse, ...beyond]
}

function isWorse(after: Errors, before: Errors): boolean {
  if (after.n === before.n) return after.hits > before.hits
  return after.hits / after.n > upperBound95(before.hits, before.n)
}

function lineOf({ hits, n }: Errors): string {
  return `${hits} of ${n}`
}

function matchErrors(rates: Report, name: string): readonly Errors[] {
  const pairs = recordAt(rates, 'n')
  const [genuine, impostor] = [numberAt(pairs, 'genuine'), numberAt(pairs, 'impostor')]
  const missed = 1 - numberAt(recordAt(rates, 'tarAtFar'), '0.001')
  const matched = numberAt(recordAt(rates, 'operating'), 'far')
  return [
    { what: `${name}: not known again at one false match in 1,000`, hits: Math.round(missed * genuine), n: genuine },
    {
      what: `${name}: strangers matched at the operating point`,
      hits: Math.round(matched * impostor),
      n: impostor,
      most: MOST_STRANGERS_MATCHED,
    },
  ]
}

function countOf(counted: Report, hits: string): Pick<Errors, 'hits' | 'n'> {
  return { hits: numberAt(counted, hits), n: numberAt(counted, 'n') }
}

function recordAt(report: Report, key: string): Report {
  return asRecord(report[key])
}

function asRecord(value: unknown): Report {
  if (typeof value !== 'object' || value === null) throw new BaselineInvalid('this is no report of that evaluation')
  return value as Report
}

function numberAt(report: Report, key: string): number {
  const value = report[key]
  if (typeof value !== 'number') throw new BaselineInvalid(`the report has no number ${key}`)
  return value
}

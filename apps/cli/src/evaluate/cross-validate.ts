import type { LivenessRow } from './judge-clip.ts'
import { ratesOf } from './liveness-report.ts'

/** A measure with a threshold: which of a row's measures, and which attacks it stands against. */
interface Calibrated {
  readonly name: string
  readonly check: string
  readonly measure: RegExp
  /** The kinds that it is there to stop. Others read like living people on it and would draw the limit in among them. */
  readonly against: RegExp
  /** Whether living people read low. */
  readonly low?: true
}

const SHEETS = /^(print|eye)/

const CALIBRATED: readonly Calibrated[] = [
  { name: 'turn', check: 'challenge-obeyed', measure: /turn-(left|right)-strength$/, against: SHEETS },
  { name: 'mouth', check: 'challenge-obeyed', measure: /open-mouth-strength$/, against: /^print/ },
  { name: 'blink', check: 'challenge-obeyed', measure: /blink-strength$/, against: /^print/ },
  { name: 'nod', check: 'challenge-obeyed', measure: /nod-strength$/, against: SHEETS },
  { name: 'turn relief', check: 'depth-on-turn', measure: /turn-(left|right)-relief$/, against: SHEETS },
  { name: 'nod relief', check: 'depth-on-turn', measure: /nod-relief$/, against: SHEETS },
  { name: 'light', check: 'screen-light', measure: /^lightGain$/, against: /^(replay|inject_noflash)/ },
  { name: 'light correlation', check: 'screen-light', measure: /^lightCorrelation$/, against: /^inject_noflash/ },
  { name: 'surround', check: 'screen-light', measure: /^surroundShare$/, against: /^(print|eye|replay)/, low: true },
  { name: 'repeats', check: 'capture-integrity', measure: /^repeats$/, against: /^repeat/, low: true },
  { name: 'blends', check: 'capture-integrity', measure: /^blends$/, against: /^blend/, low: true },
  { name: 'screen peak', check: 'screen-pattern', measure: /^screenPeak$/, against: /^replay/, low: true },
  { name: 'seam', check: 'one-face-throughout', measure: /^largestDistanceAtSeam$/, against: /^splice/, low: true },
]

/**
 * Fits every threshold without one person, half way between the weakest living person and the strongest attack below,
 * and judges that person by them; so for each person in turn. What has no threshold (order, unasked actions, what could
 * not be judged) stays as the checks said. The rules themselves were chosen by people who had seen the data.
 */
export function crossValidate(rows: readonly LivenessRow[]) {
  const asked = rows.filter((row) => row.asked.length > 0 && row.subject !== null)
  const people = [...new Set(asked.map(({ subject }) => subject))]
  const folds = people.map((person) => ({
    person,
    limits: fitLimits(asked.filter(({ subject }) => subject !== person)),
  }))
  const passed = new Set(
    folds.flatMap(({ person, limits }) =>
      asked.filter((row) => row.subject === person && passesBy(row, limits)).map(({ file }) => file),
    ),
  )
  return {
    people: people.length,
    ...ratesOf(asked, ({ file }) => passed.has(file)),
    thresholds: Object.fromEntries(
      CALIBRATED.flatMap(({ name }) => {
        const values = folds.flatMap(({ limits }) => limits.get(name) ?? [])
        return values.length === 0 ? [] : [[name, { least: Math.min(...values), most: Math.max(...values) }]]
      }),
    ),
  }
}

type Limits = ReadonlyMap<string, number>

function fitLimits(rows: readonly LivenessRow[]): Limits {
  return new Map(
    CALIBRATED.flatMap((calibrated): [string, number][] => {
      const values = (some: readonly LivenessRow[]) => some.flatMap((row) => valuesOf(row, calibrated))
      const living = values(rows.filter(({ attack }) => !attack))
      const attacks = values(rows.filter(({ attack, kind }) => attack && calibrated.against.test(kind)))
      const weakest = Math.min(...living)
      const below = attacks.filter((value) => value < weakest)
      // Without living people and attacks below them there is nothing to be half way between: the check's own limit stays.
      if (living.length === 0 || below.length === 0) return []
      const limit = (weakest + Math.max(...below)) / 2
      return [[calibrated.name, calibrated.low === true ? -limit : limit]]
    }),
  )
}

function passesBy(row: LivenessRow, limits: Limits): boolean {
  const measured = CALIBRATED.map((calibrated) => ({ ...calibrated, values: valuesOf(row, calibrated) }))
  const within = measured.every(({ name, low, values }) => {
    const limit = limits.get(name)
    return limit === undefined || values.every((value) => value >= (low === true ? -limit : limit))
  })
  const fitted = new Set(
    measured.filter(({ name, values }) => values.length > 0 && limits.has(name)).map(({ check }) => check),
  )
  const unfitted = measured
    .filter(({ name, values }) => values.length > 0 && !limits.has(name))
    .map(({ check }) => check)
  const byThemselves = Object.entries(row.checks).filter(([check]) => !fitted.has(check) || unfitted.includes(check))
  return (
    within &&
    byThemselves.every(([, outcome]) => outcome === 'passed') &&
    !Object.values(row.checks).includes('not-judged') &&
    row.measures['unasked'] === 0 &&
    inOrder(row)
  )
}

function inOrder({ colours, measures }: LivenessRow): boolean {
  return colours === 0 || (measures['lightCorrelation'] ?? 0) > (measures['lightOtherCorrelation'] ?? 0)
}

/** Values of a measure with the sign that makes more mean more alive. */
function valuesOf({ measures }: LivenessRow, { measure, low }: Calibrated): readonly number[] {
  return Object.entries(measures)
    .filter(([name]) => measure.test(name))
    .map(([, value]) => (low === true ? -value : value))
}

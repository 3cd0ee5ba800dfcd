import type { LivenessRow } from './judge-clip.ts'
import { ratesOf } from './liveness-report.ts'

/** A measure with a threshold: which of a row's measures, and which attacks it stands against. */
interface Calibrated {
  readonly name: string
  readonly measure: RegExp
  readonly against: RegExp
  /** Whether living people read low. */
  readonly low?: true
}

const SHEETS = /^(print|eye)/
const REARRANGED = /^(repeat|blend)/

const CALIBRATED: readonly Calibrated[] = [
  { name: 'turn', measure: /turn-(left|right)-strength$/, against: SHEETS },
  { name: 'mouth', measure: /open-mouth-strength$/, against: /^print/ },
  { name: 'blink', measure: /blink-strength$/, against: /^print/ },
  { name: 'nod', measure: /nod-strength$/, against: SHEETS },
  { name: 'turn relief', measure: /turn-(left|right)-relief$/, against: SHEETS },
  { name: 'nod relief', measure: /nod-relief$/, against: SHEETS },
  { name: 'light', measure: /^lightGain$/, against: /^(replay|inject_noflash)/ },
  { name: 'light correlation', measure: /^lightCorrelation$/, against: /^inject_noflash/ },
  { name: 'surround', measure: /^surroundShare$/, against: /^(print|eye|replay)/, low: true },
  { name: 'repeats', measure: /^repeats$/, against: REARRANGED, low: true },
  { name: 'blends', measure: /^blends$/, against: REARRANGED, low: true },
  { name: 'seam', measure: /^largestDistanceAtSeam$/, against: /^splice/, low: true },
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
      if (living.length === 0) return []
      const weakest = Math.min(...living)
      const below = attacks.filter((value) => value < weakest)
      // Without an attack below there is nothing to be half way to: the weakest person marks the limit.
      const limit = below.length === 0 ? weakest : (weakest + Math.max(...below)) / 2
      return [[calibrated.name, calibrated.low === true ? -limit : limit]]
    }),
  )
}

function passesBy(row: LivenessRow, limits: Limits): boolean {
  const within = CALIBRATED.every((calibrated) => {
    const limit = limits.get(calibrated.name)
    const sign = calibrated.low === true ? -1 : 1
    return limit === undefined || valuesOf(row, calibrated).every((value) => value >= sign * limit)
  })
  return within && row.measures['unasked'] === 0 && !Object.values(row.checks).includes('not-judged') && inOrder(row)
}

function inOrder({ colours, measures }: LivenessRow): boolean {
  return colours === 0 || (measures['coloursInOrder'] ?? 0) >= (measures['coloursAsked'] ?? 0) - 1
}

/** Values of a measure with the sign that makes more mean more alive. */
function valuesOf({ measures }: LivenessRow, { measure, low }: Calibrated): readonly number[] {
  return Object.entries(measures)
    .filter(([name]) => measure.test(name))
    .map(([, value]) => (low === true ? -value : value))
}

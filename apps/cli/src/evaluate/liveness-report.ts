import type { LivenessRow } from './judge-clip.ts'
import { kindsOf } from './liveness-kinds.ts'
import { spreadOf, upperBound95 } from './statistics.ts'

/** The figures over some judged clips. Clips in which nothing was asked are a part of their own: no rule lets them pass. */
export function livenessReport(rows: readonly LivenessRow[]) {
  const asked = rows.filter((row) => row.asked.length > 0)
  const unasked = rows.filter((row) => row.asked.length === 0)
  return {
    ...ratesOf(asked, ({ passed }) => passed),
    msPerClip: spreadOf(rows.map(({ ms }) => ms)),
    withoutLight: ratesOf(asked, ({ passedWithoutLight }) => passedWithoutLight),
    strict: ratesOf(asked, ({ passedStrictly }) => passedStrictly),
    withoutChallenge: ratesOf(unasked, ({ against }) => against.length === 0),
    checksAlone: checksAlone(rows),
    against: Object.fromEntries(kindsOf(rows).map(([kind, some]) => [kind, countAgainst(some)])),
  }
}

export function ratesOf(rows: readonly LivenessRow[], passed: (row: LivenessRow) => boolean) {
  const bonafide = rows.filter(({ attack }) => !attack)
  const rejected = bonafide.filter((row) => !passed(row)).length
  return {
    bonafide: { n: bonafide.length, rejected, ...rate('bpcer', rejected, bonafide.length) },
    attacks: Object.fromEntries(
      kindsOf(rows.filter(({ attack }) => attack)).map(([kind, some]) => {
        const accepted = some.filter(passed).length
        return [kind, { n: some.length, accepted, ...rate('apcer', accepted, some.length) }]
      }),
    ),
  }
}

function rate<Name extends string>(name: Name, hits: number, trials: number) {
  return { [name]: trials === 0 ? null : hits / trials, upper95: upperBound95(hits, trials) }
}

/** Of each kind, how many clips a check could be asked about, how many it stops by what it saw, and how many it cannot judge. */
function checksAlone(rows: readonly LivenessRow[]) {
  const checks = [...new Set(rows.flatMap((row) => Object.keys(row.checks)))]
  return Object.fromEntries(
    checks.map((check) => [
      check,
      Object.fromEntries(
        kindsOf(rows).flatMap(([kind, some]) => {
          const said = some.flatMap((row) => row.checks[check] ?? [])
          const count = (outcome: string) => said.filter((one) => one === outcome).length
          return said.length === 0
            ? []
            : [[kind, { n: said.length, stopped: count('failed') + count('review'), notJudged: count('not-judged') }]]
        }),
      ),
    ]),
  )
}

function countAgainst(rows: readonly LivenessRow[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const said of rows.flatMap((row) => row.against)) counts[said] = (counts[said] ?? 0) + 1
  return counts
}

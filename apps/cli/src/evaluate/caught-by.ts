import type { LivenessRow } from './judge-clip.ts'
import { kindsOf } from './liveness-kinds.ts'

/** How the clips of one kind fared: which checks spoke against them, and which clips nothing spoke against. */
export interface Caught {
  readonly n: number
  /** By check, only those that spoke against a clip: of how many clips, and of how many no other check did. */
  readonly by: Readonly<Record<string, { readonly against: number; readonly alone: number }>>
  /** Clips that passed, by name. */
  readonly through: readonly string[]
}

/**
 * Which check caught which kind, people included. A check speaks against a clip by what it saw or by not being able to
 * judge: neither passes.
 */
export function caughtBy(rows: readonly LivenessRow[]): Readonly<Record<string, Caught>> {
  return Object.fromEntries(kindsOf(rows).map(([kind, some]) => [kind, caughtOf(some)]))
}

function caughtOf(rows: readonly LivenessRow[]): Caught {
  const spoke = rows.map(({ checks }) => Object.keys(checks).filter((check) => checks[check] !== 'passed'))
  const count = (check: string, least: (some: readonly string[]) => boolean) =>
    spoke.filter((some) => some.includes(check) && least(some)).length
  const by = [...new Set(spoke.flat())].sort().map((check) => {
    const alone = count(check, ({ length }) => length === 1)
    return [check, { against: count(check, () => true), alone }] as const
  })
  return {
    n: rows.length,
    by: Object.fromEntries(by),
    through: rows.filter(({ passed }) => passed).map(({ file }) => file),
  }
}

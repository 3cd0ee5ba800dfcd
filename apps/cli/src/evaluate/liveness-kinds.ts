import type { LivenessRow } from './judge-clip.ts'

/** Judged clips by kind; whatever living people are called in a set, they are one kind. */
export function kindsOf(rows: readonly LivenessRow[]): readonly (readonly [string, readonly LivenessRow[]])[] {
  const kindOf = ({ attack, kind }: LivenessRow) => (attack ? kind : 'bonafide')
  return [...new Set(rows.map(kindOf))].sort().map((kind) => [kind, rows.filter((row) => kindOf(row) === kind)])
}

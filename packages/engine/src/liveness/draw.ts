import type { Random } from '../ports.ts'

export interface Range {
  readonly fromMs: number
  readonly toMs: number
}

export function draw(random: Random, { fromMs, toMs }: Range): number {
  return fromMs + random.below(toMs - fromMs + 1)
}

export function shuffle<T>(random: Random, items: readonly T[]): readonly T[] {
  const left = [...items]
  return items.flatMap(() => left.splice(random.below(left.length), 1))
}

/** The items with one more among them, at a random place that is at most `last`. */
export function insert<T>(random: Random, items: readonly T[], item: T, last: number): readonly T[] {
  return items.toSpliced(random.below(last + 1), 0, item)
}

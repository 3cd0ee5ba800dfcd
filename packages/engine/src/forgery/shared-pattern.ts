/** A camera that is held at an angle sees a grid finer on one side of a page: by as many cycles a window. */
const SHIFT = 2

/**
 * What patterns of several parts of a page have in common: the mean of how far each frequency stands out on them, or one near
 * it. The frequencies lie in rows of `across`; the row after the last is the first again.
 */
export function sharedPattern(patterns: readonly Float64Array[], across: number): Float64Array {
  const shared = new Float64Array(patterns[0]?.length ?? 0)
  for (const pattern of patterns) {
    const wide = widened(pattern, across)
    for (let at = 0; at < shared.length; at += 1)
      shared[at] = (shared[at] as number) + (wide[at] as number) / patterns.length
  }
  return shared
}

/** Each frequency as far out as the farthest near it: along the rows, then down the columns. */
function widened(pattern: Float64Array, across: number): Float64Array {
  const down = pattern.length / across
  const [rows, wide] = [pattern.slice(), pattern.slice()]
  for (let at = 0; at < rows.length; at += 1) {
    const start = at - (at % across)
    const last = Math.min(start + across - 1, at + SHIFT)
    for (let near = Math.max(start, at - SHIFT); near <= last; near += 1)
      rows[at] = Math.max(rows[at] as number, pattern[near] as number)
  }
  for (let row = 0; row < down; row += 1) {
    for (let away = -SHIFT; away <= SHIFT; away += 1) {
      const from = ((row + away + down) % down) * across
      for (let column = 0, at = row * across; column < across; column += 1, at += 1)
        wide[at] = Math.max(wide[at] as number, rows[from + column] as number)
    }
  }
  return wide
}

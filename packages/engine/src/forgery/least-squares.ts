/** One equation of a fit: terms times factors should give the value. */
export interface Equation {
  readonly terms: readonly number[]
  readonly value: number
  readonly weight: number
}

/** Keeps the normal equations solvable where terms say the same; far below anything that is fitted. */
const RIDGE: number = 1e-9

/** The factors that miss the values least, by weighted squares; Gauss and Jordan on the normal equations. */
export function leastSquares(equations: readonly Equation[]): readonly number[] {
  const size = equations[0]?.terms.length ?? 0
  const normal = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size + 1 }, (_unused, column) => (column === row ? RIDGE : 0)),
  )
  for (const { terms, value, weight } of equations) {
    for (const [row, term] of terms.entries()) {
      const line = normal[row] ?? []
      for (const [column, other] of [...terms, value].entries())
        line[column] = (line[column] ?? 0) + weight * term * other
    }
  }
  for (const [index, pivot] of normal.entries()) {
    const lead = pivot[index] ?? RIDGE
    for (const row of normal) {
      if (row === pivot) continue
      const share = (row[index] ?? 0) / lead
      for (let column = index; column <= size; column += 1)
        row[column] = (row[column] ?? 0) - share * (pivot[column] ?? 0)
    }
  }
  return normal.map((row, index) => (row[size] ?? 0) / (row[index] ?? RIDGE))
}

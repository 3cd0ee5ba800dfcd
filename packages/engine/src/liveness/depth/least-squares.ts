/**
 * Coefficients that bring `rows · c` nearest to `targets`, outliers weighing less with each round: a row that lies twice
 * the usual error away counts half. Answers one coefficient per column.
 */
export function robustFit(rows: readonly Float64Array[], targets: readonly Float64Array[]): readonly Float64Array[] {
  let weights: readonly number[] | undefined
  let fits: readonly Float64Array[] = []
  for (let round = 0; round < ROUNDS; round++) {
    fits = targets.map((target) => solveLeastSquares(rows, target, weights))
    const errors = rows.map((row, index) =>
      Math.hypot(...targets.map((target, k) => (target[index] ?? 0) - dot(row, fits[k] ?? new Float64Array()))),
    )
    const usual = USUAL_PER_MEDIAN * median(errors) + 1e-6
    weights = errors.map((error) => 1 / (1 + (error / (2 * usual)) ** 2))
  }
  return fits
}

const ROUNDS = 4
/** Standard deviation over median of absolute errors, for normal noise. */
const USUAL_PER_MEDIAN = 1.48
/** Keeps the equations solvable when the points lie on a line. */
const RIDGE = 1e-9

/** Coefficients of the plain fit; rows may carry weights. */
export function solveLeastSquares(
  rows: readonly Float64Array[],
  target: Float64Array,
  weights?: readonly number[],
): Float64Array {
  const size = rows[0]?.length ?? 0
  const equations = Array.from({ length: size }, () => new Float64Array(size + 1))
  rows.forEach((row, index) => {
    const weight = weights?.[index] ?? 1
    equations.forEach((equation, a) => {
      const scaled = weight * (row[a] ?? 0)
      for (let b = 0; b < size; b++) equation[b] = (equation[b] ?? 0) + scaled * (row[b] ?? 0)
      equation[size] = (equation[size] ?? 0) + scaled * (target[index] ?? 0)
    })
  })
  equations.forEach((equation, index) => {
    equation[index] = (equation[index] ?? 0) + RIDGE
  })
  return eliminate(equations)
}

/** Gauss-Jordan with row pivots on equations that carry their right side as last number. */
function eliminate(equations: Float64Array[]): Float64Array {
  const size = equations.length
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(equations[row]?.[column] ?? 0) > Math.abs(equations[pivot]?.[column] ?? 0)) pivot = row
    }
    const [chosen, replaced] = [equations[pivot], equations[column]]
    if (chosen === undefined || replaced === undefined) break
    equations[pivot] = replaced
    equations[column] = chosen
    for (const equation of equations) {
      if (equation === chosen) continue
      const factor = (equation[column] ?? 0) / (chosen[column] ?? 1)
      for (let k = column; k <= size; k++) equation[k] = (equation[k] ?? 0) - factor * (chosen[k] ?? 0)
    }
  }
  return Float64Array.from(equations, (equation, index) => (equation[size] ?? 0) / (equation[index] ?? 1))
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/**
 * Upper end of the exact one-sided 95 % interval of a share (Clopper-Pearson): with `hits` of `trials` seen, the true
 * share is below it unless something happened that happens once in twenty times. 1 when nothing was tried.
 */
export function upperBound95(hits: number, trials: number): number {
  if (trials === 0 || hits >= trials) return 1
  let [low, high] = [hits / trials, 1]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (chanceOfAtMost(hits, trials, middle) > 0.05) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Lower end of the same interval: what was seen less of is the share of the misses. */
export function lowerBound95(hits: number, trials: number): number {
  return 1 - upperBound95(trials - hits, trials)
}

function chanceOfAtMost(hits: number, trials: number, share: number): number {
  let sum = 0
  let logChoose = 0
  for (let k = 0; k <= hits; k++) {
    if (k > 0) logChoose += Math.log((trials - k + 1) / k)
    sum += Math.exp(logChoose + k * Math.log(share) + (trials - k) * Math.log1p(-share))
  }
  return sum
}

/** The value below which a share of the values lies (nearest rank); `NaN` for no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN
}

export interface Spread {
  readonly p50: number
  readonly p95: number
}

export function spreadOf(values: readonly number[]): Spread {
  return { p50: percentile(values, 0.5), p95: percentile(values, 0.95) }
}

/** Distances of pairs that are the same person and of pairs that are not; a pair that could not be compared is infinite. */
export interface PairDistances {
  readonly genuine: readonly number[]
  readonly impostor: readonly number[]
}

export function countAtMost(distances: readonly number[], threshold: number): number {
  return distances.filter((distance) => distance <= threshold).length
}

export function shareAtMost(distances: readonly number[], threshold: number): number {
  return distances.length === 0 ? Number.NaN : countAtMost(distances, threshold) / distances.length
}

/** What a threshold does: the shares of genuine pairs and of strangers that lie within it. */
export interface RocPoint {
  readonly threshold: number
  readonly tar: number
  readonly far: number
}

/** Every threshold at which something changes, from the one that accepts nobody upwards. */
export function rocOf({ genuine, impostor }: PairDistances): readonly RocPoint[] {
  const [near, far] = [[...genuine].sort((a, b) => a - b), [...impostor].sort((a, b) => a - b)]
  const thresholds = [...new Set([...near, ...far])].filter(Number.isFinite).sort((a, b) => a - b)
  let [accepted, mistaken] = [0, 0]
  const points: RocPoint[] = [{ threshold: Number.NEGATIVE_INFINITY, tar: 0, far: 0 }]
  for (const threshold of thresholds) {
    while ((near[accepted] ?? Number.POSITIVE_INFINITY) <= threshold) accepted += 1
    while ((far[mistaken] ?? Number.POSITIVE_INFINITY) <= threshold) mistaken += 1
    points.push({ threshold, tar: accepted / near.length, far: mistaken / far.length })
  }
  return points
}

/** The rate at which as many strangers are accepted as genuine pairs are rejected, where the two come nearest. */
export function equalErrorRate(pairs: PairDistances): number {
  let best = { gap: Number.POSITIVE_INFINITY, rate: Number.NaN }
  for (const { tar, far } of rocOf(pairs)) {
    const gap = Math.abs(1 - tar - far)
    if (gap < best.gap) best = { gap, rate: (1 - tar + far) / 2 }
  }
  return best.rate
}

/** The distance below which at most this share of the strangers lies: that of the first stranger too many. */
export function firstBeyondFar({ impostor }: PairDistances, far: number): number {
  const strangers = [...impostor].sort((a, b) => a - b)
  return strangers[Math.floor(far * strangers.length)] ?? Number.POSITIVE_INFINITY
}

/** Share of genuine pairs accepted at the largest threshold that accepts at most `far` of the strangers. */
export function tarAtFar(pairs: PairDistances, far: number): number {
  const beyond = firstBeyondFar(pairs, far)
  return pairs.genuine.filter((distance) => distance < beyond).length / pairs.genuine.length
}

/** A stream of numbers that one seed fixes: for renderings that must come out alike, never for secrets. */
export interface Seeded {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform in [low, high). */
  between(low: number, high: number): number
  /** Uniform among the items. */
  pick<T>(items: readonly [T, ...T[]]): T
}

/** Xorshift32 after a spread of the seed, so that neighbouring seeds do not look alike. */
export function seeded(seed: number): Seeded {
  let state = spread(seed)
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
  }
}

function spread(seed: number): number {
  let value = (Math.trunc(seed) ^ 0x9e3779b9) | 0
  for (let round = 0; round < 3; round += 1) {
    value = Math.imul(value ^ (value >>> 16), 0x45d9f3b)
    value = (value + 0x7f4a7c15) | 0
  }
  // Xorshift stays at zero for ever once it is there.
  return value === 0 ? 1 : value
}

/** One direction of a plot: from a value to its place, 0-1, and where lines with labels stand. */
export interface Axis {
  readonly title: string
  /** Outside of what the axis shows, a value is moved to its end. */
  place01(value: number): number
  readonly ticks: readonly { readonly value: number; readonly label: string }[]
}

interface LinearOptions {
  readonly title: string
  readonly from: number
  readonly to: number
  readonly ticks: readonly number[]
  readonly label: (value: number) => string
}

export function linearAxis({ title, from, to, ticks, label }: LinearOptions): Axis {
  return {
    title,
    place01: (value) => clamp01((value - from) / (to - from)),
    ticks: ticks.map((value) => ({ value, label: label(value) })),
  }
}

/** A share from `from` to 1, each power of ten as wide as the next. */
export function logShareAxis(title: string, from: number): Axis {
  const decades = Math.round(-Math.log10(from))
  return {
    title,
    place01: (share) => clamp01(1 + Math.log10(Math.max(share, from)) / decades),
    ticks: Array.from({ length: decades + 1 }, (_, power) => {
      const value = 10 ** (power - decades)
      return { value, label: `${Number((100 * value).toPrecision(3))} %` }
    }),
  }
}

const DET_TICKS = [0.001, 0.005, 0.02, 0.05, 0.1, 0.2, 0.4]

/** An error rate by its normal deviate, as on DET curves (ISO/IEC 19795-1): normal scores give straight lines. */
export function deviateAxis(title: string): Axis {
  const [low, high] = [normalDeviate(0.0005), normalDeviate(0.5)]
  return {
    title,
    place01: (share) => clamp01((normalDeviate(Math.min(0.5, Math.max(0.0005, share))) - low) / (high - low)),
    ticks: DET_TICKS.map((value) => ({ value, label: `${Number((100 * value).toPrecision(2))} %` })),
  }
}

/** The inverse of the normal distribution by bisection of its integral; good to 1e-6, which a plot does not show. */
export function normalDeviate(share: number): number {
  let [low, high] = [-6, 6]
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2
    if (normalShare(middle) < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Abramowitz and Stegun 26.2.17. */
function normalShare(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x))
  const tail =
    (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return x > 0 ? 1 - tail : tail
}

function clamp01(value: number): number {
  return Math.min(1, Math.max(0, value))
}

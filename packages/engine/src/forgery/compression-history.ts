import type { GreyImage } from '../image/grey.ts'
import type { Box } from '../image/picture.ts'
import { type BlockFrequencies, blockFrequencies, blocksIn } from './block-frequencies.ts'
import { leastSquares } from './least-squares.ts'

/** How well a part of a picture bears a trace that the whole bears. */
export interface TraceFit {
  /** About 1 where the part bears it like the whole, 0 and less where it does not. */
  readonly fit01: number
  /** Standard errors between that and bearing it like the whole. */
  readonly deviations: number
}

/** The two traces that an earlier compression leaves; undefined where the whole lacks one, or the part is too small. */
export interface HistoryFit {
  readonly clustered: TraceFit | undefined
  readonly missing: TraceFit | undefined
}

export interface CompressionHistory {
  fitOf(part: Box): HistoryFit
}

/**
 * A camera's JPEG that is changed and saved again was divided and rounded twice. What was put in between was rounded once,
 * or on other blocks. Two traces tell them apart: amounts that cluster at the multiples of one step (saved again without
 * loss, or in finer steps), and multiples of the last step that hardly occur. Saved again in coarser steps, or after a
 * change of size, a picture bears neither, and nothing can be told.
 */
export function compressionHistory(grey: GreyImage): CompressionHistory {
  const frequencies = blockFrequencies(grey)
  const between = blockFrequencies(grey, BETWEEN)
  const nearnesses = nearnessToEachStep()
  const traces = frequencies.amounts.map((amounts, index) =>
    tracesOf(amounts, between.amounts[index] ?? amounts, nearnesses),
  )
  return {
    fitOf: (part) => {
      const blocks = blocksIn(frequencies, part)
      return {
        clustered: fitOf(
          frequencies,
          blocks,
          traces.map(({ clustered }) => clustered),
        ),
        missing: fitOf(
          frequencies,
          blocks,
          traces.map(({ missing }) => missing),
        ),
      }
    },
  }
}

/** What an amount says for a trace; with the mean and the variance of that over the whole picture. */
interface Trace {
  /** Not a number where it says nothing. */
  readonly says: (amount: number) => number
  readonly mean: number
  readonly variance: number
}

/** Bins of the histogram of amounts for one unit, and the amount beyond which hardly any lie. */
const FINENESS = 4
const FARTHEST_AMOUNT = 260
/** Largest step of a table that is looked for, and the farthest multiple that still occurs often enough. */
const LARGEST_STEP = 40
const FARTHEST_MULTIPLE = 12
/** A frequency with fewer amounts beside zero tells nothing, nor does a part with fewer in all. */
const LEAST_AMOUNTS = 400
const LEAST_VOTES = 40
/** Blocks that lie half-way between those of the file were never rounded: they say how often amounts occur by themselves. */
const BETWEEN = 4
/** A trace that is fainter on the whole picture is not looked for on its parts. */
const FAINTEST = { clustered: 0.3, missing: 0.25 } as const

function tracesOf(
  amounts: Float32Array,
  between: Float32Array,
  nearnesses: readonly Nearness[],
): Record<keyof HistoryFit, Trace | undefined> {
  const histogram = histogramOf(amounts)
  const step = stepOf(histogram, nearnesses)
  const oddities = odditiesOf(countsOf(histogram, step), countsOf(histogramOf(between), step))
  return {
    clustered: step === 1 ? undefined : traceOf(histogram, (amount) => nearness(amount, step), FAINTEST.clustered),
    missing: traceOf(
      histogram,
      (amount) => oddities[Math.round(Math.abs(amount) / step)] ?? Number.NaN,
      FAINTEST.missing,
    ),
  }
}

/** How many blocks hold about this much of a frequency, whatever its sign. */
function histogramOf(amounts: Float32Array): Float64Array {
  const histogram = new Float64Array(FARTHEST_AMOUNT * FINENESS + 1)
  for (let block = 0; block < amounts.length; block += 1) {
    const bin = Math.round(Math.abs(amounts[block] as number) * FINENESS)
    if (bin < histogram.length) histogram[bin] = (histogram[bin] as number) + 1
  }
  return histogram
}

/** 1 at the multiples of a step, -1 half-way between; amounts about zero say nothing. */
function nearness(amount: number, step: number): number {
  return Math.abs(amount) < step / 2 ? Number.NaN : Math.cos((2 * Math.PI * amount) / step)
}

function traceOf(histogram: Float64Array, says: Trace['says'], faintest: number): Trace | undefined {
  const law = lawOf(histogram, saidOfBins(says))
  return law === undefined || law.mean < faintest ? undefined : { says, ...law }
}

/** What each bin of a histogram says. */
function saidOfBins(says: Trace['says']): Float64Array {
  return new Float64Array(FARTHEST_AMOUNT * FINENESS + 1).map((_, bin) => says(bin / FINENESS))
}

/** Undefined where too few amounts say anything. */
function lawOf(histogram: Float64Array, saidOf: Float64Array): Omit<Trace, 'says'> | undefined {
  let [count, sum, squares] = [0, 0, 0]
  for (let bin = 0; bin < histogram.length; bin += 1) {
    const [blocks, said] = [histogram[bin] as number, saidOf[bin] as number]
    if (blocks === 0 || Number.isNaN(said)) continue
    count += blocks
    sum += blocks * said
    squares += blocks * said * said
  }
  const mean = sum / Math.max(1, count)
  return count < LEAST_AMOUNTS ? undefined : { mean, variance: Math.max(1e-3, squares / count - mean * mean) }
}

/** Share of the nearness that the rounding of colours would leave, from which a step counts as found. */
const CLUSTERED_SHARE = 0.8
/** Red, green and blue are rounded to whole levels: their weighted sum is off by this variance. */
const ROUNDING_VARIANCE = 0.045

/** How near the bins of a histogram are to the multiples of one step, and the mean from which that step counts as found. */
interface Nearness {
  readonly step: number
  readonly saidOf: Float64Array
  readonly least: number
}

/** The same for all frequencies of a picture, from the largest step down. */
function nearnessToEachStep(): readonly Nearness[] {
  return Array.from({ length: LARGEST_STEP - 1 }, (_, index) => {
    const step = LARGEST_STEP - index
    const sharpest = Math.exp((-2 * Math.PI ** 2 * ROUNDING_VARIANCE) / step ** 2)
    return { step, saidOf: saidOfBins((amount) => nearness(amount, step)), least: CLUSTERED_SHARE * sharpest }
  })
}

/** The largest step at whose multiples amounts cluster; 1 where there is none. */
function stepOf(histogram: Float64Array, nearnesses: readonly Nearness[]): number {
  return nearnesses.find(({ saidOf, least }) => (lawOf(histogram, saidOf)?.mean ?? -1) >= least)?.step ?? 1
}

/** Most that one multiple can say, in logarithms: an empty one would decide alone. */
const MOST_SAID = 2

/** How often each multiple of a step occurs. */
function countsOf(histogram: Float64Array, step: number): Float64Array {
  const counts = new Float64Array(FARTHEST_MULTIPLE + 1)
  for (const [bin, blocks] of histogram.entries()) {
    const multiple = Math.round(bin / FINENESS / step)
    if (multiple <= FARTHEST_MULTIPLE) counts[multiple] = (counts[multiple] ?? 0) + blocks
  }
  return counts
}

/**
 * How much more often each multiple of a step occurs than on blocks that were never rounded, in logarithms. What changes
 * smoothly from multiple to multiple is taken out: rounding itself does that, and so does what is in the picture.
 */
function odditiesOf(counts: Float64Array, expected: Float64Array): readonly (number | undefined)[] {
  const ratios = Array.from(counts, (count, multiple) => ({
    said: Math.log((count + 1) / ((expected[multiple] ?? 0) + 1)),
    weight: Math.sqrt(Math.min(count, expected[multiple] ?? 0) + 1),
  }))
  const law = smoothLaw(ratios)
  return ratios.map(({ said }, multiple) =>
    multiple === 0 ? undefined : Math.max(-MOST_SAID, Math.min(MOST_SAID, said - law(multiple))),
  )
}

/** A law that changes smoothly, through the ratios from 1 on: a + b k + c sqrt(k). */
function smoothLaw(ratios: readonly { readonly said: number; readonly weight: number }[]) {
  const terms = (multiple: number) => [1, multiple, Math.sqrt(multiple)]
  const factors = leastSquares(
    ratios.slice(1).map(({ said, weight }, index) => ({ terms: terms(index + 1), value: said, weight })),
  )
  return (multiple: number) => terms(multiple).reduce((sum, term, index) => sum + term * (factors[index] ?? 0), 0)
}

function fitOf(
  { amounts }: BlockFrequencies,
  blocks: readonly number[],
  traces: readonly (Trace | undefined)[],
): TraceFit | undefined {
  let [votes, said, expected, variance] = [0, 0, 0, 0]
  for (const [index, trace] of traces.entries()) {
    if (trace === undefined) continue
    for (const block of blocks) {
      const here = trace.says(amounts[index]?.[block] ?? Number.NaN)
      if (Number.isNaN(here)) continue
      votes += 1
      said += here
      expected += trace.mean
      variance += trace.variance
    }
  }
  if (votes < LEAST_VOTES) return undefined
  return { fit01: said / expected, deviations: (expected - said) / Math.sqrt(variance) }
}

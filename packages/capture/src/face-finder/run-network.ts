import { emptyMap, type FeatureMap, placeOf } from './feature-map.ts'
import { NUMBERS_PER_ANCHOR, STAGES, STEM } from './network-layers.ts'
import { runBlock } from './run-block.ts'

/** RGB between -1 and 1, pixel after pixel; both sides are multiples of 32. */
export interface NetworkInput {
  readonly width: number
  readonly height: number
  readonly pixels: Float32Array
}

/** What the network says of one grid of places. */
export interface Grid {
  readonly columns: number
  readonly cellPx: number
  readonly anchors: number
  /** For each anchor of each place the logit of a face. */
  readonly scores: Float32Array
  /** For each of them `NUMBERS_PER_ANCHOR` numbers, in pixels from the middle of the place. */
  readonly places: Float32Array
}

/** The next so many weights: they lie in the order in which they are used. */
export type TakeWeights = (count: number) => Float32Array

/** Runs the network in plain arithmetic: 35 million multiplications for a picture of 96 by 128. */
export function runNetwork(weights: Float32Array, input: NetworkInput): readonly Grid[] {
  let taken = 0
  const take: TakeWeights = (count) => {
    taken += count
    return weights.subarray(taken - count, taken)
  }
  let map = runStem(take, input)
  return STAGES.map(({ blocks, cellPx, anchors }) => {
    for (const block of blocks) map = runBlock(take, map, block)
    const scores = runHead(take, map, anchors)
    const places = runHead(take, map, anchors * NUMBERS_PER_ANCHOR)
    return { columns: map.width, cellPx, anchors, scores, places }
  })
}

function runStem(take: TakeWeights, { width, height, pixels }: NetworkInput): FeatureMap {
  const { kernel, colours, channels } = STEM
  const weights = take(kernel * kernel * colours * channels)
  const bias = take(channels)
  const out = emptyMap(width / 2, height / 2, channels)
  const sums = new Float32Array(channels)
  for (let y = 0; y < out.height; y += 1) {
    for (let x = 0; x < out.width; x += 1) {
      sums.set(bias)
      for (let tap = 0; tap < kernel * kernel; tap += 1) {
        // Of the three pixels that the kernel reaches beyond the picture, one lies before it, as in training.
        const row = 2 * y + Math.floor(tap / kernel) - 1
        const column = 2 * x + (tap % kernel) - 1
        if (row < 0 || row >= height || column < 0 || column >= width) continue
        addColours(sums, pixels, (row * width + column) * colours, weights, tap * colours * channels)
      }
      const to = placeOf(out, x, y)
      for (let channel = 0; channel < channels; channel += 1) out.data[to + channel] = Math.max(0, sums[channel] ?? 0)
    }
  }
  return out
}

function addColours(
  sums: Float32Array,
  pixels: Float32Array,
  from: number,
  weights: Float32Array,
  first: number,
): void {
  let at = first
  for (let colour = 0; colour < STEM.colours; colour += 1) {
    const value = pixels[from + colour] ?? 0
    for (let channel = 0; channel < STEM.channels; channel += 1, at += 1) {
      sums[channel] = (sums[channel] ?? 0) + value * (weights[at] ?? 0)
    }
  }
}

function runHead(take: TakeWeights, map: FeatureMap, numbers: number): Float32Array {
  const weights = take(map.channels * numbers)
  const bias = take(numbers)
  const out = new Float32Array(map.width * map.height * numbers)
  let to = 0
  for (let y = 0; y < map.height; y += 1) {
    for (let x = 0; x < map.width; x += 1) {
      const from = placeOf(map, x, y)
      for (let number = 0; number < numbers; number += 1, to += 1) {
        let sum = bias[number] ?? 0
        for (let channel = 0; channel < map.channels; channel += 1) {
          sum += (map.data[from + channel] ?? 0) * (weights[channel * numbers + number] ?? 0)
        }
        out[to] = sum
      }
    }
  }
  return out
}

import { emptyMap, type FeatureMap, placeOf } from './feature-map.ts'
import type { Block } from './network-layers.ts'
import type { TakeWeights } from './run-network.ts'

/** How one block reads a map: what lies around a pixel, in numbers from one to the next. */
interface Source {
  readonly data: Float32Array
  readonly channels: number
  readonly row: number
  readonly stride: 1 | 2
}

interface Mixture {
  readonly weights: Float32Array
  readonly bias: Float32Array
  readonly channels: number
}

/** Both halves of a block for one pixel after the other, so that nothing of the size of a map lies between them. */
export function runBlock(take: TakeWeights, map: FeatureMap, { channels, stride, addsInput }: Block): FeatureMap {
  const kernels = take(9 * map.channels)
  const mixture = { weights: take(map.channels * channels), bias: take(channels), channels }
  const source = { data: map.data, channels: map.channels, row: (map.width + 2) * map.channels, stride }
  const out = emptyMap(map.width / stride, map.height / stride, channels)
  const around = new Float32Array(map.channels)
  for (let y = 0; y < out.height; y += 1) {
    for (let x = 0; x < out.width; x += 1) {
      const here = placeOf(map, stride * x, stride * y)
      // Where a map is halved the kernel reaches beyond its end and not before its beginning, as in training.
      lookAround(source, stride === 1 ? here - source.row - map.channels : here, kernels, around)
      mix(around, mixture, out.data, placeOf(out, x, y))
      if (addsInput) addInput(source, here, out.data, placeOf(out, x, y))
      rectify(out.data, placeOf(out, x, y), channels)
    }
  }
  return out
}

/** The kernel of 3 by 3 of each channel; `corner` is the upper left one of the nine pixels. */
function lookAround(
  { data, channels, row }: Source,
  corner: number,
  kernels: Float32Array,
  around: Float32Array,
): void {
  for (let channel = 0; channel < channels; channel += 1) {
    const upper = corner + channel
    const middle = upper + row
    const lower = middle + row
    around[channel] =
      (data[upper] ?? 0) * (kernels[channel] ?? 0) +
      (data[upper + channels] ?? 0) * (kernels[channels + channel] ?? 0) +
      (data[upper + 2 * channels] ?? 0) * (kernels[2 * channels + channel] ?? 0) +
      (data[middle] ?? 0) * (kernels[3 * channels + channel] ?? 0) +
      (data[middle + channels] ?? 0) * (kernels[4 * channels + channel] ?? 0) +
      (data[middle + 2 * channels] ?? 0) * (kernels[5 * channels + channel] ?? 0) +
      (data[lower] ?? 0) * (kernels[6 * channels + channel] ?? 0) +
      (data[lower + channels] ?? 0) * (kernels[7 * channels + channel] ?? 0) +
      (data[lower + 2 * channels] ?? 0) * (kernels[8 * channels + channel] ?? 0)
  }
}

/** Four sums at once: each number that is read serves four times. */
function mix(around: Float32Array, { weights, bias, channels }: Mixture, out: Float32Array, to: number): void {
  for (let channel = 0; channel < channels; channel += 4) {
    let first = bias[channel] ?? 0
    let second = bias[channel + 1] ?? 0
    let third = bias[channel + 2] ?? 0
    let fourth = bias[channel + 3] ?? 0
    for (let from = 0, at = channel; from < around.length; from += 1, at += channels) {
      const value = around[from] ?? 0
      first += value * (weights[at] ?? 0)
      second += value * (weights[at + 1] ?? 0)
      third += value * (weights[at + 2] ?? 0)
      fourth += value * (weights[at + 3] ?? 0)
    }
    out[to + channel] = first
    out[to + channel + 1] = second
    out[to + channel + 2] = third
    out[to + channel + 3] = fourth
  }
}

/** What goes past the block: the pixel, or of a map that is halved the largest of four. Channels that are new get none. */
function addInput({ data, channels, row, stride }: Source, here: number, out: Float32Array, to: number): void {
  for (let channel = 0; channel < channels; channel += 1) {
    const at = here + channel
    const value = data[at] ?? 0
    const past =
      stride === 1
        ? value
        : Math.max(value, data[at + channels] ?? 0, data[at + row] ?? 0, data[at + row + channels] ?? 0)
    out[to + channel] = (out[to + channel] ?? 0) + past
  }
}

function rectify(out: Float32Array, to: number, channels: number): void {
  for (let at = to; at < to + channels; at += 1) if ((out[at] ?? 0) < 0) out[at] = 0
}

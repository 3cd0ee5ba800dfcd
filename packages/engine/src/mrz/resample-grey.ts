import type { GreyImage } from '../image/grey.ts'

/** The picture with its long side at `longSide` pixels: averaged when it shrinks, interpolated when it grows. */
export function scaledTo(picture: GreyImage, longSide: number): GreyImage {
  const factor = longSide / Math.max(picture.width, picture.height)
  const width = Math.max(1, Math.round(picture.width * factor))
  const height = Math.max(1, Math.round(picture.height * factor))
  return resampledDown(resampledAcross(picture, width), height)
}

/** One direction at a time, row by row: each output pixel is the weighted mean of the input that it covers. */
function resampledAcross({ width, height, data }: GreyImage, size: number): GreyImage {
  const { firsts, weights, reach } = tents(width, size)
  const result = new Float32Array(size * height)
  for (let y = 0, to = 0; y < height; y += 1) {
    for (let x = 0; x < size; x += 1, to += 1) {
      const first = y * width + (firsts[x] as number)
      let sum = 0
      for (let index = 0, at = x * reach; index < reach; index += 1, at += 1) {
        sum += (weights[at] as number) * (data[first + index] as number)
      }
      result[to] = sum
    }
  }
  return { width: size, height, data: result }
}

function resampledDown({ width, height, data }: GreyImage, size: number): GreyImage {
  const { firsts, weights, reach } = tents(height, size)
  const result = new Float32Array(width * size)
  for (let y = 0; y < size; y += 1) {
    for (let index = 0; index < reach; index += 1) {
      const weight = weights[y * reach + index] as number
      if (weight === 0) continue
      let from = ((firsts[y] as number) + index) * width
      for (let to = y * width; to < (y + 1) * width; to += 1, from += 1) {
        result[to] = (result[to] as number) + weight * (data[from] as number)
      }
    }
  }
  return { width, height: size, data: result }
}

/** For every output pixel the first input pixel under its tent, and the weights of `reach` input pixels from there on. */
interface Tents {
  readonly firsts: Int32Array
  readonly weights: Float64Array
  readonly reach: number
}

/** Tents as wide as the larger of the two pixels, cut at the border. */
function tents(from: number, size: number): Tents {
  const scale = from / size
  const half = Math.max(1, scale)
  const reach = Math.min(from, Math.ceil(2 * half) + 1)
  const firsts = new Int32Array(size)
  const weights = new Float64Array(size * reach)
  for (let out = 0; out < size; out += 1) {
    const centre = (out + 0.5) * scale - 0.5
    const first = Math.min(from - reach, Math.max(0, Math.ceil(centre - half)))
    const own = weights.subarray(out * reach, (out + 1) * reach)
    own.forEach((_, index) => {
      own[index] = Math.max(0, 1 - Math.abs(first + index - centre) / half)
    })
    const total = own.reduce((sum, weight) => sum + weight, 0)
    own.forEach((weight, index) => {
      own[index] = weight / total
    })
    firsts[out] = first
  }
  return { firsts, weights, reach }
}

/** A quarter turn to the right. */
export function turnedRight({ width, height, data }: GreyImage): GreyImage {
  const turned = new Float32Array(data.length)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) turned[x * height + (height - 1 - y)] = data[y * width + x] as number
  }
  return { width: height, height: width, data: turned }
}

/** Mean over a window of `2 * radius + 1` pixels in each direction, cut at the border. */
export function boxMean(picture: GreyImage, radiusX: number, radiusY: number): GreyImage {
  return meanDown(meanAcross(picture, radiusX), radiusY)
}

/** The window slides along each row: it grows to its size, moves, and shrinks. Most of a line search goes here, hence the plain arithmetic. */
function meanAcross({ width, height, data }: GreyImage, radius: number): GreyImage {
  const result = new Float32Array(data.length)
  for (let start = 0; start < data.length; start += width) {
    const end = start + width
    let sum = 0
    let last = start - 1
    let first = start
    for (let at = start; at < end; at += 1) {
      const until = at + radius < end ? at + radius : end - 1
      while (last < until) {
        last += 1
        sum += data[last] as number
      }
      while (first < at - radius) {
        sum -= data[first] as number
        first += 1
      }
      result[at] = sum / (last - first + 1)
    }
  }
  return { width, height, data: result }
}

/** Row by row with a sum for every column: walking down one column at a time would miss the cache at each step. */
function meanDown({ width, height, data }: GreyImage, radius: number): GreyImage {
  const result = new Float32Array(data.length)
  const sums = new Float64Array(width)
  for (let y = 0; y < Math.min(radius, height); y += 1) addRow(sums, data, y * width)
  for (let y = 0; y < height; y += 1) {
    const [entering, leaving] = [y + radius, y - radius - 1]
    if (entering < height) addRow(sums, data, entering * width)
    if (leaving >= 0) takeRow(sums, data, leaving * width)
    const share = 1 / (Math.min(entering, height - 1) - Math.max(leaving, -1))
    for (let x = 0, to = y * width; x < width; x += 1, to += 1) result[to] = (sums[x] as number) * share
  }
  return { width, height, data: result }
}

function addRow(sums: Float64Array, data: Float32Array, from: number): void {
  for (let x = 0; x < sums.length; x += 1) sums[x] = (sums[x] as number) + (data[from + x] as number)
}

function takeRow(sums: Float64Array, data: Float32Array, from: number): void {
  for (let x = 0; x < sums.length; x += 1) sums[x] = (sums[x] as number) - (data[from + x] as number)
}

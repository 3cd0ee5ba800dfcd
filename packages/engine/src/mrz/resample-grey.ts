import type { GreyImage } from '../image/grey.ts'

/** The picture with its long side at `longSide` pixels: averaged when it shrinks, interpolated when it grows. */
export function scaledTo(picture: GreyImage, longSide: number): GreyImage {
  const factor = longSide / Math.max(picture.width, picture.height)
  const width = Math.max(1, Math.round(picture.width * factor))
  const height = Math.max(1, Math.round(picture.height * factor))
  return resampled(resampled(picture, width, 'across'), height, 'down')
}

/** One direction at a time: each output pixel is the weighted mean of the input that it covers. */
function resampled(picture: GreyImage, size: number, direction: 'across' | 'down'): GreyImage {
  const across = direction === 'across'
  const from = across ? picture.width : picture.height
  const others = across ? picture.height : picture.width
  const [step, jump] = across ? [1, picture.width] : [picture.width, 1]
  const [outStep, outJump] = across ? [1, size] : [picture.width, 1]
  const data = new Float32Array(size * others)
  for (let out = 0; out < size; out += 1) {
    const { first, weights } = weightsOf(out, from, size)
    for (let other = 0; other < others; other += 1) {
      let sum = 0
      for (let index = 0; index < weights.length; index += 1) {
        sum += (weights[index] ?? 0) * (picture.data[(first + index) * step + other * jump] ?? 0)
      }
      data[out * outStep + other * outJump] = sum
    }
  }
  return across ? { width: size, height: others, data } : { width: others, height: size, data }
}

/** A tent as wide as the larger of the two pixels, cut at the border. */
function weightsOf(
  out: number,
  from: number,
  size: number,
): { readonly first: number; readonly weights: readonly number[] } {
  const scale = from / size
  const reach = Math.max(1, scale)
  const centre = (out + 0.5) * scale - 0.5
  const first = Math.max(0, Math.ceil(centre - reach))
  const last = Math.min(from - 1, Math.floor(centre + reach))
  const raw = Array.from({ length: last - first + 1 }, (_, index) => 1 - Math.abs(first + index - centre) / reach)
  const total = raw.reduce((sum, weight) => sum + weight, 0)
  return { first, weights: total > 0 ? raw.map((weight) => weight / total) : raw.map(() => 1 / raw.length) }
}

/** A quarter turn to the right. */
export function turnedRight({ width, height, data }: GreyImage): GreyImage {
  const turned = new Float32Array(data.length)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) turned[x * height + (height - 1 - y)] = data[y * width + x] ?? 0
  }
  return { width: height, height: width, data: turned }
}

/** Mean over a window of `2 * radius + 1` pixels in each direction, cut at the border. */
export function boxMean(picture: GreyImage, radiusX: number, radiusY: number): GreyImage {
  return meanDown(meanAcross(picture, radiusX), radiusY)
}

function meanAcross({ width, height, data }: GreyImage, radius: number): GreyImage {
  const result = new Float32Array(data.length)
  for (let start = 0; start < data.length; start += width) {
    let sum = 0
    let count = 0
    for (let x = -radius; x < width; x += 1) {
      if (x + radius < width) {
        sum += data[start + x + radius] ?? 0
        count += 1
      }
      if (x - radius - 1 >= 0) {
        sum -= data[start + x - radius - 1] ?? 0
        count -= 1
      }
      if (x >= 0) result[start + x] = sum / count
    }
  }
  return { width, height, data: result }
}

/** Row by row with a sum for every column: walking down one column at a time would miss the cache at each step. */
function meanDown({ width, height, data }: GreyImage, radius: number): GreyImage {
  const result = new Float32Array(data.length)
  const sums = new Float64Array(width)
  let count = 0
  for (let y = -radius; y < height; y += 1) {
    const [entering, leaving] = [y + radius, y - radius - 1]
    if (entering < height) {
      for (let x = 0; x < width; x += 1) sums[x] = (sums[x] ?? 0) + (data[entering * width + x] ?? 0)
      count += 1
    }
    if (leaving >= 0) {
      for (let x = 0; x < width; x += 1) sums[x] = (sums[x] ?? 0) - (data[leaving * width + x] ?? 0)
      count -= 1
    }
    if (y < 0) continue
    for (let x = 0; x < width; x += 1) result[y * width + x] = (sums[x] ?? 0) / count
  }
  return { width, height, data: result }
}

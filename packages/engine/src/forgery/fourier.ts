import type { GreyImage } from '../image/grey.ts'

/**
 * Logarithms of the magnitudes of a square picture's frequencies, row by row: down from 0 to the highest, then the negative
 * ones; across from 0 to below half of its width. The other half mirrors this one.
 */
export function logSpectrum({ width: size, data }: GreyImage): Float32Array {
  const transform = fourier(size)
  const half = size / 2
  const { real, imaginary } = acrossRows(data, size, transform)
  const spectrum = new Float32Array(half * size)
  // A column side by side: pixels a row apart are each in a cache line of their own.
  const [re, im] = [new Float64Array(size), new Float64Array(size)]
  for (let column = 0; column < half; column += 1) {
    for (let row = 0; row < size; row += 1) {
      re[row] = real[row * half + column] as number
      im[row] = imaginary[row * half + column] as number
    }
    transform(re, im)
    for (let row = 0; row < size; row += 1) {
      const [a, b] = [re[row] as number, im[row] as number]
      spectrum[row * half + column] = Math.log1p(Math.sqrt(a * a + b * b))
    }
  }
  return spectrum
}

type Transform = (real: Float64Array, imaginary: Float64Array) => void

/** The rows' frequencies. Two rows are transformed as one: levels have no imaginary part, so the sums of both come apart. */
function acrossRows(data: Float32Array, size: number, transform: Transform) {
  const half = size / 2
  const [real, imaginary] = [new Float64Array(half * size), new Float64Array(half * size)]
  const [re, im] = [new Float64Array(size), new Float64Array(size)]
  for (let row = 0; row < size; row += 2) {
    re.set(data.subarray(row * size, (row + 1) * size))
    im.set(data.subarray((row + 1) * size, (row + 2) * size))
    transform(re, im)
    for (let across = 0, upper = row * half, lower = upper + half; across < half; across += 1, upper += 1, lower += 1) {
      const mirrored = across === 0 ? 0 : size - across
      const [a, b] = [re[across] as number, im[across] as number]
      const [c, d] = [re[mirrored] as number, im[mirrored] as number]
      real[upper] = (a + c) / 2
      imaginary[upper] = (b - d) / 2
      real[lower] = (b + d) / 2
      imaginary[lower] = (c - a) / 2
    }
  }
  return { real, imaginary }
}

/** Cooley and Tukey, in place, over as many values as `size`, which is a power of two. */
function fourier(size: number): Transform {
  const cosines = Float64Array.from({ length: size / 2 }, (_, at) => Math.cos((-2 * Math.PI * at) / size))
  const sines = Float64Array.from({ length: size / 2 }, (_, at) => Math.sin((-2 * Math.PI * at) / size))
  const mirrored = mirroredIndices(size)
  return (real, imaginary) => {
    swap(real, mirrored)
    swap(imaginary, mirrored)
    for (let length = 2; length <= size; length *= 2) {
      const half = length / 2
      for (let pair = 0, turn = 0; pair < half; pair += 1, turn += size / length) {
        const cos = cosines[turn] as number
        const sin = sines[turn] as number
        for (let a = pair, b = pair + half; b < size; a += length, b += length) {
          const re = real[b] as number
          const im = imaginary[b] as number
          const tr = re * cos - im * sin
          const ti = re * sin + im * cos
          const [above, beside] = [real[a] as number, imaginary[a] as number]
          real[b] = above - tr
          imaginary[b] = beside - ti
          real[a] = above + tr
          imaginary[a] = beside + ti
        }
      }
    }
  }
}

/** Each index read backwards in bits. */
function mirroredIndices(size: number): Uint32Array {
  const mirrored = new Uint32Array(size)
  for (let index = 1; index < size; index += 1)
    mirrored[index] = (mirrored[index >> 1] ?? 0) / 2 + (index % 2 === 1 ? size / 2 : 0)
  return mirrored
}

function swap(values: Float64Array, mirrored: Uint32Array): void {
  for (let index = 0; index < values.length; index += 1) {
    const other = mirrored[index] as number
    if (index >= other) continue
    const value = values[index] as number
    values[index] = values[other] as number
    values[other] = value
  }
}

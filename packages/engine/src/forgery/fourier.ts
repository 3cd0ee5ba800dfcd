import type { GreyImage } from '../image/grey.ts'

/** Logarithms of the magnitudes of a square picture's frequencies; frequency 0 is at index 0, negative ones at the end. */
export function logSpectrum({ width: size, data }: GreyImage): Float32Array {
  const transform = fourier(size)
  const real = Float64Array.from(data)
  const imaginary = new Float64Array(size * size)
  for (let row = 0; row < size; row += 1) {
    const [from, to] = [row * size, (row + 1) * size]
    transform(real.subarray(from, to), imaginary.subarray(from, to))
  }
  const spectrum = new Float32Array(size * size)
  // A column side by side: pixels a row apart are each in a cache line of their own.
  const [re, im] = [new Float64Array(size), new Float64Array(size)]
  for (let column = 0; column < size; column += 1) {
    for (let row = 0; row < size; row += 1) {
      re[row] = real[row * size + column] ?? 0
      im[row] = imaginary[row * size + column] ?? 0
    }
    transform(re, im)
    for (let row = 0; row < size; row += 1) {
      const [a, b] = [re[row] ?? 0, im[row] ?? 0]
      spectrum[row * size + column] = Math.log1p(Math.sqrt(a * a + b * b))
    }
  }
  return spectrum
}

/** Cooley and Tukey, in place, over as many values as `size`, which is a power of two. */
function fourier(size: number): (real: Float64Array, imaginary: Float64Array) => void {
  const [cosines, sines] = [Math.cos, Math.sin].map((wave) =>
    Float64Array.from({ length: size / 2 }, (_, at) => wave((-2 * Math.PI * at) / size)),
  )
  const mirrored = mirroredIndices(size)
  return (real, imaginary) => {
    swap(real, mirrored)
    swap(imaginary, mirrored)
    for (let length = 2; length <= size; length *= 2) {
      const half = length / 2
      for (let pair = 0; pair < half; pair += 1) {
        const cos = cosines?.[(pair * size) / length] ?? 0
        const sin = sines?.[(pair * size) / length] ?? 0
        for (let a = pair; a < size; a += length) {
          const b = a + half
          const re = real[b] ?? 0
          const im = imaginary[b] ?? 0
          const tr = re * cos - im * sin
          const ti = re * sin + im * cos
          real[b] = (real[a] ?? 0) - tr
          imaginary[b] = (imaginary[a] ?? 0) - ti
          real[a] = (real[a] ?? 0) + tr
          imaginary[a] = (imaginary[a] ?? 0) + ti
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
    const other = mirrored[index] ?? 0
    if (index >= other) continue
    const value = values[index] ?? 0
    values[index] = values[other] ?? 0
    values[other] = value
  }
}

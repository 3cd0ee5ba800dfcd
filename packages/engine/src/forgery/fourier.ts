import type { GreyImage } from '../image/grey.ts'

/** Logarithms of the magnitudes of a square picture's frequencies; frequency 0 is at index 0, negative ones at the end. */
export function logSpectrum({ width: size, data }: GreyImage): Float32Array {
  const real = Float64Array.from(data)
  const imaginary = new Float64Array(size * size)
  for (let row = 0; row < size; row += 1) transform(real, imaginary, row * size, 1, size)
  for (let column = 0; column < size; column += 1) transform(real, imaginary, column, size, size)
  return Float32Array.from(real, (value, at) => Math.log1p(Math.hypot(value, imaginary[at] ?? 0)))
}

/** Cooley and Tukey, in place, over `size` values from `start` in steps of `step`; `size` is a power of two. */
function transform(real: Float64Array, imaginary: Float64Array, start: number, step: number, size: number): void {
  reorder(real, imaginary, start, step, size)
  for (let length = 2; length <= size; length *= 2) {
    const angle = (-2 * Math.PI) / length
    for (let pair = 0; pair < length / 2; pair += 1) {
      const [cos, sin] = [Math.cos(angle * pair), Math.sin(angle * pair)]
      for (let block = pair; block < size; block += length) {
        const a = start + step * block
        const b = a + (step * length) / 2
        const [re, im] = [real[b] ?? 0, imaginary[b] ?? 0]
        const [tr, ti] = [re * cos - im * sin, re * sin + im * cos]
        real[b] = (real[a] ?? 0) - tr
        imaginary[b] = (imaginary[a] ?? 0) - ti
        real[a] = (real[a] ?? 0) + tr
        imaginary[a] = (imaginary[a] ?? 0) + ti
      }
    }
  }
}

/** Values by their index read backwards in bits. */
function reorder(real: Float64Array, imaginary: Float64Array, start: number, step: number, size: number): void {
  for (let index = 1, mirror = 0; index < size; index += 1) {
    let bit = size / 2
    while ((mirror & bit) !== 0) {
      mirror -= bit
      bit /= 2
    }
    mirror += bit
    if (index >= mirror) continue
    const [a, b] = [start + step * index, start + step * mirror]
    ;[real[a], real[b]] = [real[b] ?? 0, real[a] ?? 0]
    ;[imaginary[a], imaginary[b]] = [imaginary[b] ?? 0, imaginary[a] ?? 0]
  }
}

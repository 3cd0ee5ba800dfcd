/** In place, a discrete Fourier transform of a power of two of complex values (Cooley-Tukey, decimation in time). */
export function transform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1
    for (; j & bit; bit >>= 1) j ^= bit
    j ^= bit
    if (i < j) {
      swap(real, i, j)
      swap(imaginary, i, j)
    }
  }
  for (let length = 2; length <= size; length <<= 1) {
    const half = length >> 1
    for (let k = 0; k < half; k++) {
      const angle = (-2 * Math.PI * k) / length
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
      for (let u = k; u < size; u += length) {
        const v = u + half
        const [r, i] = [real[v] ?? 0, imaginary[v] ?? 0]
        const [x, y] = [r * cos - i * sin, r * sin + i * cos]
        real[v] = (real[u] ?? 0) - x
        imaginary[v] = (imaginary[u] ?? 0) - y
        real[u] = (real[u] ?? 0) + x
        imaginary[u] = (imaginary[u] ?? 0) + y
      }
    }
  }
}

function swap(values: Float64Array, i: number, j: number): void {
  const kept = values[i] ?? 0
  values[i] = values[j] ?? 0
  values[j] = kept
}

/** Magnitudes of the two-dimensional transform of a square of values; its side is a power of two. */
export function spectrumOf(square: Float64Array, side: number): Float64Array {
  const [real, imaginary] = [Float64Array.from(square), new Float64Array(square.length)]
  const [lineReal, lineImaginary] = [new Float64Array(side), new Float64Array(side)]
  const along = (start: number, step: number) => {
    for (let i = 0, at = start; i < side; i++, at += step) {
      lineReal[i] = real[at] ?? 0
      lineImaginary[i] = imaginary[at] ?? 0
    }
    transform(lineReal, lineImaginary)
    for (let i = 0, at = start; i < side; i++, at += step) {
      real[at] = lineReal[i] ?? 0
      imaginary[at] = lineImaginary[i] ?? 0
    }
  }
  for (let row = 0; row < side; row++) along(row * side, 1)
  for (let column = 0; column < side; column++) along(column, side)
  return real.map((value, i) => Math.hypot(value, imaginary[i] ?? 0))
}

import type { GreyImage } from './grey.ts'

/**
 * Energy of fine detail over energy of all detail: mean square of the Laplacian over the variance of brightness.
 * Independent of contrast, so that a dark sharp picture is not called blurred. 0 for a flat picture.
 */
export function relativeSharpness(image: GreyImage): number {
  const { width, height, data } = image
  let [laplacian, sum, squares, count] = [0, 0, 0, 0]
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x
      const value = data[i] ?? 0
      const edge = 4 * value - (data[i - 1] ?? 0) - (data[i + 1] ?? 0) - (data[i - width] ?? 0) - (data[i + width] ?? 0)
      laplacian += edge * edge
      sum += value
      squares += value * value
      count += 1
    }
  }
  if (count === 0) return 0
  const variance = squares / count - (sum / count) ** 2
  return variance < 1 ? 0 : laplacian / count / variance
}

export function meanBrightness({ data }: GreyImage): number {
  let sum = 0
  for (const value of data) sum += value
  return data.length === 0 ? 0 : sum / data.length
}

import type { Picture } from './picture.ts'

/** A picture a quarter turn further to the right. */
export function turnedRight({ width, height, data }: Picture): Picture {
  const turned = new Uint8Array(data.length)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [from, to] = [3 * (y * width + x), 3 * (x * height + (height - 1 - y))]
      for (let channel = 0; channel < 3; channel += 1) turned[to + channel] = data[from + channel] ?? 0
    }
  }
  return { width: height, height: width, data: turned }
}

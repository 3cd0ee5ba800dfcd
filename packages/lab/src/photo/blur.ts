import type { Picture } from '@bonafide/engine'

/** Blurs by the kernel 1-2-1 in both directions, `passes` times; each pass adds a variance of half a pixel. */
export function blur(picture: Picture, passes: number): Picture {
  let current = picture
  for (let pass = 0; pass < passes; pass += 1) {
    current = smooth(smooth(current, 3), current.width * 3)
  }
  return current
}

function smooth({ width, height, data }: Picture, step: number): Picture {
  const smoothed = new Uint8Array(data.length)
  for (let index = 0; index < data.length; index += 1) {
    const here = data[index] as number
    const before = data[index - step] ?? here
    const after = data[index + step] ?? here
    smoothed[index] = (before + 2 * here + after + 2) >> 2
  }
  return { width, height, data: smoothed }
}

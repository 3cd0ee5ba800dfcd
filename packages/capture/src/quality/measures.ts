import { clipBox, type GrayImage, type PixelBox } from './gray-image.ts'

/** Mean brightness 0-255 inside the box. */
export function brightness(image: GrayImage, box: PixelBox): number {
  let sum = 0
  let count = 0
  eachPixel(image, box, (value) => {
    sum += value
    count += 1
  })
  return count === 0 ? 0 : sum / count
}

/** Share 0-1 of burnt-out pixels inside the box. */
export function glare(image: GrayImage, box: PixelBox): number {
  let burnt = 0
  let count = 0
  eachPixel(image, box, (value) => {
    if (value >= 250) burnt += 1
    count += 1
  })
  return count === 0 ? 0 : burnt / count
}

/** Variance of the Laplacian inside the box: high where there is fine detail, low where the picture is blurred. */
export function sharpness(image: GrayImage, box: PixelBox): number {
  const inner = clipBox(image, { x: box.x + 1, y: box.y + 1, width: box.width - 2, height: box.height - 2 })
  let sum = 0
  let squares = 0
  let count = 0
  for (let y = Math.max(1, inner.y); y < Math.min(image.height - 1, inner.y + inner.height); y += 1) {
    for (let x = Math.max(1, inner.x); x < Math.min(image.width - 1, inner.x + inner.width); x += 1) {
      const value =
        4 * at(image, x, y) - at(image, x - 1, y) - at(image, x + 1, y) - at(image, x, y - 1) - at(image, x, y + 1)
      sum += value
      squares += value * value
      count += 1
    }
  }
  return count === 0 ? 0 : squares / count - (sum / count) ** 2
}

/** Mean absolute change of brightness between two pictures of one size; infinite for different sizes. */
export function movement(before: GrayImage, after: GrayImage): number {
  if (before.width !== after.width || before.height !== after.height) return Number.POSITIVE_INFINITY
  let sum = 0
  for (let index = 0; index < after.data.length; index += 1) {
    sum += Math.abs((after.data[index] ?? 0) - (before.data[index] ?? 0))
  }
  return after.data.length === 0 ? 0 : sum / after.data.length
}

export type Side = 'top' | 'bottom' | 'left' | 'right'

/**
 * The sides of the frame near which a straight border runs: the gradient across the side, averaged along it, must
 * stand out at one offset among the offsets searched (an eighth of the frame to either side).
 */
export function bordersSeen(image: GrayImage, frame: PixelBox): readonly Side[] {
  const sides: readonly Side[] = ['top', 'bottom', 'left', 'right']
  return sides.filter((side) => borderStrength(image, frame, side) >= BORDER_STANDS_OUT)
}

/** Peak over median. 3 tells a card from an even table in the drawn cases of the tests; not yet measured on live previews. */
const BORDER_STANDS_OUT = 3
/** Grey levels across a border, averaged along it; below, sensor noise makes peaks of its own. */
const BORDER_MIN_CONTRAST = 5

function borderStrength(image: GrayImage, frame: PixelBox, side: Side): number {
  const lying = side === 'top' || side === 'bottom'
  const reach = Math.round((lying ? frame.height : frame.width) / 8)
  const near = side === 'top' || side === 'left'
  const line = lying ? frame.y + (near ? 0 : frame.height) : frame.x + (near ? 0 : frame.width)
  const strengths: number[] = []
  for (let offset = -reach; offset <= reach; offset += 1) {
    strengths.push(contrastAlong(image, frame, Math.round(line) + offset, lying))
  }
  const sorted = [...strengths].sort((a, b) => a - b)
  const peak = sorted[sorted.length - 1] ?? 0
  const median = sorted[sorted.length >> 1] ?? 0
  return peak < BORDER_MIN_CONTRAST ? 0 : peak / Math.max(1, median)
}

function contrastAlong(image: GrayImage, frame: PixelBox, line: number, lying: boolean): number {
  const start = Math.round(lying ? frame.x + frame.width * 0.12 : frame.y + frame.height * 0.12)
  const end = Math.round(lying ? frame.x + frame.width * 0.88 : frame.y + frame.height * 0.88)
  const limit = lying ? image.height : image.width
  if (line < 2 || line >= limit - 2 || end <= start) return 0
  let sum = 0
  for (let along = start; along < end; along += 1) {
    sum += lying
      ? at(image, along, line + 1) - at(image, along, line - 1)
      : at(image, line + 1, along) - at(image, line - 1, along)
  }
  return Math.abs(sum) / (end - start)
}

function eachPixel(image: GrayImage, box: PixelBox, visit: (value: number) => void): void {
  const { x, y, width, height } = clipBox(image, box)
  for (let row = y; row < y + height; row += 1) {
    for (let column = x; column < x + width; column += 1) visit(at(image, column, row))
  }
}

function at(image: GrayImage, x: number, y: number): number {
  return image.data[y * image.width + x] ?? 0
}

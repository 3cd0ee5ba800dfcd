import type { Picture } from '@bonafide/engine'
import { type EyePoints, LEFT_EYE, RIGHT_EYE } from './landmarks.ts'
import type { PosedPoints } from './pose-model.ts'

/** A soft dark line where closed lids meet; without it a closed eye reads as skin. */
export function paintLashes(posed: PosedPoints, picture: Picture, blink01: number): void {
  if (blink01 < 0.3) return
  for (const eye of [RIGHT_EYE, LEFT_EYE]) paintLine(posed, picture, eye, blink01)
}

function paintLine({ x, y }: PosedPoints, picture: Picture, eye: EyePoints, blink01: number): void {
  const line = [eye.outer, ...eye.upper, eye.inner].map((index) => ({ x: x[index] ?? 0, y: y[index] ?? 0 }))
  const [first, last] = [line[0], line.at(-1)]
  if (first === undefined || last === undefined) return
  const thickness = Math.abs(first.x - last.x) * 0.055 + 0.6
  const columns = { from: Math.ceil(Math.min(first.x, last.x)), to: Math.floor(Math.max(first.x, last.x)) }
  for (let column = columns.from; column <= columns.to; column += 1) {
    const middle = heightAt(line, column)
    if (middle === undefined) continue
    for (let row = Math.floor(middle - thickness); row <= middle + thickness; row += 1) {
      if (column < 0 || row < 0 || column >= picture.width || row >= picture.height) continue
      darken(picture, column, row, 0.55 * blink01 * Math.max(0, 1 - Math.abs(row - middle) / thickness))
    }
  }
}

function heightAt(line: readonly { x: number; y: number }[], column: number): number | undefined {
  for (let order = 0; order + 1 < line.length; order += 1) {
    const [a, b] = [line[order], line[order + 1]]
    if (a === undefined || b === undefined) return undefined
    if ((a.x <= column && column <= b.x) || (b.x <= column && column <= a.x)) {
      return a.x === b.x ? a.y : a.y + ((b.y - a.y) * (column - a.x)) / (b.x - a.x)
    }
  }
  return undefined
}

function darken(picture: Picture, column: number, row: number, share: number): void {
  const pixel = (row * picture.width + column) * 3
  for (let channel = 0; channel < 3; channel += 1) {
    picture.data[pixel + channel] = (picture.data[pixel + channel] ?? 0) * (1 - share)
  }
}

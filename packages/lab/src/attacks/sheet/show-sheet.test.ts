import type { Picture, Point } from '@bonafide/engine'
import { describe, expect, it } from 'vitest'
import { cylinder, flat, fold, radiusOf, type SheetShape } from './sheet-shape.ts'
import { type Sheet, type SheetPose, showSheet, tracer } from './show-sheet.ts'

const FACE = 190
const FRAME = { width: 480, height: 640 }
const AT_REST: SheetPose = { yawRad: 0, pitchRad: 0, rollRad: 0, shiftXPx: 0, shiftYPx: 0, zoom: 1, pivot: 0 }
const TURNED: SheetPose = { ...AT_REST, yawRad: 0.42 }

function sheetOf(shape: SheetShape, picture: Picture = plain(480, 640, 120)): Sheet {
  return {
    picture,
    scale: 1,
    faceWidth: FACE,
    shape,
    leanRad: 0,
    besidePx: 0,
    surface: () => undefined,
    border: 0,
    borderColour: [255, 255, 255],
  }
}

const bent = (sagitta: number) => cylinder(radiusOf(sagitta * FACE, FACE))

/** Where places of the face part of a sheet are seen at rest and after a turn. */
function seen(shape: SheetShape): readonly { readonly before: Point; readonly after: Point }[] {
  const sheet = sheetOf(shape)
  const places: { readonly before: Point; readonly after: Point }[] = []
  for (let along = -0.4; along <= 0.4; along += 0.1) {
    for (let down = -0.5; down <= 0.5; down += 0.125) {
      const [x, y] = [along * FACE, down * FACE]
      places.push({ before: pixelOf(sheet, AT_REST, x, y), after: pixelOf(sheet, TURNED, x, y) })
    }
  }
  return places
}

/** The pixel that shows a place of the sheet: corrects a guess by how far it misses. */
function pixelOf(sheet: Sheet, pose: SheetPose, along: number, down: number): Point {
  const { meets, at } = tracer(sheet, pose, FRAME)
  let [x, y] = [240 + along * 0.7, 320 + down]
  for (let round = 0; round < 80; round += 1) {
    expect(meets(x, y)).toBe(true)
    x += 0.6 * (along - at.along)
    y += 0.6 * (down - at.down)
  }
  return { x, y }
}

describe('a sheet', () => {
  it('that is flat goes over into its turned view by a homography, to a thousandth of a pixel', () => {
    expect(residual(seen(flat), 'homography')).toBeLessThan(1e-5)
  })

  it('that is bent does not, but a quadratic of the place explains what is left', () => {
    const [flatter, bended] = [residual(seen(bent(0.1)), 'homography'), residual(seen(bent(0.2)), 'homography')]
    expect(flatter).toBeGreaterThan(0.003)
    expect(bended).toBeGreaterThan(1.5 * flatter)
    expect(residual(seen(bent(0.1)), 'quadratic')).toBeLessThan(0.5 * flatter)
    expect(residual(seen(bent(0.2)), 'quadratic')).toBeLessThan(0.5 * bended)
  })

  it('that is folded keeps more than a bent one once the quadratic is taken away', () => {
    const folded = residual(seen(fold(Math.atan(0.35 / 0.5))), 'quadratic')
    expect(folded).toBeGreaterThan(residual(seen(bent(0.1)), 'quadratic'))
  })

  it('bulges by its sagitta over the width of a face', () => {
    const radius = radiusOf(0.2 * FACE, FACE)
    expect(radius - Math.sqrt(radius ** 2 - (FACE / 2) ** 2)).toBeCloseTo(0.2 * FACE, 6)
  })

  it('shows its picture one to one at rest and larger the nearer it is', () => {
    const marked = plain(480, 640, 60)
    for (let row = 315; row < 325; row += 1) marked.data.fill(250, (row * 480 + 300) * 3, (row * 480 + 310) * 3)
    const scene = { screen: [0, 0, 0], lamp: [0, 0, 1], lampShare: 0, background: plain(480, 640, 0) } as const
    const middle = (pose: SheetPose) => middleOfBright(showSheet(sheetOf(flat, marked), pose, scene))
    expect(middle(AT_REST)).toBeCloseTo(305, 0)
    expect(middle({ ...AT_REST, zoom: 1.8 }) - 240).toBeCloseTo(65 * 1.8, 0)
  })
})

function middleOfBright({ width, data }: Picture): number {
  const columns: number[] = []
  for (let index = 0; index < data.length; index += 3) if ((data[index] ?? 0) > 150) columns.push((index / 3) % width)
  return columns.reduce((sum, column) => sum + column + 0.5, 0) / columns.length
}

function plain(width: number, height: number, value: number): Picture {
  return { width, height, data: new Uint8Array(width * height * 3).fill(value) }
}

/** Root mean square of what a model of the motion leaves, in face widths. */
function residual(
  places: readonly { readonly before: Point; readonly after: Point }[],
  model: 'homography' | 'quadratic',
) {
  const norm = ({ x, y }: Point) => ({ x: (x - 240) / FACE, y: (y - 320) / FACE })
  const pairs = places.map(({ before, after }) => ({ from: norm(before), to: norm(after) }))
  return model === 'homography' ? homographyResidual(pairs) : quadraticResidual(pairs)
}

type Pairs = readonly { readonly from: Point; readonly to: Point }[]

function quadraticResidual(pairs: Pairs): number {
  const rows = pairs.map(({ from: { x, y } }) => [1, x, y, x * x, x * y, y * y])
  const errors = (['x', 'y'] as const).map((axis) => {
    const fit = leastSquares(
      rows,
      pairs.map(({ to }) => to[axis]),
    )
    return rows.map((row, index) => dot(row, fit) - (pairs[index]?.to[axis] ?? 0))
  })
  return Math.sqrt(errors.flat().reduce((sum, error) => sum + error ** 2, 0) / pairs.length)
}

function homographyResidual(pairs: Pairs): number {
  const rows: number[][] = []
  const targets: number[] = []
  for (const { from, to } of pairs) {
    rows.push(
      [from.x, from.y, 1, 0, 0, 0, -to.x * from.x, -to.x * from.y],
      [0, 0, 0, from.x, from.y, 1, -to.y * from.x, -to.y * from.y],
    )
    targets.push(to.x, to.y)
  }
  const h = leastSquares(rows, targets)
  const error = pairs.reduce((sum, { from: { x, y }, to }) => {
    const scale = dot([x, y], h.slice(6)) + 1
    const [u, v] = [dot([x, y, 1], h.slice(0, 3)) / scale, dot([x, y, 1], h.slice(3, 6)) / scale]
    return sum + (u - to.x) ** 2 + (v - to.y) ** 2
  }, 0)
  return Math.sqrt(error / pairs.length)
}

/** Normal equations by elimination. */
function leastSquares(rows: readonly (readonly number[])[], targets: readonly number[]): readonly number[] {
  const size = rows[0]?.length ?? 0
  const system = Array.from({ length: size }, (_, a) => [
    ...Array.from({ length: size }, (__, b) => rows.reduce((sum, row) => sum + (row[a] ?? 0) * (row[b] ?? 0), 0)),
    rows.reduce((sum, row, index) => sum + (row[a] ?? 0) * (targets[index] ?? 0), 0),
  ])
  system.forEach((pivotRow, pivot) => {
    for (const row of system) {
      if (row === pivotRow) continue
      const share = (row[pivot] ?? 0) / (pivotRow[pivot] ?? 1)
      row.forEach((value, column) => {
        row[column] = value - share * (pivotRow[column] ?? 0)
      })
    }
  })
  return system.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1))
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
}

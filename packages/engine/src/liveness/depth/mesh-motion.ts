import { MESH_SIZE } from '../../face/mesh-points.ts'
import type { Point } from '../../image/picture.ts'
import { solveLeastSquares } from './least-squares.ts'

/**
 * Where a point of one frame should be on another, by the affine motion of the whole mesh. Affine on purpose: the mesh
 * invents relief on paper, and none of that may lead the tracker.
 */
export function meshMotion(from: Float32Array, to: Float32Array): (point: Point) => Point {
  const rows: Float64Array[] = []
  const [across, down] = [new Float64Array(MESH_SIZE), new Float64Array(MESH_SIZE)]
  for (let index = 0; index < MESH_SIZE; index++) {
    rows.push(Float64Array.of(1, from[3 * index] ?? 0, from[3 * index + 1] ?? 0))
    across[index] = to[3 * index] ?? 0
    down[index] = to[3 * index + 1] ?? 0
  }
  const [x, y] = [solveLeastSquares(rows, across), solveLeastSquares(rows, down)]
  return (point) => ({ x: apply(x, point), y: apply(y, point) })
}

function apply(fit: Float64Array, { x, y }: Point): number {
  return (fit[0] ?? 0) + (fit[1] ?? 0) * x + (fit[2] ?? 0) * y
}

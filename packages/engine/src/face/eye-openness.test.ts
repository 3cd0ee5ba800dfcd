import { describe, expect, it } from 'vitest'
import { drawnMesh } from '../../test/drawn-mesh.ts'
import type { Picture } from '../image/picture.ts'
import type { Network } from '../ports.ts'
import { eyeOpenness } from './eye-openness.ts'

const POINTS = 71

/** A network that sees the lids of every eye this far apart, in widths of the eye. */
function seeing(apart: number, seen: Float32Array[] = []): Network {
  const points = new Float32Array(3 * POINTS)
  points.set([10, 32, 0], 0)
  points.set([50, 32, 0], 3 * 8)
  for (const [lower, upper] of [
    [3, 11],
    [4, 12],
    [5, 13],
  ] as const) {
    points.set([30, 32, 0], 3 * lower)
    points.set([30, 32 - 40 * apart, 0], 3 * upper)
  }
  const run: Network['run'] = async ({ data }) => {
    seen.push(data)
    return [{ dims: [1, 1, 1, 3 * POINTS], data: points }]
  }
  return { id: 'lids', sha256: '', run }
}

/** Skin with a dark line across each eye of the drawn mesh, longer on the outer side, this far below its corners. */
function drawnLines(belowPx: number, eyes: readonly (readonly [from: number, to: number])[] = LINES): Picture {
  const data = new Uint8Array(3 * 480 * 640).fill(180)
  const row = 480 * (300 + belowPx)
  for (const [from, to] of eyes) data.fill(40, 3 * (row + from), 3 * (row + to + 1))
  return { width: 480, height: 640, data }
}

/** Columns of the right eye and, in the mirror, of the left one. */
const LINES = [
  [206, 220],
  [260, 274],
] as const

/** The eyes of the drawn mesh are this wide. */
const EYE_WIDTH_PX = 20

describe('eyeOpenness', () => {
  it('grows with the lids that the network sees apart', async () => {
    const openness = (apart: number) => eyeOpenness(drawnLines(0), drawnMesh(), seeing(apart))
    expect((await openness(0.4)) - (await openness(0.1))).toBeCloseTo(0.3, 5)
  })

  it('sinks with the darkest row, as lashes hang below the corners of a shut eye', async () => {
    const openness = (belowPx: number) => eyeOpenness(drawnLines(belowPx), drawnMesh(), seeing(0))
    expect((await openness(-4)) - (await openness(3))).toBeCloseTo(7 / EYE_WIDTH_PX, 1)
    expect(await openness(3)).toBeLessThan(0)
  })

  it('is the mean of both eyes', async () => {
    const openness = (...eyes: (typeof LINES)[number][]) => eyeOpenness(drawnLines(4, eyes), drawnMesh(), seeing(0.2))
    const [right, left] = LINES
    const [none, one, both] = [await openness(), await openness(right), await openness(right, left)]
    expect(one).toBeCloseTo((none + both) / 2, 5)
    expect(one - both).toBeGreaterThan(0.1)
  })

  it('shows the network both eyes as if they were left ones', async () => {
    const seen: Float32Array[] = []
    await eyeOpenness(drawnLines(2), drawnMesh(), seeing(0.2, seen))
    const [right, left] = seen
    expect(seen).toHaveLength(2)
    // The drawn face is the same in the mirror, so both looks are alike.
    expect(Math.max(...(right ?? []).map((value, at) => Math.abs(value - (left?.[at] ?? Number.NaN))))).toBeLessThan(
      0.02,
    )
  })

  it('is no number where the network says nothing', async () => {
    const silent: Network = { id: 'lids', sha256: '', run: async () => [] }
    expect(await eyeOpenness(drawnLines(0), drawnMesh(), silent)).toBeNaN()
  })
})

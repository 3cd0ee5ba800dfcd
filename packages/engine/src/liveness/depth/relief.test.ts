import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Point } from '../../image/picture.ts'
import type { SkinPoint } from './face-points.ts'
import { measureRelief } from './relief.ts'

const FRAME = { middle: { x: 0, y: 0 }, width: 100 }

/** An ellipsoid seen from the front; depth in face widths, smaller is nearer. */
const HEAD: readonly SkinPoint[] = Array.from({ length: 140 }, (_, index) => {
  const at = { x: -45 + 7 * (index % 14), y: -45 + 9 * Math.floor(index / 14) }
  // The nose makes a face different from any smooth sheet.
  const nose = 0.15 * Math.exp(-(at.x ** 2 + at.y ** 2) / 200)
  return { at, depth: 0.3 * ((at.x / 60) ** 2 + (at.y / 80) ** 2) - nose }
})

const turned = (depthOf: (point: SkinPoint) => number, angle: number): readonly Point[] =>
  HEAD.map((point) => ({ x: point.at.x * Math.cos(angle) - 100 * depthOf(point) * Math.sin(angle), y: point.at.y }))

describe('measureRelief', () => {
  it('is positive for a head whose near points go right, and negative when they go left', () => {
    const [right, left] = [turned((point) => point.depth, 0.3), turned((point) => point.depth, -0.3)]
    expect(measureRelief(HEAD, right, FRAME)?.sideways).toBeGreaterThan(0.2)
    expect(measureRelief(HEAD, left, FRAME)?.sideways).toBeLessThan(-0.2)
  })

  it('is next to nothing for a flat sheet and for a smoothly bent one', () => {
    expect(
      measureRelief(
        HEAD,
        turned(() => 0, 0.4),
        FRAME,
      )?.sideways,
    ).toBeCloseTo(0, 3)
    expect(
      measureRelief(
        HEAD,
        turned(({ at }) => 0.3 * (at.x / 50) ** 2, 0.4),
        FRAME,
      )?.sideways,
    ).toBeCloseTo(0, 2)
  })

  it('is next to nothing for a sheet that is folded along the nose or beside it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -20, max: 20, noNaN: true }),
        fc.double({ min: 0.2, max: 0.5, noNaN: true }),
        (edge, deep) => {
          const folded = turned(({ at }) => deep * (Math.abs(at.x - edge) / 50), 0.4)
          expect(Math.abs(measureRelief(HEAD, folded, FRAME)?.sideways ?? 1)).toBeLessThan(0.035)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('does not follow a few points that went astray', () => {
    const astray = turned(() => 0, 0.4).map((point, index) =>
      index % 20 === 0 ? { x: point.x + 30, y: point.y } : point,
    )
    expect(Math.abs(measureRelief(HEAD, astray, FRAME)?.sideways ?? 1)).toBeLessThan(0.02)
  })

  it('says nothing when too few points were followed', () => {
    const lost = turned((point) => point.depth, 0.3).map((point, index) => (index < 24 ? point : undefined))
    expect(measureRelief(HEAD, lost, FRAME)).toBeUndefined()
  })
})

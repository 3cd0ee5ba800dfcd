import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { triangulate } from './triangulate.ts'

const coordinate = fc.integer({ min: 0, max: 400 })
const distinctPoints = fc.uniqueArray(fc.record({ x: coordinate, y: coordinate }), {
  minLength: 4,
  maxLength: 40,
  selector: ({ x, y }) => `${x} ${y}`,
})

describe('triangulate', () => {
  it('covers a square with a point in its middle by four triangles', () => {
    const square = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 10 },
      { x: 0, y: 10 },
      { x: 5, y: 5.5 },
    ]
    const triangles = triangulate(square)
    expect(triangles).toHaveLength(4)
    expect(triangles.every((corners) => corners.includes(4))).toBe(true)
  })

  it('names only points that were given, each triangle with three different ones', () => {
    fc.assert(
      fc.property(distinctPoints, (points) => {
        for (const corners of triangulate(points)) {
          expect(new Set(corners).size).toBe(3)
          expect(corners.every((corner) => corner >= 0 && corner < points.length)).toBe(true)
        }
      }),
      { numRuns: 50 },
    )
  })
})

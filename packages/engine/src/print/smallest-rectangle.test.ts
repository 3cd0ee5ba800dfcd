import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { convexHull, smallestRectangle } from './smallest-rectangle.ts'

const corners = (width: number, height: number, angle: number) =>
  [-1, 1].flatMap((along) =>
    [-1, 1].map((across) => {
      const [u, v] = [(along * width) / 2, (across * height) / 2]
      return {
        x: 50 + u * Math.cos(angle) - v * Math.sin(angle),
        y: 40 + u * Math.sin(angle) + v * Math.cos(angle),
      }
    }),
  )

describe('smallestRectangle', () => {
  it('finds a rectangle again, its width along the nearest direction to the horizontal', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 5, max: 90, noNaN: true }),
        fc.double({ min: 5, max: 90, noNaN: true }),
        fc.double({ min: -0.7, max: 0.7, noNaN: true }),
        (width, height, angle) => {
          const found = smallestRectangle(corners(width, height, angle))
          expect(found?.width).toBeCloseTo(width, 6)
          expect(found?.height).toBeCloseTo(height, 6)
          expect(found?.angleRad).toBeCloseTo(angle, 6)
          expect(found?.centre.x).toBeCloseTo(50, 6)
          expect(found?.centre.y).toBeCloseTo(40, 6)
        },
      ),
    )
  })

  it('holds every point that it was fitted around', () => {
    const point = fc.record({ x: fc.integer({ min: 0, max: 200 }), y: fc.integer({ min: 0, max: 200 }) })
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 40 }), (points) => {
        const found = smallestRectangle(points)
        if (found === undefined) return
        const [cos, sin] = [Math.cos(found.angleRad), Math.sin(found.angleRad)]
        for (const { x, y } of points) {
          const [dx, dy] = [x - found.centre.x, y - found.centre.y]
          expect(Math.abs(dx * cos + dy * sin)).toBeLessThanOrEqual(found.width / 2 + 1e-6)
          expect(Math.abs(dy * cos - dx * sin)).toBeLessThanOrEqual(found.height / 2 + 1e-6)
        }
      }),
    )
  })

  it('is nothing around a single point', () => {
    expect(smallestRectangle([{ x: 1, y: 1 }])).toBeUndefined()
  })
})

describe('convexHull', () => {
  it('leaves out what lies inside', () => {
    const square = corners(10, 10, 0)
    expect(convexHull([...square, { x: 50, y: 40 }, { x: 51, y: 42 }])).toHaveLength(4)
  })
})

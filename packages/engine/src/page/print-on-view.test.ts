import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Picture } from '../image/picture.ts'
import { boxOnSource, viewOf } from './page-view.ts'
import { printOnView } from './print-on-view.ts'

const SOURCE: Picture = { width: 400, height: 300, data: new Uint8Array(3 * 400 * 300) }

function leaning(angle: number) {
  const at = (x: number, y: number) => ({
    x: 200 + x * Math.cos(angle) - y * Math.sin(angle),
    y: 150 + x * Math.sin(angle) + y * Math.cos(angle),
  })
  return viewOf(SOURCE, [at(-120, -80), at(120, -80), at(120, 80), at(-120, 80)], { longSide: 240 })
}

describe('print on a view', () => {
  it('is the line itself again, however the page leaned on its picture', () => {
    fc.assert(
      fc.property(fc.double({ min: -0.5, max: 0.5, noNaN: true }), (angle) => {
        const view = leaning(angle)
        const line = { x: 60, y: 70, width: 100, height: 12 }
        const again = printOnView(view, boxOnSource(view, line))
        expect(again?.x).toBeCloseTo(line.x, 1)
        expect(again?.y).toBeCloseTo(line.y, 1)
        expect(again?.width).toBeCloseTo(line.width, 1)
        expect(again?.height).toBeCloseTo(line.height, 1)
      }),
    )
  })

  it('is not told where the page lies along a diagonal', () => {
    const view = leaning(Math.PI / 4)
    expect(printOnView(view, boxOnSource(view, { x: 60, y: 70, width: 100, height: 12 }))).toBeUndefined()
  })
})

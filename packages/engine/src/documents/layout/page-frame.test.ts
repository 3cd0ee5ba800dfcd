import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitPageFrame, fromMm, toMm } from './page-frame.ts'

describe('the frame of a page', () => {
  it('does not follow from one label that was seen twice', () => {
    const mm = { x: 31, y: 12 }
    const pairs = [
      { on: { x: 400, y: 180 }, mm },
      { on: { x: 402, y: 520 }, mm },
    ]
    expect(fitPageFrame(pairs)).toBeUndefined()
  })

  it('has a way back to the picture, whatever labels were seen where', () => {
    const point = (side: number) =>
      fc.record({ x: fc.integer({ min: 0, max: side }), y: fc.integer({ min: 0, max: side }) })
    const pairs = fc.array(fc.record({ on: point(1600), mm: point(6) }), { maxLength: 8 })
    fc.assert(
      fc.property(pairs, point(80), (seen, mm) => {
        const frame = fitPageFrame(seen)
        if (frame === undefined) return
        const back = toMm(frame, fromMm(frame, mm))
        expect(back.x).toBeCloseTo(mm.x, 3)
        expect(back.y).toBeCloseTo(mm.y, 3)
      }),
    )
  })

  it('follows from two labels in their places', () => {
    const frame = fitPageFrame([
      { on: { x: 100, y: 100 }, mm: { x: 10, y: 10 } },
      { on: { x: 500, y: 300 }, mm: { x: 50, y: 30 } },
    ])
    if (frame === undefined) throw new Error('no frame')
    expect(toMm(frame, { x: 300, y: 200 }).x).toBeCloseTo(30, 6)
    expect(fromMm(frame, { x: 30, y: 20 }).y).toBeCloseTo(200, 6)
  })
})

import { describe, expect, it } from 'vitest'
import { letterboxOf } from './letterbox.ts'
import { YUNET } from './yunet.ts'

const SQUARE = letterboxOf({ width: 640, height: 640, data: new Uint8Array() }, 640)

/** Outputs in the order of the published file, one face in a cell of the grid of 16 px. */
function outputs(cell: number, cls: number, obj: number, box: readonly number[]) {
  const of = (numbers: number, fill: (data: Float32Array) => void) =>
    [8, 16, 32].map((stride) => {
      const data = new Float32Array(numbers * (640 / stride) ** 2)
      if (stride === 16) fill(data)
      return { dims: [1, data.length / numbers, numbers], data }
    })
  return [
    ...of(1, (data) => data.fill(cls, cell, cell + 1)),
    ...of(1, (data) => data.fill(obj, cell, cell + 1)),
    ...of(4, (data) => data.set(box, 4 * cell)),
    ...of(10, (data) => data.set([-1, 0, 1, 0, 0, 0.5, -0.5, 1, 0.5, 1], 10 * cell)),
  ]
}

describe('YuNet', () => {
  it('places box and eyes relative to the cell, in strides', () => {
    // Cell 83 is column 3 of row 2.
    const faces = YUNET.decode(outputs(83, 0.9, 0.9, [0.5, 0.25, Math.log(4), Math.log(5)]), SQUARE, 0.6)
    expect(faces).toHaveLength(1)
    const [face] = faces
    expect(face?.score).toBeCloseTo(0.9, 6)
    const expected = { x: 3.5 * 16 - 32, y: 2.25 * 16 - 40, width: 64, height: 80 }
    for (const [key, value] of Object.entries(expected)) {
      expect(face?.box[key as keyof typeof expected]).toBeCloseTo(value, 4)
    }
    expect(face?.points.slice(0, 2)).toEqual([
      { x: 2 * 16, y: 2 * 16 },
      { x: 4 * 16, y: 2 * 16 },
    ])
  })

  it('leaves out a cell that is sure of only one half', () => {
    expect(YUNET.decode(outputs(83, 1, 0.3, [0, 0, 0, 0]), SQUARE, 0.6)).toEqual([])
  })
})

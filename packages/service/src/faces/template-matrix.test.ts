import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTemplateMatrix } from './template-matrix.ts'

const WIDTH = 6
const template = fc.float32Array({ minLength: WIDTH, maxLength: WIDTH, noNaN: true, min: -1, max: 1 })

describe('a matrix of templates', () => {
  it('finds what looking at each of them one by one finds, whatever was added and removed before', async () => {
    const step = fc.record({ id: fc.nat(12), template, remove: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), template, fc.nat(3), async (steps, asked, limit) => {
        const matrix = createTemplateMatrix(WIDTH)
        const plain = new Map<number, Float32Array>()
        for (const { id, template: values, remove } of steps) {
          if (remove || plain.has(id)) {
            matrix.remove(id)
            plain.delete(id)
          } else {
            matrix.add(id, values)
            plain.set(id, values)
          }
        }
        const expected = [...plain]
          .map(([id, values]) => ({ id, distance: distance(values, asked) }))
          .filter((row) => row.distance <= 1)
          .sort((a, b) => a.distance - b.distance || a.id - b.id)
          .slice(0, limit)
        const near = await matrix.nearest(asked, 1, limit)
        expect(near.map(({ distance }) => distance)).toEqual(
          expected.map(({ distance }) => expect.closeTo(distance, 6)),
        )
        expect(new Set(near.map(({ id }) => id)).size).toBe(near.length)
        expect(matrix.rows).toBe(plain.size)
        expect(new Set(matrix.ids())).toEqual(new Set(plain.keys()))
      }),
    )
  })

  it('lets other work run between parts of a large one', async () => {
    const matrix = createTemplateMatrix(2)
    for (let id = 0; id < 20_000; id += 1) matrix.add(id, Float32Array.of(id, 0))
    const near = matrix.nearest(Float32Array.of(19_999.25, 0), 2, 2)
    let otherRan = false
    setImmediate(() => {
      otherRan = true
    })
    expect((await near).map(({ id }) => id)).toEqual([19_999, 19_998])
    expect(otherRan).toBe(true)
  })

  it('refuses a template of another length', async () => {
    const matrix = createTemplateMatrix(3)
    expect(() => matrix.add(1, new Float32Array(4))).toThrow(RangeError)
    await expect(matrix.nearest(new Float32Array(2), 1, 1)).rejects.toThrow(RangeError)
  })
})

function distance(a: Float32Array, b: Float32Array): number {
  return Math.hypot(...a.map((value, index) => value - (b[index] ?? 0)))
}

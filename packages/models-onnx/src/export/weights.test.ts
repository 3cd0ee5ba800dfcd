import { describe, expect, it } from 'vitest'
import { halfToNumber, readWeights } from './weights.ts'

const read = (bytes: Uint8Array) => async () => bytes

describe('the weight reader', () => {
  it('reads half floats with normal, subnormal and signed values', () => {
    expect([0x3c00, 0xc000, 0x0001, 0x7bff, 0x8000].map(halfToNumber)).toEqual([1, -2, 2 ** -24, 65504, -0])
  })

  it('reads quantised bytes as value times scale plus minimum', async () => {
    const weights = await readWeights(
      [
        {
          paths: ['a'],
          weights: [{ name: 'w', shape: [3], dtype: 'float32', quantization: { dtype: 'uint8', scale: 0.5, min: -1 } }],
        },
      ],
      read(Uint8Array.of(0, 2, 255)),
    )
    expect([...(weights.get('w')?.data ?? [])]).toEqual([-1, 0, 126.5])
  })

  it('refuses a file that is shorter or longer than its manifest', async () => {
    const manifest = [{ paths: ['a'], weights: [{ name: 'w', shape: [2], dtype: 'float32' }] }]
    await expect(readWeights(manifest, read(new Uint8Array(7)))).rejects.toThrow('ends before w')
    await expect(readWeights(manifest, read(new Uint8Array(9)))).rejects.toThrow('left over')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findFace } from './find-face.ts'
import { NUMBERS_PER_ANCHOR, STAGES, STEM, WEIGHT_COUNT } from './network-layers.ts'
import { readWeights } from './read-weights.ts'
import { runNetwork } from './run-network.ts'

const blank = (width: number, height: number) => ({ width, height, rgba: new Uint8ClampedArray(4 * width * height) })

/** How many weights the layers before and after each grid's heads take. */
function weightsUpTo(stage: number): { readonly heads: number; readonly end: number } {
  let at = STEM.kernel ** 2 * STEM.colours * STEM.channels + STEM.channels
  let channels: number = STEM.channels
  let heads = at
  for (const { blocks, anchors } of STAGES.slice(0, stage + 1)) {
    for (const block of blocks) {
      at += 9 * channels + channels * block.channels + block.channels
      channels = block.channels
    }
    heads = at
    at += (channels + 1) * anchors + (channels + 1) * anchors * NUMBERS_PER_ANCHOR
  }
  return { heads, end: at }
}

describe('the network', () => {
  it('uses each of its weights once', () => {
    expect(weightsUpTo(1).end).toBe(WEIGHT_COUNT)
  })

  it('says for each place of two grids what its heads say of it', () => {
    const weights = new Float32Array(WEIGHT_COUNT)
    const { heads } = weightsUpTo(0)
    // With nothing but biases in the heads, every place says the same.
    weights.set([1, 2], heads + 2 * 96)
    const [fine, coarse] = runNetwork(weights, { width: 96, height: 128, pixels: new Float32Array(3 * 96 * 128) })
    expect([fine?.columns, coarse?.columns]).toEqual([6, 3])
    expect([...(fine?.scores ?? [])]).toEqual(Array.from({ length: 6 * 8 }, () => [1, 2]).flat())
    expect(fine?.places.length).toBe(6 * 8 * 2 * NUMBERS_PER_ANCHOR)
    expect(coarse?.scores).toEqual(new Float32Array(3 * 4 * 6))
  })

  it('finds the place whose score is the highest, in pixels of the picture, and how far the nose lies aside', () => {
    const weights = new Float32Array(WEIGHT_COUNT)
    const { heads } = weightsUpTo(0)
    weights.set([-1, 3], heads + 2 * 96)
    // Box of 10 by 20 with its middle 3 and 4 from that of the place, eyes 8 apart, nose 2 aside of their middle.
    const numbers = [3, 4, 10, 20, -4, 0, 4, 0, 2, 5]
    weights.set(numbers, heads + 2 * 97 + 96 * 2 * NUMBERS_PER_ANCHOR + NUMBERS_PER_ANCHOR)
    expect(findFace(weights, blank(96, 128))).toEqual({ box: { x: 6, y: 2, width: 10, height: 20 }, turn: 0.25 })
    expect(findFace(new Float32Array(WEIGHT_COUNT), blank(96, 128))).toBeUndefined()
  })
})

describe('the weights as they are sent', () => {
  it('are the upper halves of numbers, and come back as those', () => {
    const sent = new Uint8Array(2 * WEIGHT_COUNT)
    sent.set([0x80, 0x3f, 0xc0, 0xbf])
    expect([...(readWeights(sent)?.subarray(0, 3) ?? [])]).toEqual([1, -1.5, 0])
  })

  it('are refused where other bytes come, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4096 }), (bytes) => {
        expect(readWeights(bytes)).toBeUndefined()
      }),
    )
    const endless = new Uint8Array(2 * WEIGHT_COUNT)
    endless.set([0x80, 0x7f])
    expect(readWeights(endless)).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { drawnFace } from '../../test/drawn-mesh.ts'
import { PACKAGED_RECIPE } from './embedder-recipe.ts'
import { judgeQuality } from './judge-quality.ts'

const SIDE = PACKAGED_RECIPE.sizePx
const FACE = { ...drawnFace(), meshScore: 1, eyeDistancePx: 60 }

/** A grey crop with stripes, so that it is sharp; the lower half may be of one colour, as under a mask. */
function crop({ mask = false, grey = 120, contrast = 60 } = {}): Float32Array {
  return Float32Array.from({ length: 3 * SIDE * SIDE }, (_, index) => {
    const y = Math.floor((index % (SIDE * SIDE)) / SIDE)
    if (mask && y > 80) return grey
    return grey + (index % 4 < 2 ? contrast : -contrast)
  })
}

describe('judgeQuality', () => {
  it('has nothing to say against a sharp, bright, frontal face', () => {
    expect(judgeQuality(FACE, crop(), 1)).toMatchObject({ score: 100, reasons: [] })
  })

  it('calls a face covered when nothing is seen where its mouth belongs, or when the mesh fits badly', () => {
    expect(judgeQuality(FACE, crop({ mask: true }), 1).reasons).toEqual(['covered'])
    expect(judgeQuality({ ...FACE, meshScore: 0.98 }, crop(), 1).reasons).toEqual(['covered'])
  })

  it('names each reason, all of them at once where all apply', () => {
    const bad = { ...FACE, eyeDistancePx: 18, pose: { yawRad: 0.7, pitchRad: 0, rollRad: 0 } }
    expect(judgeQuality(bad, crop({ grey: 20, contrast: 0 }), 2).reasons).toEqual([
      'too-small',
      'blurred',
      'dark',
      'turned',
      'covered',
      'several-faces',
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { drawnFace } from '../../test/drawn-mesh.ts'
import { SELFIE_TO_SELFIE } from './calibration.ts'
import type { FaceDescription, FaceQuality } from './face-description.ts'
import { judgeMatch } from './judge-match.ts'

/** A face whose template lies this far from the origin. */
function faceAt(
  distance: number,
  reasons: FaceQuality['reasons'] = [],
): FaceDescription & { readonly frameIndex: number } {
  return {
    face: drawnFace(),
    facesSeen: 1,
    quality: { score: 90, sharpness: 90, illumination: 90, reasons },
    template: { modelId: 'm', values: Float32Array.of(distance, 0) },
    frameIndex: 7,
  }
}

const RULE = { table: SELFIE_TO_SELFIE, matchScore: 60, reviewScore: 45, mismatch: 'reference-mismatch' as const }
const judge = (distance: number) => judgeMatch('c', faceAt(0), faceAt(distance), RULE)

describe('judgeMatch', () => {
  it('passes the same person, asks a person in the band, and fails a stranger', () => {
    expect([0.4, 0.562, 0.564, 0.61, 0.63, 0.9].map((distance) => judge(distance).outcome)).toEqual([
      'passed',
      'passed',
      'review',
      'review',
      'failed',
      'failed',
    ])
  })

  it('says why, how sure it is, and on which frame it looked', () => {
    expect(judge(0.9)).toMatchObject({ reasons: ['reference-mismatch'], regions: [{ on: 'frame-7' }] })
    expect(judge(0.6).reasons).toEqual(['match-uncertain'])
    expect(judge(0.4).score).toBeCloseTo(90, 0)
  })

  it('does not judge a face that is missing, blurred, dark, small or turned', () => {
    expect(judgeMatch('c', faceAt(0), undefined, RULE)).toMatchObject({
      outcome: 'not-judged',
      reasons: ['face-unusable'],
    })
    for (const reason of ['blurred', 'dark', 'too-small', 'turned'] as const) {
      expect(judgeMatch('c', faceAt(0), faceAt(0, [reason]), RULE).outcome).toBe('not-judged')
    }
  })

  it('says of a face whose eyes are hidden that they are, whatever else is wrong with it', () => {
    expect(judgeMatch('c', faceAt(0), faceAt(0, ['dark', 'eyes-hidden']), RULE)).toMatchObject({
      outcome: 'not-judged',
      reasons: ['eyes-hidden'],
    })
  })

  it('says of a face whose eyes are closed on every frame that they are', () => {
    expect(judgeMatch('c', faceAt(0), faceAt(0, ['blurred', 'eyes-closed']), RULE)).toMatchObject({
      outcome: 'not-judged',
      reasons: ['eyes-closed'],
    })
  })
})

import { realScoreOf } from '../face/anti-spoof.ts'
import { defineCheck } from '../verification/check.ts'
import { makeFinding } from '../verification/make-finding.ts'

/**
 * A network of the operator's that tells real faces from presented ones by their looks. It can only speak against a face:
 * no packaged network of this kind separates anything (docs/measurements/faces.md), and none is asked without its own.
 */
export default defineCheck({
  id: 'passive-network',
  needs: ['face'],
  reasons: ['passive-suspicion', 'face-unusable'],
  stopsOnFailure: false,
  applies: ({ models }) => models.antiSpoof !== undefined,
  run: async (examination, _policy, { models }) => {
    const { clip, samples } = await examination.faceTrack()
    const network = models.antiSpoof
    if (network === undefined || samples.length === 0) {
      return makeFinding('passive-network', 'not-judged', ['face-unusable'])
    }
    const scores: number[] = []
    for (const { face, frameIndex } of samples) {
      const picture = clip.frames[frameIndex]?.picture
      if (picture !== undefined) scores.push(await realScoreOf(picture, face, network))
    }
    const realScore = median(scores)
    const measures = { realScore, framesAsked: scores.length }
    // Written so that a score that is no number does not pass.
    return realScore >= network.minRealScore
      ? makeFinding('passive-network', 'passed', [], { measures })
      : makeFinding('passive-network', 'failed', ['passive-suspicion'], { measures })
  },
})

/** One frame that a hand or a flash spoiled does not decide. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

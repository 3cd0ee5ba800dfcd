import type { Picture } from '../image/picture.ts'
import type { AntiSpoofNetwork } from '../ports.ts'
import type { Finding } from '../verification/finding.ts'
import { makeFinding } from '../verification/make-finding.ts'
import { attackScoreOf, realScoreOf } from './anti-spoof.ts'
import type { ObservedFace } from './face-description.ts'

/** What the operator's network says of a face on one picture, as the finding of `picture-network`. */
export async function judgeRealness(picture: Picture, face: ObservedFace, network: AntiSpoofNetwork): Promise<Finding> {
  const realScore = await realScoreOf(picture, face, network)
  const measures = { realScore, attackScore: attackScoreOf(realScore, network) }
  // Written so that a score that is no number does not pass.
  return realScore >= network.minRealScore
    ? makeFinding('picture-network', 'passed', [], { measures })
    : makeFinding('picture-network', 'failed', ['passive-suspicion'], { measures })
}

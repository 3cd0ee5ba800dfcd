import type { Finding } from '../verification/finding.ts'
import { makeFinding } from '../verification/make-finding.ts'
import type { Reason } from '../verification/reasons.ts'
import { type CalibrationPoint, scoreOfDistance } from './calibration.ts'
import { faceDistance } from './compare-faces.ts'
import type { FaceDescription, FaceFault } from './face-description.ts'

export interface MatchRule {
  readonly table: readonly CalibrationPoint[]
  readonly matchScore: number
  readonly reviewScore: number
  readonly mismatch: Reason
}

/** Faults that people can mend at once when they are told of them; all others are one reason. */
const NAMED = ['eyes-hidden', 'eyes-closed'] as const satisfies readonly (FaceFault & Reason)[]

/** Compares a face, of a frame or of the caller's picture, with another one: a match, a case for a person, or a mismatch. */
export function judgeMatch(
  check: string,
  other: FaceDescription,
  live: (FaceDescription & { readonly frameIndex?: number }) | undefined,
  rule: MatchRule,
): Finding {
  if (live === undefined) return makeFinding(check, 'not-judged', ['face-unusable'])
  const faults = live.quality.reasons.filter((reason) => reason !== 'several-faces')
  if (faults.length > 0) {
    return makeFinding(check, 'not-judged', [NAMED.find((fault) => faults.includes(fault)) ?? 'face-unusable'])
  }
  const distance = faceDistance(other.template, live.template)
  const exact = scoreOfDistance(distance, rule.table)
  const rest = {
    score: Math.round(10 * exact) / 10,
    measures: {
      distance,
      eyeDistancePx: other.face.eyeDistancePx,
      ...(live.frameIndex === undefined ? {} : { frame: live.frameIndex }),
    },
    regions: [
      {
        on: live.frameIndex === undefined ? 'reference' : `frame-${live.frameIndex}`,
        box: live.face.box,
        label: 'compared face',
      },
    ],
  }
  if (exact >= rule.matchScore) return makeFinding(check, 'passed', [], rest)
  if (exact >= rule.reviewScore) return makeFinding(check, 'review', ['match-uncertain'], rest)
  return makeFinding(check, 'failed', [rule.mismatch], rest)
}

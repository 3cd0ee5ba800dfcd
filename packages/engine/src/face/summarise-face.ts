import type { FaceSummary } from '../verification/decision.ts'
import type { Finding } from '../verification/finding.ts'
import type { Reason } from '../verification/reasons.ts'
import { cutFace } from './cut-face.ts'
import type { FaceTrack } from './face-track.ts'

/** Reasons that speak of a presentation or injection, and not of a person who did something else. */
const ATTACK_REASONS: ReadonlySet<Reason> = new Set([
  'flat-surface',
  'screen-pattern',
  'light-on-surround',
  'light-not-answered',
  'passive-suspicion',
  'face-changed',
  'frames-repeated',
  'frames-blended',
  'clock-implausible',
  'no-motion',
])
const COMPARISONS: ReadonlySet<string> = new Set(['portrait-match', 'reference-match'])

/** What a face is worth, from what the checks found and, where a clip shows it, from its track. */
export function summariseFace(track: FaceTrack | undefined, findings: readonly Finding[]): FaceSummary {
  const comparisonScore = findings.find((finding) => COMPARISONS.has(finding.check))?.score
  const attack = findings.some(
    (finding) => finding.outcome === 'failed' && finding.reasons.some((reason) => ATTACK_REASONS.has(reason)),
  )
  const best = track?.best
  const picture = best === undefined ? undefined : track?.clip.frames[best.frameIndex]?.picture
  return {
    attack,
    ...(comparisonScore === undefined ? {} : { comparisonScore }),
    ...(best === undefined ? {} : { qualityScore: best.quality.score, template: best.template }),
    ...(best === undefined || picture === undefined ? {} : { picture: cutFace(picture, best.face) }),
  }
}

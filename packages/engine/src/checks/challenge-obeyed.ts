import type { FaceTrack } from '../face/face-track.ts'
import { judgeObedience, type Obedience } from '../liveness/judge-obedience.ts'
import { defineCheck } from '../verification/check.ts'
import type { Region } from '../verification/finding.ts'
import { makeFinding, passUnless } from '../verification/make-finding.ts'

/** What was asked happened, in its window, and nothing else did. */
export default defineCheck({
  id: 'challenge-obeyed',
  needs: ['face'],
  reasons: ['challenge-not-met', 'no-face'],
  stopsOnFailure: false,
  run: async (examination) => {
    const track = await examination.faceTrack()
    if (track.frames.every((frame) => frame.face === undefined)) {
      return makeFinding('challenge-obeyed', 'not-judged', ['no-face'])
    }
    const obedience = judgeObedience(track, track.clip.challenge)
    const rest = { measures: measuresOf(obedience), regions: regionsOf(track, obedience) }
    const missing = obedience.steps.some((answer) => answer.verdict === 'missing')
    if (missing || obedience.unasked.length > 0) return passUnless('challenge-obeyed', ['challenge-not-met'], rest)
    // A challenge that asks for nothing, or for something that cannot be judged, is not met by anybody.
    const judged = obedience.steps.length > 0 && obedience.steps.every((answer) => answer.verdict === 'done')
    return judged
      ? passUnless('challenge-obeyed', [], rest)
      : makeFinding('challenge-obeyed', 'not-judged', ['challenge-not-met'], rest)
  },
})

function measuresOf({ steps, unasked }: Obedience): Record<string, number> {
  const named = steps.map(({ step, strength }, index) => [`${index + 1}-${step.action}-strength`, strength] as const)
  return { ...Object.fromEntries(named), unasked: unasked.length }
}

function regionsOf(track: FaceTrack, { steps, unasked }: Obedience): readonly Region[] {
  const seen = [
    ...steps.map(({ step, verdict, peakFrame }) => ({ frame: peakFrame, label: `${step.action} ${verdict}` })),
    ...unasked.map(({ action, frame }) => ({ frame, label: `${action} unasked` })),
  ]
  return seen.flatMap(({ frame, label }) => {
    const box = frame === undefined ? undefined : track.frames[frame]?.face?.box
    return box === undefined ? [] : [{ on: `frame-${frame}`, box, label }]
  })
}

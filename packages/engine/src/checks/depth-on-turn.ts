import type { FaceTrack } from '../face/face-track.ts'
import { type TurnRelief, turnRelief } from '../liveness/depth/turn-relief.ts'
import type { ChallengeAction } from '../verification/challenge.ts'
import { defineCheck } from '../verification/check.ts'
import type { Region } from '../verification/finding.ts'
import { makeFinding, passUnless } from '../verification/make-finding.ts'
import { staged } from '../verification/staged.ts'

/**
 * Sideways way of tracked points per face width of depth, after a bent sheet took its part: live heads 0.046 and more
 * (7 rendered turns, one real at 0.093), prints, bent prints and prints with eye holes 0.019 and less (14 turns; see
 * docs/measurements/liveness.md).
 */
const LEAST_RELIEF = 0.035
/** Which way near points go on the picture, +1 to its right: a turn to the person's own left shows the nose going right. */
const DIRECTION: Readonly<Partial<Record<ChallengeAction, 1 | -1>>> = { 'turn-left': 1, 'turn-right': -1 }

/** On every turn that was asked for, the face shows the relief of a head and not that of a sheet. */
export default defineCheck({
  id: 'depth-on-turn',
  needs: ['face'],
  reasons: ['flat-surface', 'challenge-not-met'],
  stopsOnFailure: false,
  run: async (examination, _policy, tools) => {
    const track = await examination.faceTrack()
    const turns = await staged('depth', tools, async () => judgeTurns(track))
    const rest = { measures: measuresOf(turns), regions: turns.flatMap((turn) => regionOf(track, turn)) }
    if (turns.some((turn) => turn.verdict === 'flat')) return passUnless('depth-on-turn', ['flat-surface'], rest)
    const judged = turns.length > 0 && turns.every((turn) => turn.verdict === 'head')
    return judged
      ? passUnless('depth-on-turn', [], rest)
      : makeFinding('depth-on-turn', 'not-judged', ['challenge-not-met'], rest)
  },
})

function judgeTurns(track: FaceTrack): readonly JudgedTurn[] {
  return track.clip.challenge.steps.flatMap((step) => {
    const direction = DIRECTION[step.action]
    return direction === undefined ? [] : [judgeTurn(direction, turnRelief(track, step))]
  })
}

interface JudgedTurn extends Partial<TurnRelief> {
  readonly verdict: 'head' | 'flat' | 'not-judged'
  /** Positive when near points went the way of the turn. */
  readonly depth: number
}

function judgeTurn(direction: 1 | -1, turn: TurnRelief | undefined): JudgedTurn {
  if (turn?.relief === undefined) return { ...turn, verdict: 'not-judged', depth: 0 }
  const depth = direction * turn.relief.sideways
  if (direction * turn.turnChange < 0) return { ...turn, verdict: 'not-judged', depth }
  return { ...turn, depth, verdict: depth >= LEAST_RELIEF ? 'head' : 'flat' }
}

function measuresOf(turns: readonly JudgedTurn[]): Record<string, number> {
  return Object.fromEntries(
    turns.flatMap((turn, index) => [
      [`turn-${index + 1}-relief`, turn.depth],
      [`turn-${index + 1}-change`, turn.turnChange ?? 0],
      [`turn-${index + 1}-points`, turn.relief?.points ?? 0],
    ]),
  )
}

function regionOf(track: FaceTrack, { peakFrame, verdict }: JudgedTurn): readonly Region[] {
  const box = peakFrame === undefined ? undefined : track.frames[peakFrame]?.face?.box
  return box === undefined
    ? []
    : [{ on: `frame-${peakFrame}`, box, label: verdict === 'not-judged' ? 'turn not judged' : verdict }]
}

import type { FaceTrack } from '../face/face-track.ts'
import { type MovementRelief, movementRelief, type RevealingMovement } from '../liveness/depth/movement-relief.ts'
import type { ChallengeAction } from '../verification/challenge.ts'
import { defineCheck } from '../verification/check.ts'
import type { Region } from '../verification/finding.ts'
import { makeFinding, passUnless } from '../verification/make-finding.ts'
import { staged } from '../verification/staged.ts'

interface JudgedMovement extends RevealingMovement {
  /** Which way the level changes when the action is done. */
  readonly direction: 1 | -1
  readonly relief: 'sideways' | 'down'
  /** Way of tracked points per face width of depth, from which the surface is a head. */
  readonly head: number
}

/*
 * Turns: rendered heads 0.050 and more (11 turns of 5 people), real ones 0.135 and more (4 of one person); flat, bent and
 * folded sheets 0.028 and less (simulated to 45 degrees). A turn has to change the nose's place by 0.1 to be judged.
 * See docs/measurements/liveness.md.
 */
const TURN = { level: 'turn', relief: 'sideways', enough: 0.2, least: 0.1, head: 0.035 } as const
const NOD = { level: 'nod', relief: 'down', enough: 0.12, least: 0.05, head: 0.035 } as const

/** Actions that reveal depth. A turn to the person's own left shows near points going right on the picture. */
const MOVEMENTS: Readonly<Partial<Record<ChallengeAction, JudgedMovement>>> = {
  'turn-left': { ...TURN, direction: 1 },
  'turn-right': { ...TURN, direction: -1 },
  nod: { ...NOD, direction: 1 },
}

/** On every turn and nod that was asked for, the face shows the relief of a head and not that of a sheet. */
export default defineCheck({
  id: 'depth-on-turn',
  needs: ['face'],
  reasons: ['flat-surface', 'challenge-not-met'],
  stopsOnFailure: false,
  run: async (examination, _policy, tools) => {
    const track = await examination.faceTrack()
    const movements = await staged('depth', tools, async () => judgeMovements(track))
    const rest = {
      measures: measuresOf(movements),
      regions: movements.flatMap((movement) => regionOf(track, movement)),
    }
    if (movements.some(({ verdict }) => verdict === 'flat')) return passUnless('depth-on-turn', ['flat-surface'], rest)
    const judged = movements.length > 0 && movements.every(({ verdict }) => verdict === 'head')
    return judged
      ? passUnless('depth-on-turn', [], rest)
      : makeFinding('depth-on-turn', 'not-judged', ['challenge-not-met'], rest)
  },
})

function judgeMovements(track: FaceTrack): readonly SeenMovement[] {
  return track.clip.challenge.steps.flatMap((step) => {
    const movement = MOVEMENTS[step.action]
    return movement === undefined
      ? []
      : [{ action: step.action, ...judgeMovement(movement, movementRelief(track, step, movement)) }]
  })
}

interface SeenMovement extends Partial<MovementRelief> {
  readonly action: ChallengeAction
  readonly verdict: 'head' | 'flat' | 'not-judged'
  /** Positive when near points went the way of the movement. */
  readonly depth: number
}

function judgeMovement(movement: JudgedMovement, seen: MovementRelief | undefined): Omit<SeenMovement, 'action'> {
  if (seen?.relief === undefined) return { ...seen, verdict: 'not-judged', depth: 0 }
  const depth = movement.direction * seen.relief[movement.relief]
  if (movement.direction * seen.change < 0) return { ...seen, verdict: 'not-judged', depth }
  return { ...seen, depth, verdict: depth >= movement.head ? 'head' : 'flat' }
}

function measuresOf(movements: readonly SeenMovement[]): Record<string, number> {
  return Object.fromEntries(
    movements.flatMap(({ action, depth, change, relief }, index) => [
      [`${index + 1}-${action}-relief`, depth],
      [`${index + 1}-${action}-change`, change ?? 0],
      [`${index + 1}-${action}-points`, relief?.points ?? 0],
    ]),
  )
}

function regionOf(track: FaceTrack, { action, peakFrame, verdict }: SeenMovement): readonly Region[] {
  const box = peakFrame === undefined ? undefined : track.frames[peakFrame]?.face?.box
  return box === undefined ? [] : [{ on: `frame-${peakFrame}`, box, label: `${action}: ${verdict}` }]
}

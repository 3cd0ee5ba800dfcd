import type { Challenge, ChallengeAction, ChallengeStep } from '@bonafide/engine'
import { ClipError } from './clip-error.ts'
import { parseLabel } from './label.ts'

const ACTIONS: ReadonlySet<string> = new Set<ChallengeAction>([
  'turn-left',
  'turn-right',
  'open-mouth',
  'blink',
  'nod',
  'nearer',
  'farther',
])

/** Reads a challenge as the service draws it (`steps`), or the label of a clip (`events`). Throws a `ClipError`. */
export function parseChallenge(name: string, text: string): Challenge {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new ClipError('the challenge is not JSON', { cause })
  }
  if (typeof value !== 'object' || value === null) throw new ClipError('the challenge is not an object')
  if ('events' in value) return parseLabel(name, text).challenge
  const { id, steps, totalMs } = value as Record<string, unknown>
  if (!Array.isArray(steps) || !steps.every(isStep)) throw new ClipError('the challenge has no steps that are known')
  const last = steps.at(-1)?.endMs ?? 0
  return { id: typeof id === 'string' ? id : name, steps, totalMs: typeof totalMs === 'number' ? totalMs : last }
}

function isStep(value: unknown): value is ChallengeStep {
  if (typeof value !== 'object' || value === null) return false
  const { action, startMs, endMs } = value as Record<string, unknown>
  return (
    typeof action === 'string' &&
    ACTIONS.has(action) &&
    typeof startMs === 'number' &&
    typeof endMs === 'number' &&
    endMs > startMs
  )
}

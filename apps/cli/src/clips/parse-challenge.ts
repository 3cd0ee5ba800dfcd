import type { Challenge, ChallengeAction, ChallengeFlash, ChallengeStep, FlashColour } from '@bonafide/engine'
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

const COLOURS: ReadonlySet<string> = new Set<FlashColour>([
  'red',
  'green',
  'blue',
  'cyan',
  'magenta',
  'yellow',
  'white',
  'dark',
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
  const { id, steps, flashes = [], totalMs } = value as Record<string, unknown>
  if (!Array.isArray(steps) || !steps.every(isStep)) throw new ClipError('the challenge has no steps that are known')
  if (!Array.isArray(flashes) || !flashes.every(isFlash))
    throw new ClipError('the challenge has flashes that are unknown')
  const last = Math.max(0, ...[...steps, ...flashes].map(({ endMs }) => endMs))
  return {
    id: typeof id === 'string' ? id : name,
    steps,
    flashes,
    totalMs: typeof totalMs === 'number' ? totalMs : last,
  }
}

/** Whether a word names something that a face can be asked to do. */
export function isAction(word: string): word is ChallengeAction {
  return ACTIONS.has(word)
}

function isStep(value: unknown): value is ChallengeStep {
  const { action } = recordOf(value)
  return typeof action === 'string' && isAction(action) && isWindow(recordOf(value))
}

function isFlash(value: unknown): value is ChallengeFlash {
  const { colour } = recordOf(value)
  return typeof colour === 'string' && COLOURS.has(colour) && isWindow(recordOf(value))
}

function isWindow({ startMs, endMs }: Record<string, unknown>): boolean {
  return typeof startMs === 'number' && typeof endMs === 'number' && endMs > startMs
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

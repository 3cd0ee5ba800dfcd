import type { Challenge, ChallengeAction, FlashColour } from '@bonafide/engine'
import { ClipError } from './clip-error.ts'

/** What the label of one clip says. */
export interface ClipLabel {
  readonly kind: string
  readonly attack: boolean
  /** The person, where the label names one. */
  readonly subject?: string
  readonly challenge: Challenge
  /** Asked, but nothing that the engine knows. */
  readonly notJudged: readonly string[]
}

const ACTIONS: Readonly<Record<string, ChallengeAction>> = {
  yawLeft: 'turn-left',
  yawRight: 'turn-right',
  mouth: 'open-mouth',
  blink: 'blink',
  eyesClosed: 'blink',
  nod: 'nod',
  near: 'nearer',
  far: 'farther',
}

const COLOURS: Readonly<Record<string, FlashColour>> = {
  'flash:r': 'red',
  'flash:g': 'green',
  'flash:b': 'blue',
  'flash:c': 'cyan',
  'flash:m': 'magenta',
  'flash:y': 'yellow',
  'flash:w': 'white',
  'flash:k': 'dark',
}

/** Reads the JSON beside a clip. Events that were measured on footage afterwards were never asked for, and are left out. */
export function parseLabel(name: string, text: string): ClipLabel {
  const label: unknown = JSON.parse(text)
  if (!isLabel(label)) throw new ClipError(`the label of ${name} is not of the known form`)
  const frameMs = 1000 / label.fps
  const asked = label.events.filter((event) => event.measured !== true)
  const steps = asked.flatMap((event) => {
    const action = ACTIONS[event.action]
    return action === undefined ? [] : [{ action, startMs: event.start * frameMs, endMs: event.end * frameMs }]
  })
  const flashes = asked.flatMap((event) => {
    const colour = COLOURS[event.action]
    return colour === undefined ? [] : [{ colour, startMs: event.start * frameMs, endMs: event.end * frameMs }]
  })
  const known = new Set([...Object.keys(ACTIONS), ...Object.keys(COLOURS)])
  const ends = label.events.map((event) => event.end * frameMs)
  return {
    kind: label.kind,
    attack: label.class === 'attack',
    ...(label.subject === undefined ? {} : { subject: label.subject }),
    challenge: {
      id: name,
      steps: steps.sort((a, b) => a.startMs - b.startMs),
      flashes: flashes.sort((a, b) => a.startMs - b.startMs),
      totalMs: label.frames === undefined ? Math.max(0, ...ends) : label.frames * frameMs,
    },
    notJudged: [...new Set(asked.map((event) => event.action).filter((action) => !known.has(action)))],
  }
}

interface RawEvent {
  readonly action: string
  readonly start: number
  readonly end: number
  readonly measured?: boolean
}

interface RawLabel {
  readonly kind: string
  readonly class: 'bonafide' | 'attack'
  readonly fps: number
  readonly frames?: number
  readonly subject?: string
  readonly events: readonly RawEvent[]
}

function isLabel(value: unknown): value is RawLabel {
  if (typeof value !== 'object' || value === null) return false
  const { kind, class: kindOf, fps, events, subject } = value as Record<string, unknown>
  return (
    typeof kind === 'string' &&
    (kindOf === 'bonafide' || kindOf === 'attack') &&
    typeof fps === 'number' &&
    fps > 0 &&
    (subject === undefined || typeof subject === 'string') &&
    Array.isArray(events) &&
    events.every((event: unknown) => {
      const { action, start, end } = (typeof event === 'object' && event !== null ? event : {}) as Record<
        string,
        unknown
      >
      return typeof action === 'string' && typeof start === 'number' && typeof end === 'number'
    })
  )
}

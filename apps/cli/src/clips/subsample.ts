import type { Challenge, ChallengeAction } from '@bonafide/engine'

/**
 * The frame policy of the capture, so that what is measured is what is captured: frames a second inside the window of an
 * action, while colours are shown and between (docs/liveness-challenge.md), and 30 to 60 frames in all. Where that makes
 * more than 60, the rates fall together.
 */
const ACTION_RATE = 8
const APPROACH_RATE = 6
const COLOUR_RATE = 8
const IDLE_RATE = 5
const ECONOMIES = [1, 0.9, 0.8, 0.7] as const
const FEWEST = 30
const MOST = 60
const APPROACHES: ReadonlySet<ChallengeAction> = new Set<ChallengeAction>(['nearer', 'farther'])

/**
 * Indices of the frames to keep, for capture times in milliseconds since the first frame, which is always kept. A clip
 * that holds no more frames than the capture sends is taken as it is.
 */
export function chooseFrames(timesMs: readonly number[], challenge: Challenge): readonly number[] {
  if (timesMs.length <= MOST) return timesMs.map((_, index) => index)
  const choices = ECONOMIES.map((economy) => chooseAt(timesMs, challenge, economy))
  const kept = choices.find(({ length }) => length <= MOST) ?? thin(choices.at(-1) ?? [], MOST)
  const spare = timesMs.map((_, index) => index).filter((index) => !kept.includes(index))
  return inOrder([...kept, ...thin(spare, FEWEST - kept.length)])
}

function chooseAt(timesMs: readonly number[], challenge: Challenge, economy: number): readonly number[] {
  const endMs = timesMs.at(-1) ?? 0
  const due = [0]
  for (let at = 0; at <= endMs; ) {
    at += 1000 / (economy * rateAt(challenge, at))
    due.push(at)
  }
  return inOrder(due.map((atMs) => nearest(timesMs, atMs)))
}

function rateAt({ steps, flashes }: Challenge, atMs: number): number {
  const isNow = ({ startMs, endMs }: { readonly startMs: number; readonly endMs: number }) =>
    atMs >= startMs && atMs <= endMs
  const step = steps.find(isNow)
  if (step !== undefined) return APPROACHES.has(step.action) ? APPROACH_RATE : ACTION_RATE
  return flashes.some(isNow) ? COLOUR_RATE : IDLE_RATE
}

function nearest(timesMs: readonly number[], dueMs: number): number {
  let best = 0
  timesMs.forEach((atMs, index) => {
    if (Math.abs(atMs - dueMs) < Math.abs((timesMs[best] ?? 0) - dueMs)) best = index
  })
  return best
}

function inOrder(indices: readonly number[]): readonly number[] {
  return [...new Set(indices)].sort((a, b) => a - b)
}

/** At most `count` items, spread evenly, the first among them. */
function thin(items: readonly number[], count: number): readonly number[] {
  if (count <= 0) return []
  if (items.length <= count) return items
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] ?? 0)
}

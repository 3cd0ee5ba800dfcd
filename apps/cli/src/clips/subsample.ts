import type { Challenge } from '@bonafide/engine'

/**
 * The frame policy of the capture: 30 to 60 frames an attempt, ten a second inside every window of the challenge and four
 * a second between, so that what is measured is what is captured. Where that makes more than 60, the rates fall together.
 */
const RATES = [
  { insideMs: 100, betweenMs: 250 },
  { insideMs: 100, betweenMs: 400 },
  { insideMs: 112, betweenMs: 400 },
  { insideMs: 125, betweenMs: 500 },
  { insideMs: 150, betweenMs: 500 },
] as const
const FEWEST = 30
const MOST = 60
/** Frames after a step's window that still belong to its action: the policy's allowance for a human reaction. */
const AFTER_STEP_MS = 400
/** Light comes back this much later, see the engine's light check. */
const AFTER_FLASH_MS = 160

/** Indices of the frames to keep, for capture times in milliseconds since the first frame, which is always kept. */
export function chooseFrames(timesMs: readonly number[], challenge: Challenge): readonly number[] {
  if (timesMs.length === 0) return []
  const choices = RATES.map((rates) => chooseAt(timesMs, challenge, rates))
  const kept = choices.find(({ length }) => length <= MOST) ?? thin(choices.at(-1) ?? [], MOST)
  const spare = timesMs.map((_, index) => index).filter((index) => !kept.includes(index))
  return inOrder([...kept, ...thin(spare, FEWEST - kept.length)])
}

function chooseAt(
  timesMs: readonly number[],
  challenge: Challenge,
  { insideMs, betweenMs }: (typeof RATES)[number],
): readonly number[] {
  const endMs = timesMs.at(-1) ?? 0
  const inside = insideOf(challenge)
  const dense = nearest(timesMs, ticks(0, endMs, insideMs).filter(inside))
  const sparse = nearest(
    timesMs,
    ticks(0, endMs, betweenMs).filter((atMs) => !inside(atMs)),
  )
  return inOrder([0, ...dense, ...sparse])
}

function insideOf({ steps, flashes }: Challenge): (atMs: number) => boolean {
  const windows = [
    ...steps.map(({ startMs, endMs }) => ({ startMs, endMs: endMs + AFTER_STEP_MS })),
    ...flashes.map(({ startMs, endMs }) => ({ startMs, endMs: endMs + AFTER_FLASH_MS })),
  ]
  return (atMs) => windows.some(({ startMs, endMs }) => atMs >= startMs && atMs <= endMs)
}

function ticks(fromMs: number, toMs: number, stepMs: number): readonly number[] {
  return Array.from({ length: Math.floor((toMs - fromMs) / stepMs) + 1 }, (_, index) => fromMs + index * stepMs)
}

/** The frame nearest to each due time. */
function nearest(timesMs: readonly number[], dueMs: readonly number[]): readonly number[] {
  return dueMs.map((due) => {
    let best = 0
    timesMs.forEach((atMs, index) => {
      if (Math.abs(atMs - due) < Math.abs((timesMs[best] ?? 0) - due)) best = index
    })
    return best
  })
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

import type { Challenge } from '@bonafide/engine'

/**
 * The frame policy of the capture: 30 to 60 frames an attempt, at least ten a second inside every window of the challenge
 * and four a second between, so that what is measured is what is captured.
 */
const INSIDE_MS = 100
const BETWEEN_MS = 250
const FEWEST = 30
const MOST = 60
/** Frames after a window that still belong to its action: the policy's allowance for a human reaction. */
const AFTER_WINDOW_MS = 400

/** Indices of the frames to keep, for capture times in milliseconds since the first frame. */
export function chooseFrames(timesMs: readonly number[], challenge: Challenge): readonly number[] {
  const endMs = timesMs.at(-1) ?? 0
  const inside = (atMs: number) =>
    challenge.steps.some((step) => atMs >= step.startMs && atMs <= step.endMs + AFTER_WINDOW_MS)
  const kept = new Set(nearest(timesMs, ticks(0, endMs, INSIDE_MS).filter(inside)))
  const outside = ticks(0, endMs, BETWEEN_MS).filter((atMs) => !inside(atMs))
  const between = nearest(timesMs, outside).filter((index) => !kept.has(index))
  const room = Math.max(0, MOST - kept.size)
  for (const index of thin(between, room)) kept.add(index)
  const spare = timesMs.map((_, index) => index).filter((index) => !kept.has(index))
  for (const index of thin(spare, FEWEST - kept.size)) kept.add(index)
  return thin(
    [...kept].sort((a, b) => a - b),
    MOST,
  )
}

function ticks(fromMs: number, toMs: number, stepMs: number): readonly number[] {
  return Array.from({ length: Math.floor((toMs - fromMs) / stepMs) + 1 }, (_, index) => fromMs + index * stepMs)
}

/** The frame nearest to each due time, each frame once. */
function nearest(timesMs: readonly number[], dueMs: readonly number[]): readonly number[] {
  const found = dueMs.map((due) => {
    let best = 0
    timesMs.forEach((atMs, index) => {
      if (Math.abs(atMs - due) < Math.abs((timesMs[best] ?? 0) - due)) best = index
    })
    return best
  })
  return timesMs.length === 0 ? [] : [...new Set(found)]
}

/** At most `count` items, spread evenly. */
function thin<T>(items: readonly T[], count: number): readonly T[] {
  if (count <= 0) return []
  if (items.length <= count) return items
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)]).filter(
    (item): item is T => item !== undefined,
  )
}

import type { ChallengeView } from '@bonafide/protocol'

/**
 * How large the oval is drawn, where 1 is a face at arm's length. An approach has to make the face 1.8 times as large for
 * its perspective to tell anything (docs/liveness-challenge.md). Who moves away has to become a fifth smaller: the guide
 * asks for more than that, so that who stays a little behind it has answered.
 */
const NEAR = 1.8
const FAR = 0.7

/** The size of the oval at a time: it grows and shrinks through the windows of the distances, at the pace to follow. */
export function ovalSizeAt({ steps }: ChallengeView, atMs: number): number {
  return steps.reduce((size, { action, startMs, endMs }) => {
    if ((action !== 'nearer' && action !== 'farther') || atMs <= startMs) return size
    const share = Math.min(1, (atMs - startMs) / Math.max(1, endMs - startMs))
    return size + (goalFrom(size, action) - size) * share
  }, 1)
}

/** Farther from near is back to arm's length. */
function goalFrom(size: number, action: 'nearer' | 'farther'): number {
  if (action === 'nearer') return NEAR
  return size > 1 ? 1 : FAR
}

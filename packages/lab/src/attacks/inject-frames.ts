import type { Frame, Picture } from '@bonafide/engine'
import { adaptedTo } from '../camera/camera-look.ts'
import type { Seeded } from '../random.ts'
import type { Target } from './target.ts'

const UNLIT = adaptedTo(() => [0, 0, 0], 0)

/**
 * Frames that no camera took: the target obeying by the light of its own room, changed as said. They carry a camera's look
 * and noise all the same, for whoever injects frames can add both.
 */
export function* injectFrames(
  target: Target,
  random: Seeded,
  change: (picture: Picture, atMs: number) => Picture,
): Generator<Frame> {
  const seed = Math.floor(random.next() * 1e9)
  for (const [index, atMs] of target.times.entries()) {
    yield { atMs, picture: target.develop(change(target.obeying(atMs), atMs), UNLIT, seed + index) }
  }
}

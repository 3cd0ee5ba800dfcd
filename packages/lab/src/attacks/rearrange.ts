import type { Frame, Picture } from '@bonafide/engine'

/** Every frame twice: those between show the one before. */
export function repeatFrames(frames: readonly Frame[]): readonly Frame[] {
  return frames.map((frame, index) => ({ ...frame, picture: frames[index - (index % 2)]?.picture ?? frame.picture }))
}

/** Every second frame is made up of its neighbours, as programs do that raise the rate of a recording. */
export function blendFrames(frames: readonly Frame[]): readonly Frame[] {
  return frames.map((frame, index) => {
    const [before, after] = [frames[index - 1], frames[index + 1]]
    if (index % 2 === 0 || before === undefined || after === undefined) return frame
    const share = (frame.atMs - before.atMs) / (after.atMs - before.atMs)
    return { ...frame, picture: blend(before.picture, after.picture, share) }
  })
}

/** The last frame first, at the times of the capture. */
export function reverseFrames(frames: readonly Frame[]): readonly Frame[] {
  return frames.map((frame, index) => ({ ...frame, picture: frames.at(-1 - index)?.picture ?? frame.picture }))
}

/** One person until a frame, another from there on. */
export function spliceFrames(frames: readonly Frame[], others: readonly Frame[], from: number): readonly Frame[] {
  return frames.map((frame, index) =>
    index < from ? frame : { ...frame, picture: others[index]?.picture ?? frame.picture },
  )
}

function blend(one: Picture, other: Picture, share: number): Picture {
  const data = Uint8Array.from(one.data, (value, index) => value * (1 - share) + (other.data[index] ?? 0) * share + 0.5)
  return { ...one, data }
}

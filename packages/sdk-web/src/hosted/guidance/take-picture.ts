import type { PixelBox } from '@bonafide/capture'
import { createCopier, type SmallCopy, smallSize } from '../camera/picture.ts'
import type { WholeFrame } from './messages.ts'

/** What a screen wants to be looked at: a part of the live picture, so many pixels wide. */
export interface WantedPart {
  readonly video: HTMLVideoElement
  readonly part: PixelBox
  readonly width: number
}

/**
 * The frame itself for a worker that can read it, else a copy. Handing a frame over costs the page less than a millisecond,
 * copying one 30 (docs/capture.md); a bitmap made of it costs as much as a copy.
 */
export function createTaker(): (wanted: WantedPart, takesFrames: boolean) => SmallCopy | WholeFrame {
  const copy = createCopier()
  return ({ video, part, width }, takesFrames) => {
    const frame = takesFrames ? frameOf(video) : undefined
    return frame === undefined ? copy(video, part, width) : { video: frame, part, ...smallSize(part, width) }
  }
}

/** Undefined where the browser has none, or has it in another shape than the video is shown in. */
function frameOf(video: HTMLVideoElement): VideoFrame | undefined {
  if (typeof VideoFrame === 'undefined') return undefined
  try {
    const frame = new VideoFrame(video)
    if (frame.displayWidth === video.videoWidth && frame.displayHeight === video.videoHeight) return frame
    frame.close()
    return undefined
  } catch {
    return undefined
  }
}

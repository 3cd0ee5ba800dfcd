import type { SmallCopy } from '../camera/picture.ts'
import type { WholeFrame } from './messages.ts'

/** Reads parts of camera frames in a worker, and closes the frames; undefined where workers cannot draw. */
export function createReader(): ((frame: WholeFrame) => SmallCopy) | undefined {
  const canvas = typeof OffscreenCanvas === 'undefined' ? undefined : new OffscreenCanvas(1, 1)
  const pen = canvas?.getContext('2d', { alpha: false, willReadFrequently: true })
  if (canvas === undefined || pen == null) return undefined
  return ({ video, part, width, height }) => {
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
    pen.drawImage(video, part.x, part.y, part.width, part.height, 0, 0, width, height)
    video.close()
    return { width, height, rgba: pen.getImageData(0, 0, width, height).data }
  }
}

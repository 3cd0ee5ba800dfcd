import { readPictureHeader } from '@bonafide/engine'
import { ApiError } from '@bonafide/protocol'

/** initialize.md section 3.4, either way round. Smaller than the documented 640x480 is taken while the face suffices. */
const MAX_LONG_SIDE = 4096
const MIN_SHORT_SIDE = 200

/** Refuses by its header what no judging process needs to see. */
export function requirePictureInLimits(picture: Uint8Array): void {
  const header = readPictureHeader(picture)
  if (header === undefined || header.format === 'webp') throw unqualifiedPhoto('It is neither JPEG nor PNG.')
  const [short, long] = [Math.min(header.width, header.height), Math.max(header.width, header.height)]
  if (short < MIN_SHORT_SIDE || long > MAX_LONG_SIDE) throw unqualifiedPhoto('Its resolution is out of range.')
}

export function unqualifiedPhoto(detail: string): ApiError {
  return new ApiError('UnqualifiedPhoto', { detail })
}

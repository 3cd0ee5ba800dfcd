import type { GuidanceTier, Look, PixelBox, Seen } from '@bonafide/capture'
import type { SmallCopy } from '../camera/picture.ts'

/** A frame of the camera as it is, of which a part is wanted small: copying it is the worker's work. */
export interface WholeFrame {
  readonly video: VideoFrame
  readonly part: PixelBox
  readonly width: number
  readonly height: number
}

/** What the page asks the worker to look at. */
export interface AskedLook extends Omit<Look, 'width' | 'height' | 'rgba'> {
  readonly picture: SmallCopy | WholeFrame
}

/** What the page sends: once the weights of the network, then looks. */
export type Asked = AskedLook | { readonly weights: ArrayBuffer }

/** What the worker says: once what it can do, later whether it finds faces, and what it saw on each look. */
export interface Answer {
  readonly tier?: GuidanceTier
  readonly takesFrames?: boolean
  readonly findsFaces?: boolean
  readonly seen?: Seen
}

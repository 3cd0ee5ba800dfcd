import type { CameraClips } from './camera-clips.ts'
import { playCamera } from './play-camera.ts'

export interface CameraScriptOptions {
  readonly clips: CameraClips
  /** The photograph of the document, as JPEG bytes, that the rear camera sees. */
  readonly document?: Uint8Array
  /**
   * - `obey`: the person does what the page asks
   * - `ignore`: she goes on living, but does nothing of it
   * - `still`: one picture of her with the noise of a camera
   */
  readonly behaviour?: 'obey' | 'ignore' | 'still'
}

/** What the script is told in the page; pictures as base64 JPEG. */
export interface CameraOrders {
  readonly width: number
  readonly height: number
  readonly framesPerSecond: number
  readonly behaviour: 'obey' | 'ignore' | 'still'
  readonly neutral: readonly string[]
  readonly actions: Readonly<Record<string, readonly string[]>>
  readonly document?: string
}

/**
 * The text of a script that replaces `navigator.mediaDevices.getUserMedia` by cameras that are canvases. Inject it
 * before the page's own scripts:
 *
 *     await page.addInitScript({ content: cameraScript({ clips, document }) })
 *
 * The face camera follows `document.documentElement.dataset.bonafideAction`, which the face screen sets while an
 * instruction is on. This is the injection attack: it is here to test the loop, and to test what refuses it.
 */
export function cameraScript({ clips, document, behaviour = 'obey' }: CameraScriptOptions): string {
  const orders: CameraOrders = {
    width: clips.width,
    height: clips.height,
    framesPerSecond: clips.framesPerSecond,
    behaviour,
    neutral: clips.neutral.map(base64),
    actions: Object.fromEntries(Object.entries(clips.actions).map(([action, frames]) => [action, frames.map(base64)])),
    ...(document === undefined ? {} : { document: base64(document) }),
  }
  return `(${playCamera.toString()})(${JSON.stringify(orders)})`
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

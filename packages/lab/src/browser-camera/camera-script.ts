import type { CameraClips } from './camera-clips.ts'
import { playCamera } from './play-camera.ts'

/**
 * - `obey`: the person does what the page asks, and the light of the page falls on her
 * - `obey-without-light`: she does what is asked, but no light falls on her: a stream that is fed in instead of a camera
 * - `ignore`: she goes on living, but does nothing of it
 * - `still`: one picture of her with the noise of a camera
 */
export type CameraBehaviour = 'obey' | 'obey-without-light' | 'ignore' | 'still'

export interface CameraScriptOptions {
  readonly clips: CameraClips
  /** The photograph of the document, as JPEG bytes, that the rear camera sees. */
  readonly document?: Uint8Array
  readonly behaviour?: CameraBehaviour
}

/** What the script is told in the page; pictures as base64 JPEG. */
export interface CameraOrders extends Omit<CameraClips, 'calm' | 'litNear' | 'actions'> {
  readonly behaviour: CameraBehaviour
  readonly calm: Readonly<Record<'arm' | 'near', readonly string[]>>
  readonly litNear: readonly string[]
  readonly actions: Readonly<Record<'arm' | 'near', Readonly<Record<string, readonly string[]>>>>
  readonly document?: string
}

/**
 * The text of a script that replaces `navigator.mediaDevices.getUserMedia` by cameras that are canvases. Inject it
 * before the page's own scripts:
 *
 *     await page.addInitScript({ content: cameraScript({ clips, document }) })
 *
 * The face camera follows `data-bonafide-action` and `data-bonafide-colour` of the root element, which the face screen
 * sets while an instruction or a colour is on. This is the injection attack: it is here to test the loop, and to test
 * what refuses it.
 */
export function cameraScript({ clips, document, behaviour = 'obey' }: CameraScriptOptions): string {
  const orders: CameraOrders = {
    width: clips.width,
    height: clips.height,
    framesPerSecond: clips.framesPerSecond,
    behaviour,
    calm: { arm: clips.calm.arm.map(base64), near: clips.calm.near.map(base64) },
    litNear: clips.litNear.map(base64),
    actions: { arm: eachBase64(clips.actions.arm), near: eachBase64(clips.actions.near) },
    ...(document === undefined ? {} : { document: base64(document) }),
  }
  return `(${playCamera.toString()})(${JSON.stringify(orders)})`
}

function eachBase64(actions: Readonly<Record<string, readonly Uint8Array[]>>): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(actions).map(([action, frames]) => [action, frames.map(base64)]))
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

import type { NativeReport } from '@bonafide/protocol'
import { cut } from './cut.ts'

interface Watched {
  /** Class and member, as the service knows them. */
  readonly name: string
  readonly prototype: object | undefined
  /** An object that the member is usually asked of: something on itself would stand before the prototype's. */
  readonly instance?: object | undefined
}

/** What the camera's picture comes through, and what the browser says of itself. Missing ones are left out. */
function watched(): readonly Watched[] {
  const { mediaDevices } = navigator
  const of = (name: string, prototype: object | undefined, instance?: object): Watched => ({
    name,
    prototype,
    instance,
  })
  const camera = window.MediaDevices?.prototype
  return [
    of('MediaDevices.getUserMedia', camera, mediaDevices),
    of('MediaDevices.enumerateDevices', camera, mediaDevices),
    of('MediaStreamTrack.getSettings', window.MediaStreamTrack?.prototype),
    of('MediaStreamTrack.label', window.MediaStreamTrack?.prototype),
    of('HTMLMediaElement.srcObject', HTMLMediaElement.prototype),
    of('HTMLVideoElement.requestVideoFrameCallback', HTMLVideoElement.prototype),
    of('HTMLCanvasElement.toBlob', HTMLCanvasElement.prototype),
    of('CanvasRenderingContext2D.drawImage', CanvasRenderingContext2D.prototype),
    of('Function.toString', Function.prototype),
    of('Navigator.userAgent', Navigator.prototype, navigator),
    of('Navigator.platform', Navigator.prototype, navigator),
    of('Navigator.webdriver', Navigator.prototype, navigator),
  ]
}

/**
 * The texts of built-in functions. A page that replaces one often replaces `toString` too, so that of a fresh frame reads
 * them as well. What the texts mean is the service's to judge.
 */
export function lookAtNatives(): readonly NativeReport[] {
  const frame = document.createElement('iframe')
  frame.hidden = true
  document.documentElement.append(frame)
  try {
    const fresh = frame.contentWindow as (Window & typeof globalThis) | null
    const freshText = fresh?.Function.prototype.toString ?? Function.prototype.toString
    return watched().flatMap((one) => lookAt(one, freshText) ?? [])
  } finally {
    frame.remove()
  }
}

function lookAt({ name, prototype, instance }: Watched, freshText: () => string): NativeReport | undefined {
  const member = name.slice(name.indexOf('.') + 1)
  const described = prototype === undefined ? undefined : Object.getOwnPropertyDescriptor(prototype, member)
  const shadowed = instance !== undefined && Object.getOwnPropertyDescriptor(instance, member) !== undefined
  const found: unknown = described?.get ?? described?.value
  if (typeof found !== 'function') return undefined
  return { name, text: textOf(found, freshText), ownText: textOf(found, Function.prototype.toString), shadowed }
}

function textOf(found: unknown, writeText: () => string): string {
  try {
    return cut(Reflect.apply(writeText, found, []))
  } catch {
    return 'unreadable'
  }
}

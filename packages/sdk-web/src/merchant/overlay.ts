import type { Target } from './address.ts'
import { type HostedMessage, readHostedMessage } from './messages.ts'

export interface Overlay {
  /** Closes the overlay; may be called again. */
  readonly close: () => void
}

export interface OverlayOptions {
  readonly target: Target
  /** Address of the page of the service that is shown. */
  readonly page: string
  /** Where the frame goes; the whole window without it. */
  readonly container?: HTMLElement | undefined
  /** The end, with the last message, or without one when the page never reported. */
  readonly onEnd: (message: LastMessage | undefined) => void
}

/** Every message but the one that says that the page is there. */
export type LastMessage = Exclude<HostedMessage, { readonly event: 'ready' }>

/** A page that loads says so at once; a slow phone on a slow network needs some seconds. */
const READY_WITHIN_MS = 30_000

/** Shows the hosted page in a frame over the merchant's page and waits for its message. */
export function openOverlay({ target, page, container, onEnd }: OverlayOptions): Overlay {
  const frame = document.createElement('iframe')
  const focused = document.activeElement
  frame.title = 'Identity check'
  frame.allow = `camera ${target.serviceOrigin}; fullscreen ${target.serviceOrigin}`
  frame.src = page
  style(frame, container === undefined ? OVER_PAGE : IN_CONTAINER)
  const scroll = document.documentElement.style.overflow
  const watchdog = setTimeout(() => end(undefined), READY_WITHIN_MS)
  let open = true

  function onMessage(event: MessageEvent): void {
    if (event.source !== frame.contentWindow || event.origin !== target.serviceOrigin) return
    const message = readHostedMessage(event.data, target.transactionId)
    if (message === undefined) return
    clearTimeout(watchdog)
    if (!('event' in message) || message.event !== 'ready') end(message)
  }

  function end(message: Parameters<OverlayOptions['onEnd']>[0]): void {
    if (!open) return
    close()
    onEnd(message)
  }

  function close(): void {
    if (!open) return
    open = false
    clearTimeout(watchdog)
    window.removeEventListener('message', onMessage)
    frame.remove()
    if (container === undefined) document.documentElement.style.overflow = scroll
    if (focused instanceof HTMLElement) focused.focus()
  }

  window.addEventListener('message', onMessage)
  if (container === undefined) document.documentElement.style.overflow = 'hidden'
  ;(container ?? document.body).append(frame)
  frame.focus()
  return { close }
}

const OVER_PAGE = {
  position: 'fixed',
  inset: '0',
  width: '100%',
  height: '100%',
  border: '0',
  'z-index': '2147483000',
  background: 'Canvas',
}
const IN_CONTAINER = { display: 'block', width: '100%', height: '100%', 'min-height': '640px', border: '0' }

/** Through the CSSOM: a merchant's policy may forbid style attributes. */
function style(element: HTMLElement, values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) element.style.setProperty(name, value)
}

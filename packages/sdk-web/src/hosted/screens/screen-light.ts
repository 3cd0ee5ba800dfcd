import { colourAt } from '@bonafide/capture'
import type { ChallengeView, ChannelColour } from '@bonafide/protocol'

/** Full primaries: whatever else the screen showed with them would only dilute what the face gives back. */
const SHOWN: Readonly<Record<ChannelColour, string>> = {
  red: '#f00',
  green: '#0f0',
  blue: '#00f',
  cyan: '#0ff',
  magenta: '#f0f',
  yellow: '#ff0',
  white: '#fff',
  dark: '#000',
}

/**
 * Lights the face with the window: fills it with the colours of the challenge, `firstMs` being the moment of its first
 * frame on the page's clock. Colours change between two pictures of the screen, never before their time. The answer
 * puts the page back.
 */
export function shineColours(challenge: ChallengeView, firstMs: number, root: HTMLElement): () => void {
  let shown: ChannelColour | undefined
  let again = requestAnimationFrame(paint)

  function paint(now: number): void {
    again = requestAnimationFrame(paint)
    show(colourAt(challenge, now - firstMs))
  }

  function show(colour: ChannelColour | undefined): void {
    if (colour === shown) return
    shown = colour
    root.classList.toggle('bf-lit', colour !== undefined)
    if (colour !== undefined) root.style.setProperty('--bf-light', SHOWN[colour])
    document.documentElement.dataset['bonafideColour'] = colour ?? 'none'
  }

  return () => {
    cancelAnimationFrame(again)
    show(undefined)
  }
}

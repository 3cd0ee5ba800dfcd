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

export interface ScreenLight {
  /** Asked when the challenge is over: whether the colours came as evenly as they were drawn. */
  readonly wasPunctual: () => boolean
  /** Puts the page back. */
  readonly stop: () => void
}

/**
 * Lights the face with the window: fills it with the colours of the challenge, `firstMs` being the moment of its first
 * frame on the page's clock. Colours change between two pictures of the screen, never before their time.
 */
export function shineColours(challenge: ChallengeView, firstMs: number, root: HTMLElement): ScreenLight {
  const shownMs = new Map<ChannelColour, number>()
  let shown: ChannelColour | undefined
  let again = requestAnimationFrame(paint)

  function paint(now: number): void {
    again = requestAnimationFrame(paint)
    // With the next picture, the one before has been shown: a page that stands still in between shows nothing.
    if (shown !== undefined && !shownMs.has(shown)) shownMs.set(shown, now - firstMs)
    show(colourAt(challenge, now - firstMs))
  }

  function show(colour: ChannelColour | undefined): void {
    if (colour === shown) return
    shown = colour
    root.classList.toggle('bf-lit', colour !== undefined)
    if (colour !== undefined) root.style.setProperty('--bf-light', SHOWN[colour])
    document.documentElement.dataset['bonafideColour'] = colour ?? 'none'
  }

  return {
    wasPunctual: () => isPunctual(challenge, shownMs),
    stop() {
      cancelAnimationFrame(again)
      show(undefined)
    },
  }
}

/**
 * One colour late against the others: simulated skin (gain 0.2, 300 orders) is read in order in 96 of 100 clips at 80 ms,
 * in 87 at 120 and in 29 at 200. The service finds out by itself how late all of them are together.
 */
const MOST_UNEVEN_MS = 80

/** Whether every colour was shown, and all of them equally late: a busy device lets some of them wait. */
function isPunctual({ flashes }: ChallengeView, shownMs: ReadonlyMap<ChannelColour, number>): boolean {
  const late = flashes.map(({ colour, startMs }) => (shownMs.get(colour) ?? Number.POSITIVE_INFINITY) - startMs)
  return late.length === 0 || Math.max(...late) - Math.min(...late) <= MOST_UNEVEN_MS
}

import type { GuidanceTier, Look, Seen } from '@bonafide/capture'

const SCRIPT = '/sdk/v1/guidance.js'

export type GuidanceState = GuidanceTier | 'loading' | 'none'

/** Guidance as a screen uses it. */
export interface ScreenGuidance {
  /** Whether the last look was answered: a slow phone looks less often, and never at pictures of the past. */
  readonly isFree: () => boolean
  readonly look: (look: Omit<Look, 'screen'>, onSeen: (seen: Seen) => void) => void
  readonly close: () => void
}

export interface GuidanceLink {
  /** `onNone` is called at once or later, when there is no guidance in this browser. */
  readonly open: (onNone: () => void) => ScreenGuidance
  readonly close: () => void
}

interface Answer {
  readonly tier?: GuidanceTier
  readonly seen?: Seen
}

/**
 * Starts the worker that looks at live pictures. Where it does not load or breaks, guidance ends for good and the
 * screens go on without it.
 */
export function startGuidance(): GuidanceLink {
  let state: GuidanceState = 'loading'
  let screens = 0
  let current: { readonly screen: number; readonly onNone: () => void } | undefined
  let waiting: { readonly screen: number; readonly onSeen: (seen: Seen) => void } | undefined
  const worker = createWorker()
  worker?.addEventListener('error', giveUp)
  worker?.addEventListener('messageerror', giveUp)
  worker?.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    if (data.tier !== undefined) enter(data.tier)
    if (data.seen !== undefined) answer(data.seen)
  })
  enter(worker === undefined ? 'none' : 'loading')

  function enter(next: GuidanceState): void {
    state = next
    document.documentElement.dataset['bonafideGuidance'] = next
  }

  function answer(seen: Seen): void {
    const asked = waiting
    waiting = undefined
    if (asked !== undefined && asked.screen === current?.screen) asked.onSeen(seen)
  }

  function giveUp(): void {
    worker?.terminate()
    enter('none')
    current?.onNone()
  }

  return {
    open(onNone) {
      screens += 1
      const screen = screens
      current = { screen, onNone }
      if (state === 'none') onNone()
      return {
        isFree: () => (state === 'full' || state === 'light') && waiting === undefined,
        look(look, onSeen) {
          waiting = { screen, onSeen }
          worker?.postMessage({ ...look, screen }, [look.rgba.buffer])
        },
        close() {
          if (current?.screen === screen) current = undefined
        },
      }
    },
    close: () => worker?.terminate(),
  }
}

/** A browser may refuse a worker outright, for one where a policy in front of the service forbids it. */
function createWorker(): Worker | undefined {
  try {
    return new Worker(SCRIPT)
  } catch {
    return undefined
  }
}

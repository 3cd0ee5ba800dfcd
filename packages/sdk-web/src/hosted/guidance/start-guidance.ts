import type { GuidanceTier, Seen } from '@bonafide/capture'
import type { Answer, AskedLook } from './messages.ts'
import { createTaker, type WantedPart } from './take-picture.ts'

const SCRIPT = '/sdk/v1/guidance.js'
const WEIGHTS = '/sdk/v1/guidance.bin'

export type GuidanceState = GuidanceTier | 'loading' | 'none'

export interface WantedLook extends Omit<AskedLook, 'screen' | 'picture'> {
  readonly picture: WantedPart
}

/** Guidance as a screen uses it. */
export interface ScreenGuidance {
  /** Whether the last look was answered: a slow phone looks less often, and never at pictures of the past. */
  readonly isFree: () => boolean
  readonly look: (look: WantedLook, onSeen: (seen: Seen) => void) => void
  readonly close: () => void
}

export interface GuidanceLink {
  /** `onNone` is called at once or later, when there is no guidance in this browser. */
  readonly open: (onNone: () => void) => ScreenGuidance
  readonly close: () => void
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
  let takesFrames = false
  const take = createTaker()
  const worker = createWorker()
  worker?.addEventListener('error', giveUp)
  worker?.addEventListener('messageerror', giveUp)
  worker?.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    if (data.takesFrames !== undefined) takesFrames = data.takesFrames
    if (data.tier !== undefined) enter(data.tier)
    if (data.tier === 'full') sendWeights(worker).catch(() => noteFaces(false))
    if (data.findsFaces !== undefined) noteFaces(data.findsFaces)
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
        look({ picture, ...look }, onSeen) {
          waiting = { screen, onSeen }
          const taken = take(picture, takesFrames)
          const asked: AskedLook = { ...look, screen, picture: taken }
          worker?.postMessage(asked, ['rgba' in taken ? taken.rgba.buffer : taken.video])
        },
        close() {
          if (current?.screen === screen) current = undefined
        },
      }
    },
    close: () => worker?.terminate(),
  }
}

/** Loaded by the page, whose policy allows it: that of the worker's script allows nothing. */
async function sendWeights(worker: Worker): Promise<void> {
  const response = await fetch(WEIGHTS)
  if (!response.ok) return noteFaces(false)
  const weights = await response.arrayBuffer()
  worker.postMessage({ weights }, [weights])
}

function noteFaces(found: boolean): void {
  document.documentElement.dataset['bonafideFindsFaces'] = String(found)
}

/** A browser may refuse a worker outright, for one where a policy in front of the service forbids it. */
function createWorker(): Worker | undefined {
  try {
    return new Worker(SCRIPT)
  } catch {
    return undefined
  }
}

import type { FailureName } from '@bonafide/capture'
import { CameraError, type CameraKeeper, type Facing } from './camera.ts'
import { watchFrames } from './frames.ts'
import { brightestOf } from './picture.ts'

export interface LiveVideoOptions {
  readonly video: HTMLVideoElement
  readonly cameras: CameraKeeper
  readonly facing: Facing
  /** The first picture that shows something has arrived. */
  readonly onReady: () => void
  readonly onFailure: (failure: FailureName) => void
  /** Whether a camera that is lost may be opened anew; not while something depends on it being the same. */
  readonly mayRestart?: () => boolean
}

/** Cheap phones take three seconds to the first picture. */
const FIRST_FRAME_WITHIN_MS = 6_000
const LOOK_EVERY_MS = 150
/** Slower than any camera in bad light; a phone that locks its screen hides the page and is not counted. */
const STILL_AFTER_MS = 4_000
/** A covered lens still has noise; a broken stream is the same black everywhere. */
const BLACK = 6

/**
 * Puts the camera's picture into a video element and watches that there is one: when none comes, only black ones, or no
 * more of them, the camera is opened anew once, then the failure is told. The answer stops watching (the keeper ends the
 * tracks).
 */
export function startLiveVideo(options: LiveVideoOptions): () => void {
  const { video, cameras, facing, mayRestart = () => true } = options
  let stopped = false
  let restarts = 1
  let ready = false
  let stopWatch = (): void => {}

  async function start(): Promise<void> {
    const { stream } = await cameras.open(facing)
    if (stopped) return
    video.srcObject = stream
    const [track] = stream.getVideoTracks()
    track?.addEventListener('ended', () => lose(stream))
    // Not waited for: a video to which no picture comes never begins to play.
    video.play().catch(() => {})
    stopWatch = watchFirstPicture(video, FIRST_FRAME_WITHIN_MS, (seen) => {
      if (stopped) return
      if (!seen) return again('camera-no-picture')
      stopWatch = watchStillness(video, () => lose(stream))
      if (!ready) options.onReady()
      ready = true
    })
  }

  function lose(stream: MediaStream): void {
    if (video.srcObject === stream) again('camera-lost')
  }

  function again(failure: FailureName): void {
    stopWatch()
    video.srcObject = null
    cameras.close()
    const restart = restarts > 0 && mayRestart()
    restarts -= 1
    if (restart) run()
    else fail(failure)
  }

  function run(): void {
    start().catch((error: unknown) => fail(error instanceof CameraError ? error.code : 'camera-busy'))
  }

  function fail(failure: FailureName): void {
    if (!stopped) options.onFailure(failure)
  }

  run()
  return () => {
    stopped = true
    stopWatch()
    video.srcObject = null
  }
}

function watchFirstPicture(video: HTMLVideoElement, withinMs: number, done: (seen: boolean) => void): () => void {
  let lookedAt = 0
  const finish = (seen: boolean): void => {
    stop()
    done(seen)
  }
  const timer = setTimeout(() => finish(false), withinMs)
  const stopFrames = watchFrames(video, () => {
    const now = performance.now()
    if (now - lookedAt < LOOK_EVERY_MS || video.videoWidth === 0) return
    lookedAt = now
    if (brightestOf(video) >= BLACK) finish(true)
  })
  function stop(): void {
    clearTimeout(timer)
    stopFrames()
  }
  return stop
}

/** Calls once when no picture came for a while although the page is seen. */
function watchStillness(video: HTMLVideoElement, onStill: () => void): () => void {
  let lastMs = performance.now()
  const stopFrames = watchFrames(video, () => {
    lastMs = performance.now()
  })
  const timer = setInterval(() => {
    // Pictures pause while the page is hidden, and take a moment when it is shown again.
    if (document.visibilityState === 'hidden') lastMs = performance.now()
    if (performance.now() - lastMs < STILL_AFTER_MS) return
    stop()
    onStill()
  }, 500)
  function stop(): void {
    clearInterval(timer)
    stopFrames()
  }
  return stop
}

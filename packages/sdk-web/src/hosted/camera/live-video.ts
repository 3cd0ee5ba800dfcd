import type { FailureName } from '@bonafide/capture'
import { CameraError, type CameraKeeper, type Facing } from './camera.ts'
import { watchFrames } from './frames.ts'

export interface LiveVideoOptions {
  readonly video: HTMLVideoElement
  readonly cameras: CameraKeeper
  readonly facing: Facing
  /** The first picture that shows something has arrived. */
  readonly onReady: () => void
  readonly onFailure: (failure: FailureName) => void
}

/** Cheap phones take three seconds to the first picture. */
const FIRST_FRAME_WITHIN_MS = 6_000
const LOOK_EVERY_MS = 150

/**
 * Puts the camera's picture into a video element and watches that there is one: when none comes, or only black ones,
 * the camera is opened anew once, then the failure is told. The answer stops watching (the keeper ends the tracks).
 */
export function startLiveVideo(options: LiveVideoOptions): () => void {
  const { video, cameras, facing } = options
  let stopped = false
  let stopWatch = (): void => {}

  async function start(restarts: number): Promise<void> {
    const { stream } = await cameras.open(facing)
    if (stopped) return
    video.srcObject = stream
    const [track] = stream.getVideoTracks()
    track?.addEventListener('ended', () => fail('camera-lost'))
    await video.play().catch(() => {})
    if (stopped) return
    stopWatch = watchFirstPicture(video, FIRST_FRAME_WITHIN_MS, (seen) => {
      if (stopped) return
      if (seen) return options.onReady()
      cameras.close()
      if (restarts > 0) run(restarts - 1)
      else fail('camera-no-picture')
    })
  }

  function run(restarts: number): void {
    start(restarts).catch((error: unknown) => fail(error instanceof CameraError ? error.code : 'camera-busy'))
  }

  function fail(failure: FailureName): void {
    if (!stopped) options.onFailure(failure)
  }

  run(1)
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
    if (!isBlack(video)) finish(true)
  })
  function stop(): void {
    clearTimeout(timer)
    stopFrames()
  }
  return stop
}

/** A covered lens still has noise; a broken stream is the same black everywhere. */
function isBlack(video: HTMLVideoElement): boolean {
  const canvas = document.createElement('canvas')
  canvas.width = 16
  canvas.height = 16
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) return false
  context.drawImage(video, 0, 0, 16, 16)
  const { data } = context.getImageData(0, 0, 16, 16)
  return data.every((value, index) => index % 4 === 3 || value < 6)
}

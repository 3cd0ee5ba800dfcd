import { createFrameSchedule } from '@bonafide/capture'
import type { ChallengeView, FramePolicy } from '@bonafide/protocol'
import { watchFrames } from './frames.ts'
import { centred, drawPart, jpegOf, sizeOf } from './picture.ts'

export interface FaceFrame {
  readonly bytes: Uint8Array
  readonly atMs: number
}

export interface FaceCapture {
  readonly video: HTMLVideoElement
  readonly policy: FramePolicy
  readonly challenge: ChallengeView
  /** Called with the first picture, which is kept: where its time lies on the page's clock. */
  readonly onStart: (firstMs: number) => void
  /** Called with every camera picture and its time since the first one. */
  readonly onMoment: (atMs: number) => void
  /** All frames, in order; fewer than the policy's minimum when the camera or the machine was too slow. */
  readonly onDone: (frames: readonly FaceFrame[]) => void
}

/** More pictures than this in the encoder at once only makes a slow phone slower. */
const ENCODING_AT_ONCE = 4
/** How long the camera may stay silent after the challenge should have been over. */
const GRACE_MS = 4_000

/** Keeps frames of one challenge by the policy. Time starts with the first kept frame. The answer cancels it. */
export function captureFace({ video, policy, challenge, onStart, onMoment, onDone }: FaceCapture): () => void {
  const schedule = createFrameSchedule(policy, challenge)
  const canvas = document.createElement('canvas')
  canvas.width = policy.width
  canvas.height = policy.height
  const frames: FaceFrame[] = []
  const encoding = new Set<Promise<void>>()
  let firstMs: number | undefined
  let lastAtMs = -1
  let over = false

  const stopFrames = watchFrames(video, (captureMs) => {
    if (over || video.videoWidth === 0) return
    if (firstMs === undefined) {
      firstMs = captureMs
      onStart(firstMs)
    }
    const atMs = Math.round((captureMs - firstMs) * 10) / 10
    if (atMs <= lastAtMs) return
    lastAtMs = atMs
    if (atMs > challenge.totalMs) return finish()
    onMoment(atMs)
    const room = encoding.size < ENCODING_AT_ONCE && schedule.kept() + encoding.size < policy.maxFrames
    if (schedule.wants(atMs) && room) take(atMs)
  })
  const watchdog = setTimeout(() => finish(), challenge.totalMs + GRACE_MS)

  function take(atMs: number): void {
    drawPart(canvas, video, centred(sizeOf(video), policy.width / policy.height))
    const work = jpegOf(canvas, schedule.quality()).then((bytes) => {
      if (schedule.keep(bytes.length)) frames.push({ bytes, atMs })
    })
    encoding.add(work)
    work.finally(() => encoding.delete(work)).catch(() => {})
  }

  function finish(): void {
    if (over) return
    stop()
    void Promise.allSettled(encoding).then(() => onDone(frames.sort((a, b) => a.atMs - b.atMs)))
  }

  function stop(): void {
    over = true
    clearTimeout(watchdog)
    stopFrames()
  }

  return stop
}

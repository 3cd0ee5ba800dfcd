import type { CameraReport } from '@bonafide/protocol'
import { watchFrames } from '../camera/frames.ts'
import { cut, cutAll } from './cut.ts'

/** A second of pictures; what comes later is like it. */
const TIMED_FRAMES = 30
const TIMED_WITHIN_MS = 4_000

/** A camera under observation: what is known of it grows while it runs. */
export interface CameraLook {
  readonly report: () => Promise<CameraReport>
  readonly stop: () => void
}

export function lookAtCamera(stream: MediaStream, source: CameraReport['source']): CameraLook {
  const [track] = stream.getVideoTracks()
  // Asked now: once the track has ended, browsers forget its settings.
  const described = track === undefined ? undefined : describe(track, source)
  const cameras = listCameras()
  const { timing, stop } = timeFrames(stream)
  return {
    stop,
    async report() {
      const labels = await cameras
      const label = described?.label ?? ''
      const times = timing()
      return {
        ...(described ?? { source, track: 'none', label, hasDeviceId: false, settings: {} }),
        listed: labels.includes(label),
        others: cutAll(labels.filter((other) => other !== label)),
        ...(times === undefined ? {} : { timing: times }),
      }
    },
  }
}

function describe(track: MediaStreamTrack, source: CameraReport['source']) {
  const settings = track.getSettings()
  const most = typeof track.getCapabilities === 'function' ? track.getCapabilities() : undefined
  return {
    source,
    track: cut(track.constructor.name, 64),
    label: cut(track.label),
    hasDeviceId: typeof settings.deviceId === 'string' && settings.deviceId !== '',
    settings: sized(settings),
    ...(most === undefined
      ? {}
      : { capabilities: sized({ width: most.width?.max, height: most.height?.max, frameRate: most.frameRate?.max }) }),
  }
}

type Size = CameraReport['settings']

function sized(size: { readonly [Key in keyof Size]: Size[Key] | undefined }): Size {
  const { width, height, frameRate, facingMode } = size
  return {
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
    ...(frameRate === undefined ? {} : { frameRate }),
    ...(facingMode === undefined ? {} : { facingMode: cut(facingMode, 64) }),
  }
}

/** Names are told only while a camera is allowed, so this is asked while one runs. */
async function listCameras(): Promise<readonly string[]> {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices()
    return devices.filter(({ kind }) => kind === 'videoinput').map(({ label }) => cut(label))
  } catch {
    return []
  }
}

/** In a video of its own that nobody sees: the screens come and go. */
function timeFrames(stream: MediaStream): { timing: () => CameraReport['timing']; stop: () => void } {
  const video = document.createElement('video')
  video.muted = true
  video.playsInline = true
  video.srcObject = stream
  const times: number[] = []
  const stopFrames = watchFrames(video, (atMs) => {
    times.push(atMs)
    if (times.length === TIMED_FRAMES) stop()
  })
  const watchdog = setTimeout(() => stop(), TIMED_WITHIN_MS)
  function stop(): void {
    clearTimeout(watchdog)
    stopFrames()
    video.srcObject = null
  }
  video.play().catch(() => stop())
  return { timing: () => timingOf(times), stop }
}

export function timingOf(times: readonly number[]): CameraReport['timing'] {
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time))
  if (gaps.length === 0) return undefined
  const meanMs = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  const deviationMs = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - meanMs) ** 2, 0) / gaps.length)
  const rounded = (ms: number) => Math.round(Math.abs(ms) * 100) / 100
  return {
    frames: times.length,
    meanMs: rounded(meanMs),
    deviationMs: rounded(deviationMs),
    longestMs: rounded(Math.max(...gaps)),
  }
}

import type { TakenClip } from '@bonafide/capture'
import type { ClipPolicy } from '@bonafide/protocol'

/** What browsers record, in the order of preference; a name without a codec leaves the choice to the browser. */
const FORMS = ['video/mp4;codecs=avc1.42E01E', 'video/webm;codecs=vp8', 'video/webm', 'video/mp4']
/** Half of what fits: rates are wishes, and the first picture is the largest. */
const SHARE_OF_BUDGET = 0.5
/** A recorder that was told to stop and says nothing is not waited for. */
const STOPS_WITHIN_MS = 2_000

/** A recording that has begun. */
export interface ClipRecording {
  /** Ends it if it still runs. Called once. */
  readonly finish: () => Promise<TakenClip>
}

/** Records the first seconds of a camera's stream as a clip. Whatever goes wrong, there is just no clip. */
export function recordClip(stream: MediaProvider | null, { lengthMs, maxBytes }: ClipPolicy): ClipRecording {
  const form = formFor()
  if (!(stream instanceof MediaStream) || form === undefined) return without('unsupported')
  const chunks: Blob[] = []
  let recorder: MediaRecorder
  try {
    const videoBitsPerSecond = Math.round((maxBytes * 8 * SHARE_OF_BUDGET * 1000) / lengthMs)
    recorder = new MediaRecorder(new MediaStream(stream.getVideoTracks()), { mimeType: form, videoBitsPerSecond })
    recorder.start()
  } catch {
    return without('recorder-failed')
  }
  recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data))
  const stopped = new Promise<void>((resolve) => recorder.addEventListener('stop', () => resolve()))
  const stop = (): void => {
    if (recorder.state !== 'inactive') recorder.stop()
  }
  const timer = setTimeout(stop, lengthMs)

  return {
    async finish() {
      clearTimeout(timer)
      stop()
      await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, STOPS_WITHIN_MS))])
      const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer())
      if (bytes.length === 0) return { missing: 'recorder-failed' }
      return bytes.length > maxBytes ? { missing: 'too-large' } : { bytes }
    },
  }
}

function formFor(): string | undefined {
  if (typeof MediaRecorder === 'undefined') return undefined
  return FORMS.find((form) => MediaRecorder.isTypeSupported(form))
}

/** A recording that is none, and says why. */
export function without(missing: Extract<TakenClip, { readonly missing: unknown }>['missing']): ClipRecording {
  return { finish: () => Promise.resolve({ missing }) }
}

import { bestCamera, type CameraTraits, type FailureName, isWrongCamera } from '@bonafide/capture'
import { cameraFailure, cameraObstacle } from './surroundings.ts'
import { openTestCamera, type TestCamera } from './test-camera.ts'

export type Facing = 'environment' | 'user'

export interface OpenedCamera {
  readonly facing: Facing
  readonly stream: MediaStream
  /** `test` for the virtual camera of a test account. */
  readonly source: 'device' | 'test'
}

/** The camera could not be opened; `failure` has a text and a client code. */
export class CameraError extends Error {
  readonly code: FailureName

  constructor(failure: FailureName, cause?: unknown) {
    super(failure, { cause })
    this.code = failure
  }
}

export interface CameraKeeper {
  /** Opens the camera, or hands out the open one of the same side. Throws `CameraError`. */
  readonly open: (facing: Facing) => Promise<OpenedCamera>
  /** Ends all tracks; the lamp goes out. May be called again. */
  readonly close: () => void
}

/** client-sdk.md section 6 and the research on document size: a page needs detail, a face does not. */
const SIZES = { environment: { width: 1920, height: 1080 }, user: { width: 1280, height: 720 } } as const

/**
 * Holds at most one camera, so that documents and retakes share one stream and one permission. `testCamera` answers the
 * virtual camera where there is one that may be used.
 */
export function createCameraKeeper(testCamera: () => TestCamera | undefined = () => undefined): CameraKeeper {
  let held: OpenedCamera | undefined
  let asked = 0

  async function open(facing: Facing): Promise<OpenedCamera> {
    if (held?.facing === facing && held.stream.getVideoTracks().some((track) => track.readyState === 'live'))
      return held
    close()
    const turn = asked
    const virtual = testCamera()
    const obstacle = virtual === undefined ? cameraObstacle() : undefined
    if (obstacle !== undefined) throw new CameraError(obstacle)
    const opening = virtual === undefined ? openStream(facing) : openTestCamera(virtual, facing)
    const stream = await opening.catch(async (error: unknown) => {
      throw new CameraError(await cameraFailure(error), error)
    })
    if (turn !== asked) {
      stop(stream)
      throw new CameraError('camera-interrupted')
    }
    held = { facing, stream, source: virtual === undefined ? 'device' : 'test' }
    return held
  }

  function close(): void {
    asked += 1
    if (held !== undefined) stop(held.stream)
    held = undefined
  }

  return { open, close }
}

async function openStream(facing: Facing): Promise<MediaStream> {
  const { width, height } = SIZES[facing]
  const size = { width: { ideal: width }, height: { ideal: height } }
  const stream = await openWith({ facingMode: { ideal: facing }, ...size })
  const traits = traitsOf(stream)
  if (traits === undefined || !isWrongCamera(traits, facing)) return stream
  const better = await betterCamera(facing, traits)
  if (better === undefined) return stream
  stop(stream)
  return openWith({ deviceId: { exact: better }, ...size })
}

async function openWith(video: MediaTrackConstraints): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: false, video })
  } catch (error) {
    // Old drivers refuse sizes that they could round: any picture is better than none.
    if (!(error instanceof Error) || error.name !== 'OverconstrainedError') throw error
    return navigator.mediaDevices.getUserMedia({ audio: false, video: true })
  }
}

/** Browsers choose infrared sensors and the wrong side now and then; names are known once one camera was allowed. */
async function betterCamera(facing: Facing, opened: CameraTraits): Promise<string | undefined> {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => [])
  const others = devices.filter(({ kind, label }) => kind === 'videoinput' && label !== opened.label)
  return bestCamera(others, facing)?.deviceId
}

/** What the browser says about the camera of a stream. */
export function traitsOf(stream: MediaStream): CameraTraits | undefined {
  const [track] = stream.getVideoTracks()
  if (track === undefined) return undefined
  const { facingMode } = track.getSettings()
  const facing = facingMode === 'user' || facingMode === 'environment' ? facingMode : undefined
  return { label: track.label, ...(facing === undefined ? {} : { facing }) }
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

import type { FailureName } from '@bonafide/capture'
import { cameraFailure, cameraObstacle } from './camera-failure.ts'

export type Facing = 'environment' | 'user'

export interface OpenedCamera {
  readonly facing: Facing
  readonly stream: MediaStream
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

/** Holds at most one camera, so that documents and retakes share one stream and one permission. */
export function createCameraKeeper(): CameraKeeper {
  let held: OpenedCamera | undefined
  let asked = 0

  async function open(facing: Facing): Promise<OpenedCamera> {
    if (held?.facing === facing && held.stream.getVideoTracks().some((track) => track.readyState === 'live'))
      return held
    close()
    const turn = asked
    const obstacle = cameraObstacle()
    if (obstacle !== undefined) throw new CameraError(obstacle)
    const stream = await openStream(facing).catch((error: unknown) => {
      throw new CameraError(cameraFailure(error), error)
    })
    if (turn !== asked) {
      stop(stream)
      throw new CameraError('camera-interrupted')
    }
    held = { facing, stream }
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
  const wished = { facingMode: { ideal: facing }, width: { ideal: width }, height: { ideal: height } }
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: false, video: wished })
  } catch (error) {
    // Old drivers refuse sizes that they could round: any picture is better than none.
    if (!(error instanceof Error) || error.name !== 'OverconstrainedError') throw error
    return navigator.mediaDevices.getUserMedia({ audio: false, video: true })
  }
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

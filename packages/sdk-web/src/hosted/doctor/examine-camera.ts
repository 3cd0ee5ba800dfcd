import type { CameraFacts, PictureFacts } from '@bonafide/capture'
import { CameraError, type CameraKeeper, type Facing, traitsOf } from '../camera/camera.ts'
import { watchFrames } from '../camera/frames.ts'
import { brightestOf } from '../camera/picture.ts'
import { lookAround, refusalOf } from '../camera/surroundings.ts'

/** Cheap phones take three seconds to the first picture. */
const FIRST_PICTURE_WITHIN_MS = 6_000
/** Long enough to count pictures; cameras slow down in bad light after a second or so. */
const COUNT_FOR_MS = 2_000

export interface Examined {
  readonly facts: CameraFacts
  /** For whoever helps: what the browser calls the camera and how large its picture is. Never sent anywhere. */
  readonly detail: string
}

/** Opens a camera, looks at its picture for some seconds, and says what was found. The keeper holds the open camera. */
export async function examineCamera(
  facing: Facing,
  { video, cameras }: { readonly video: HTMLVideoElement; readonly cameras: CameraKeeper },
): Promise<Examined> {
  const around = { ...lookAround(), asked: facing }
  if (!around.secure || !around.offersCameras || !around.allowedByParent) return { facts: around, detail: '' }
  try {
    const { stream } = await cameras.open(facing)
    video.srcObject = stream
    const played = video.play().catch(() => {})
    const picture = await countPictures(video)
    await played
    const camera = traitsOf(stream) ?? { label: '' }
    const rate = `${picture.framesPerSecond.toFixed(0)} fps`
    const detail = [camera.label, `${video.videoWidth} × ${video.videoHeight}`, rate].filter(Boolean).join(' · ')
    return { facts: { ...around, camera, picture }, detail }
  } catch (error) {
    const refusal = await refusalOf(error instanceof CameraError ? error.cause : error)
    return { facts: { ...around, refusal }, detail: refusal.name }
  }
}

function countPictures(video: HTMLVideoElement): Promise<PictureFacts> {
  const beganAt = performance.now()
  return new Promise((resolve) => {
    let firstMs: number | undefined
    let pictures = 0
    let brightest = 0
    let timer = setTimeout(finish, FIRST_PICTURE_WITHIN_MS)
    const stop = watchFrames(video, () => {
      if (video.videoWidth === 0) return
      if (firstMs === undefined) {
        firstMs = performance.now() - beganAt
        clearTimeout(timer)
        timer = setTimeout(finish, COUNT_FOR_MS)
        return
      }
      pictures += 1
      brightest = Math.max(brightest, brightestOf(video))
    })
    function finish(): void {
      stop()
      const framesPerSecond = (pictures * 1000) / COUNT_FOR_MS
      resolve(firstMs === undefined ? { framesPerSecond: 0, brightest: 0 } : { firstMs, framesPerSecond, brightest })
    }
  })
}

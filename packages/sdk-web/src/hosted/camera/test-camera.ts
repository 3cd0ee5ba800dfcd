import type { Facing } from './camera.ts'

/** A picture or clip, a canvas that is drawn on, or a stream. */
export type TestPicture = Blob | HTMLCanvasElement | MediaStream

/** The virtual camera of tests: what stands before each of the two cameras. */
export type TestCamera = (facing: Facing) => TestPicture | Promise<TestPicture>

declare global {
  interface Window {
    /** Read in test accounts alone: the service says what an account is, and in a live one nothing looks here. */
    bonafideTestCamera?: TestCamera
  }
}

const FRAMES_PER_SECOND = 25

/** The stream of a virtual camera; whoever ends its track ends what feeds it. */
export async function openTestCamera(camera: TestCamera, facing: Facing): Promise<MediaStream> {
  const picture = await camera(facing)
  if (picture instanceof MediaStream) return picture
  if (picture instanceof HTMLCanvasElement) return picture.captureStream(FRAMES_PER_SECOND)
  return picture.type.startsWith('video/') ? playClip(picture) : showPicture(picture)
}

async function playClip(clip: Blob): Promise<MediaStream> {
  const video = document.createElement('video')
  video.muted = true
  video.loop = true
  video.playsInline = true
  video.src = URL.createObjectURL(clip)
  await video.play()
  return draw(video.videoWidth, video.videoHeight, video, () => {
    video.pause()
    URL.revokeObjectURL(video.src)
  })
}

async function showPicture(picture: Blob): Promise<MediaStream> {
  const bitmap = await createImageBitmap(picture)
  return draw(bitmap.width, bitmap.height, bitmap, () => bitmap.close())
}

function draw(width: number, height: number, picture: CanvasImageSource, onEnd: () => void): MediaStream {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')
  const stream = canvas.captureStream(FRAMES_PER_SECOND)
  const timer = setInterval(() => {
    if (stream.getTracks().some((track) => track.readyState === 'live')) pen?.drawImage(picture, 0, 0)
    else {
      clearInterval(timer)
      onEnd()
    }
  }, 1_000 / FRAMES_PER_SECOND)
  pen?.drawImage(picture, 0, 0)
  return stream
}

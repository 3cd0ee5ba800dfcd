import type { OutlinePoint, PixelBox } from '@bonafide/capture'

/** Where a part of the screen lies in the pixels of a video or canvas that is shown with `object-fit: cover`. */
export function boxInSource(
  part: DOMRect,
  shown: DOMRect,
  source: { readonly width: number; readonly height: number },
): PixelBox {
  const scale = Math.max(shown.width / source.width, shown.height / source.height)
  const left = (source.width * scale - shown.width) / 2
  const top = (source.height * scale - shown.height) / 2
  return {
    x: (part.left - shown.left + left) / scale,
    y: (part.top - shown.top + top) / scale,
    width: part.width / scale,
    height: part.height / scale,
  }
}

/** The way back: where a pixel of the source lies on the part of the screen that shows it. */
export function pointOnScreen(
  { x, y }: OutlinePoint,
  shown: DOMRect,
  source: { readonly width: number; readonly height: number },
): OutlinePoint {
  const scale = Math.max(shown.width / source.width, shown.height / source.height)
  return {
    x: x * scale - (source.width * scale - shown.width) / 2,
    y: y * scale - (source.height * scale - shown.height) / 2,
  }
}

/** The box with a margin (share of its own size) on each side, kept inside the source. */
export function grow(
  box: PixelBox,
  share: number,
  source: { readonly width: number; readonly height: number },
): PixelBox {
  const x = Math.max(0, box.x - box.width * share)
  const y = Math.max(0, box.y - box.height * share)
  return {
    x,
    y,
    width: Math.min(source.width, box.x + box.width * (1 + share)) - x,
    height: Math.min(source.height, box.y + box.height * (1 + share)) - y,
  }
}

/** The largest centred part of the source with the given shape. */
export function centred(source: { readonly width: number; readonly height: number }, aspect: number): PixelBox {
  const width = Math.min(source.width, source.height * aspect)
  const height = width / aspect
  return { x: (source.width - width) / 2, y: (source.height - height) / 2, width, height }
}

export function sizeOf(video: HTMLVideoElement): { readonly width: number; readonly height: number } {
  return { width: video.videoWidth, height: video.videoHeight }
}

/** Draws a part of a picture at a size. Never mirrored: evidence shows what the camera saw. */
export function drawPart(canvas: HTMLCanvasElement, source: CanvasImageSource, part: PixelBox): void {
  const context = canvas.getContext('2d', { alpha: false })
  if (context === null) throw new Error('this browser has no canvas')
  context.imageSmoothingQuality = 'high'
  context.drawImage(source, part.x, part.y, part.width, part.height, 0, 0, canvas.width, canvas.height)
}

/** A small copy of a part of a picture. */
export interface SmallCopy {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8ClampedArray<ArrayBuffer>
}

/** The size of a small copy of a part that is `width` pixels wide. */
export function smallSize(part: PixelBox, width: number): { readonly width: number; readonly height: number } {
  return { width, height: Math.max(1, Math.round((width * part.height) / part.width)) }
}

/** Copies a part, `width` pixels wide, for guidance. */
export function createCopier(): (source: CanvasImageSource, part: PixelBox, width: number) => SmallCopy {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
  return (source, part, wanted) => {
    const { width, height } = smallSize(part, wanted)
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width
      canvas.height = height
    }
    if (context === null) return { width: 0, height: 0, rgba: new Uint8ClampedArray() }
    context.drawImage(source, part.x, part.y, part.width, part.height, 0, 0, width, height)
    return { width, height, rgba: context.getImageData(0, 0, width, height).data }
  }
}

export async function jpegOf(canvas: HTMLCanvasElement, quality01: number): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality01))
  if (blob === null) throw new Error('the picture could not be compressed')
  return new Uint8Array(await blob.arrayBuffer())
}

/** The brightest value of any channel in a picture, 0-255. */
export function brightestOf(source: CanvasImageSource): number {
  const canvas = document.createElement('canvas')
  canvas.width = 16
  canvas.height = 16
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) return 255
  context.drawImage(source, 0, 0, 16, 16)
  const { data } = context.getImageData(0, 0, 16, 16)
  return data.reduce((most, value, index) => (index % 4 === 3 ? most : Math.max(most, value)), 0)
}

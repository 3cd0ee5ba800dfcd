import { assessPage, grayFromRgba, type TakenPage } from '@bonafide/capture'
import { createCopier, drawPart, jpegOf } from '../camera/picture.ts'
import { element } from '../page/element.ts'

/** Longer sides bring no more text, only more bytes. */
const LONG_SIDE = 2_200
export const PAGE_QUALITY = 0.92

/** Opens the file chooser and hands over the chosen picture, drawn anew: what else was in the file stays behind. */
export function chooseFromAlbum(onPage: (page: TakenPage) => void, onUnreadable: () => void): void {
  const input = element('input', { attributes: { type: 'file', accept: 'image/*', hidden: '' } })
  input.addEventListener('change', () => {
    input.remove()
    const [file] = input.files ?? []
    if (file !== undefined) readPage(file).then(onPage, onUnreadable)
  })
  input.addEventListener('cancel', () => input.remove())
  // In the page: one that nothing holds may be gone before the person has chosen.
  document.body.append(input)
  input.click()
}

async function readPage(file: File): Promise<TakenPage> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height))
  const canvas = element('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  drawPart(canvas, picture, { x: 0, y: 0, width: picture.width, height: picture.height })
  picture.close()
  return pageOf(canvas)
}

/** Compresses a drawn page and notes what looks wrong on it. */
export async function pageOf(canvas: HTMLCanvasElement): Promise<TakenPage> {
  const whole = { x: 0, y: 0, width: canvas.width, height: canvas.height }
  const { width, height, rgba } = createCopier()(canvas, whole, 320)
  const hint = assessPage(grayFromRgba(rgba, width, height), { x: 0, y: 0, width, height })
  const bytes = await jpegOf(canvas, PAGE_QUALITY)
  return hint === undefined ? { bytes } : { bytes, hint }
}

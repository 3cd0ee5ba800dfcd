import type { Outline, OutlinePoint, PixelBox } from '@bonafide/capture'
import { pointOnScreen, sizeOf } from '../camera/picture.ts'
import { drawing } from '../page/element.ts'

export interface PageOutline {
  readonly root: SVGElement
  /** Draws the outline that was found on a small copy of a part of the video; nothing where none was. */
  readonly draw: (outline: Outline | undefined, part: PixelBox, copyWidth: number) => void
}

/** The edges of the page over the live picture. Decoration: what they mean is said in words beside them. */
export function pageOutline(video: HTMLVideoElement): PageOutline {
  const shape = drawing('polygon', { points: '' })
  const root = drawing('svg', { class: 'bf-outline', 'aria-hidden': 'true' }, shape)
  return {
    root,
    draw(outline, part, copyWidth) {
      const scale = part.width / copyWidth
      const shown = video.getBoundingClientRect()
      const onVideo = ({ x, y }: OutlinePoint): OutlinePoint => ({ x: part.x + x * scale, y: part.y + y * scale })
      const points = (outline ?? []).map((corner) => pointOnScreen(onVideo(corner), shown, sizeOf(video)))
      shape.setAttribute('points', points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' '))
    },
  }
}

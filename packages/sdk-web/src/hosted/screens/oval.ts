import { drawing } from '../page/element.ts'

export interface Oval {
  readonly root: SVGElement
  readonly setProgress: (share01: number) => void
  /** 1 is the oval of `OVAL`; up to 1.8 fits into the preview. */
  readonly setSize: (size: number) => void
}

/** The oval in the 3:4 preview, as shares of it, for a face at arm's length: a third of the width, and hair. */
export const OVAL = { x: 0.3, y: 0.27, width: 0.4, height: 0.432 } as const

/** Where it is drawn. */
const VIEW = { width: 300, height: 400 } as const
const CENTRE = { x: (OVAL.x + OVAL.width / 2) * VIEW.width, y: (OVAL.y + OVAL.height / 2) * VIEW.height } as const

/** Shade around the oval, its line, and the progress on the line. */
export function createOval(): Oval {
  const shade = drawing('path', { class: 'bf-oval-shade', 'fill-rule': 'evenodd' })
  const line = drawing('path', { class: 'bf-oval-line' })
  const progress = drawing('path', { class: 'bf-oval-progress', pathLength: '100', 'stroke-dasharray': '0 100' })
  const frame = { class: 'bf-oval', viewBox: `0 0 ${VIEW.width} ${VIEW.height}`, 'aria-hidden': 'true' }
  const root = drawing('svg', frame, shade, line, progress)
  let drawn = 0

  function setSize(size: number): void {
    if (Math.abs(size - drawn) < 0.002) return
    drawn = size
    const outline = outlineOf(size)
    shade.setAttribute('d', `M-1 -1H301V401H-1z${outline}`)
    line.setAttribute('d', outline)
    progress.setAttribute('d', outline)
  }

  setSize(1)
  return {
    root,
    setSize,
    setProgress: (share01) => progress.setAttribute('stroke-dasharray', `${(share01 * 100).toFixed(1)} 100`),
  }
}

/** Starts at the top, so that progress runs clockwise from there. */
function outlineOf(size: number): string {
  const [rx, ry] = [(OVAL.width / 2) * VIEW.width * size, (OVAL.height / 2) * VIEW.height * size]
  const { x, y } = CENTRE
  return `M${x} ${y - ry}a${rx} ${ry} 0 1 1 0 ${2 * ry}a${rx} ${ry} 0 1 1 0 ${-2 * ry}`
}

import { drawing } from '../page/element.ts'

export interface Oval {
  readonly root: SVGElement
  readonly setProgress: (share01: number) => void
}

/** The oval in the 3:4 preview, as shares of it: a face at arm's length fills it. */
export const OVAL = { x: 0.195, y: 0.165, width: 0.61, height: 0.66 } as const

/** Shade around the oval, its line, and the progress on the line. */
export function createOval(): Oval {
  const [cx, cy] = [(OVAL.x + OVAL.width / 2) * 300, (OVAL.y + OVAL.height / 2) * 400]
  const [rx, ry] = [(OVAL.width / 2) * 300, (OVAL.height / 2) * 400]
  // Starts at the top, so that progress runs clockwise from there.
  const line = `M${cx} ${cy - ry}a${rx} ${ry} 0 1 1 0 ${2 * ry}a${rx} ${ry} 0 1 1 0 ${-2 * ry}`
  const progress = drawing('path', {
    class: 'bf-oval-progress',
    d: line,
    pathLength: '100',
    'stroke-dasharray': '0 100',
  })
  const root = drawing(
    'svg',
    { class: 'bf-oval', viewBox: '0 0 300 400', 'aria-hidden': 'true' },
    drawing('path', { class: 'bf-oval-shade', 'fill-rule': 'evenodd', d: `M-1 -1H301V401H-1z${line}` }),
    drawing('path', { class: 'bf-oval-line', d: line }),
    progress,
  )
  return {
    root,
    setProgress: (share01) => progress.setAttribute('stroke-dasharray', `${(share01 * 100).toFixed(1)} 100`),
  }
}

import type { SeenPage } from '../documents/look-at-page.ts'
import { pointOn } from '../mrz/text-line.ts'
import { distance } from '../page/quad.ts'
import type { Border } from '../page/table-contrast.ts'

/** Characters of paper that pages leave at least between a line of the zone and their edge: 4 mm (ICAO 9303 part 3). */
const LEAST_PAPER = 0.75

/**
 * The border of the picture that lines of the zone run into: whatever was read of them, they may go on beyond it. Undefined
 * where paper is seen at both ends, or no zone was found.
 */
export function zoneAtBorder({ mrz, source }: Pick<SeenPage, 'mrz' | 'source'>): Border | undefined {
  for (const [index, line] of (mrz?.found.lines ?? []).entries()) {
    if (mrz === undefined) return undefined
    const [from, to] = [-line.length / 2, line.length / 2].map((along) => {
      const { x, y } = pointOn(line, along, 0)
      return mrz.view.toSource(x, y)
    })
    const characters = mrz.found.readings[index]?.text.length ?? 0
    if (from === undefined || to === undefined || characters === 0) continue
    const near = (LEAST_PAPER * distance(from, to)) / characters
    for (const { x, y } of [from, to]) {
      if (x < near) return 'left'
      if (y < near) return 'top'
      if (x > source.width - near) return 'right'
      if (y > source.height - near) return 'foot'
    }
  }
  return undefined
}

import { documentTypes } from '../documents/document-types.ts'
import { firstLetters } from '../documents/layout/place-fields.ts'
import type { SeenPage } from '../documents/look-at-page.ts'
import { frameOf, type Patch } from '../documents/page-geometry.ts'
import type { Box } from '../image/picture.ts'
import { boxOnSource, type PageView } from '../page/page-view.ts'
import { distance } from '../page/quad.ts'
import type { DocumentReading } from '../verification/document-reading.ts'

/** Something that is read or looked at on a page, on its view. */
export interface ReadPlace {
  readonly name: string
  readonly patch: Patch
}

/** The middle of a portrait is the face; around it there is paper (`find-portrait.ts` doubles the face's box). */
const FACE_SHARE = 0.5

/** Where fields were read, where those that the type prints and that were not read begin, the lines of a zone, the face. */
export function readPlaces(seen: SeenPage, reading: DocumentReading): readonly ReadPlace[] {
  const { page, view } = seen
  const { printed = [], portraitBox, pages = [] } = reading
  return [
    ...linesOfZone(seen),
    ...printed
      .filter((field) => field.page === page)
      .map(({ field, box }) => ({ name: field, patch: levelOnView(view, box) })),
    ...unreadFields(seen, reading),
    ...(portraitBox !== undefined && pages[0]?.page === page ? [faceOf(view, portraitBox)] : []),
  ]
}

function linesOfZone({ mrz, view }: SeenPage): readonly ReadPlace[] {
  return (mrz?.found.lines ?? []).flatMap(({ centre, angleRad, length, height }) => {
    if (mrz === undefined) return []
    const half = { x: (length / 2) * Math.cos(angleRad), y: (length / 2) * Math.sin(angleRad) }
    const from = view.fromSource(mrz.view.toSource(centre.x - half.x, centre.y - half.y))
    const to = view.fromSource(mrz.view.toSource(centre.x + half.x, centre.y + half.y))
    const along = distance(from, to)
    const patch = {
      centre: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 },
      angleRad: Math.atan2(to.y - from.y, to.x - from.x),
      width: along,
      height: (height * along) / Math.max(1, length),
    }
    return [{ name: 'machine readable line', patch }]
  })
}

/** Of a state that puts its fields elsewhere, some light on paper may be taken for that on a field: only where one was not read. */
function unreadFields(seen: SeenPage, { type, printed = [], pages = [] }: DocumentReading): readonly ReadPlace[] {
  const known = type === undefined ? undefined : documentTypes.get(type)
  const side = pages.find(({ page }) => page === seen.page)?.printedSide ?? seen.page
  const layout = known?.pages[side]
  const frame = known === undefined ? undefined : frameOf(seen, known.size)
  if (layout === undefined || frame === undefined) return []
  return layout.fields
    .filter(({ field }) => !printed.some((read) => read.field === field))
    .map(({ field, box }) => ({ name: field, patch: firstLetters(box, frame) }))
}

function faceOf(view: PageView, { x, y, width, height }: Box): ReadPlace {
  const trim = (1 - FACE_SHARE) / 2
  const face = { x: x + trim * width, y: y + trim * height, width: FACE_SHARE * width, height: FACE_SHARE * height }
  return { name: 'portrait', patch: levelOnView(view, face) }
}

/** Leaning further than this, an upright box says little about the print in it. */
const MOST_LEAN = 0.5

/** Level print on the view, from the upright box around it on the picture as it came, on which it leans like the page. */
function levelOnView(view: PageView, box: Box): Patch {
  const [a, b] = view.corners
  const lean = Math.atan2(b.y - a.y, b.x - a.x)
  const [cos, sin] = [Math.abs(Math.cos(lean)), Math.abs(Math.sin(lean))]
  const [long, high] = cos >= sin ? [box.width, box.height] : [box.height, box.width]
  const [main, other] = [Math.max(cos, sin), Math.min(cos, sin)]
  const share = main ** 2 - other ** 2
  const straight =
    share > MOST_LEAN
      ? { long: (long * main - high * other) / share, high: (high * main - long * other) / share }
      : { long, high }
  const scale = view.picture.width / Math.max(1, distance(a, b))
  return {
    centre: view.fromSource({ x: box.x + box.width / 2, y: box.y + box.height / 2 }),
    angleRad: 0,
    width: scale * Math.max(1, straight.long),
    height: scale * Math.max(1, straight.high),
  }
}

/** The upright box around a place on the picture as it came. */
export function placeOnSource(view: PageView, { centre, angleRad, width, height }: Patch): Box {
  const [cos, sin] = [Math.abs(Math.cos(angleRad)), Math.abs(Math.sin(angleRad))]
  const [across, down] = [width * cos + height * sin, width * sin + height * cos]
  return boxOnSource(view, { x: centre.x - across / 2, y: centre.y - down / 2, width: across, height: down })
}

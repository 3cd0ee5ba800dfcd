import type { SeenPage } from '../documents/look-at-page.ts'
import { colourfulness } from '../forgery/colourfulness.ts'
import { outlyingPrint } from '../forgery/outlying-print.ts'
import { screenGrid } from '../forgery/screen-grid.ts'
import { toGrey } from '../image/grey.ts'
import { boxAround } from '../page/page-view.ts'
import { defineCheck } from '../verification/check.ts'
import type { DocumentReading } from '../verification/document-reading.ts'
import type { Region } from '../verification/finding.ts'
import { makeFinding, passUnless } from '../verification/make-finding.ts'
import type { Reason } from '../verification/reasons.ts'

/**
 * Cuts between originals and forgeries of docs/measurements/documents.md: originals reach 2.4, screens of two kinds
 * start at 4.
 */
const SCREEN_PEAK = 3.2
/** Originals differ by 4 % and more in colour, grey copies by less than 1 %, tinted ones by less than 2 %. */
const LEAST_COLOUR = 2.2

/**
 * Signs that a page was shown on a screen, copied without colour, or changed after it was photographed. They are signs:
 * a colour copy, a good print, or a forgery made before the photograph was taken leave none of them.
 */
export default defineCheck({
  id: 'forgery-signs',
  needs: ['document'],
  reasons: ['screen-recapture', 'photocopy', 'document-tampered', 'picture-small'],
  stopsOnFailure: false,
  isAsked: ({ documentDemands }) => documentDemands?.forgerySigns === true,
  run: async (examination) => {
    const reading = await examination.document()
    const looks = (await examination.documentPages()).map((seen) => lookAt(seen, reading))
    const signs = looks.flatMap((look) => look.signs)
    const rest = {
      measures: Object.assign({}, ...looks.map(({ measures }) => measures)),
      regions: signs.map(({ region }) => region),
    }
    if (signs.length === 0 && !looks.every(({ isLargeEnough }) => isLargeEnough))
      return makeFinding('forgery-signs', 'not-judged', ['picture-small'], rest)
    return passUnless('forgery-signs', [...new Set(signs.map(({ reason }) => reason))], rest)
  },
})

interface Sign {
  readonly reason: Reason
  readonly region: Region
}

function lookAt(seen: SeenPage, reading: DocumentReading) {
  const { page, source, view } = seen
  const on = `page-${page}`
  const around = boxAround(view.corners)
  const grey = toGrey(source)
  const screenPeak = screenGrid(source, around)
  const colour = colourfulness(view.picture)
  const edited = outlyingPrint(
    grey,
    (reading.printed ?? []).filter((field) => field.page === page),
  )
  const signs: Sign[] = []
  if (screenPeak !== undefined && screenPeak > SCREEN_PEAK)
    signs.push({ reason: 'screen-recapture', region: { on, box: around, label: 'grid of a screen' } })
  if (colour < LEAST_COLOUR) signs.push({ reason: 'photocopy', region: { on, box: around, label: 'one colour' } })
  for (const { box, field } of edited)
    signs.push({ reason: 'document-tampered', region: { on, box, label: `${field}: print of other sharpness` } })
  const measures = {
    ...(screenPeak === undefined ? {} : { screenPeak }),
    colour,
    fieldsApart: edited.length,
  }
  return {
    signs,
    isLargeEnough: screenPeak !== undefined,
    measures: Object.fromEntries(Object.entries(measures).map(([name, value]) => [`page${page}-${name}`, value])),
  }
}

import type { SeenPage } from '../documents/look-at-page.ts'
import { colourBeyondTone } from '../forgery/colour-beyond-tone.ts'
import { compressionHistory } from '../forgery/compression-history.ts'
import { editedPrint, PRINT_ODDITIES } from '../forgery/edited-print.ts'
import { lookAtPortrait, PORTRAIT_ODDITIES } from '../forgery/replaced-portrait.ts'
import { screenGrid } from '../forgery/screen-grid.ts'
import { toGrey } from '../image/grey.ts'
import { boxAround } from '../page/page-view.ts'
import { defineCheck } from '../verification/check.ts'
import type { DocumentReading, PrintedField } from '../verification/document-reading.ts'
import type { Region } from '../verification/finding.ts'
import { makeFinding, passUnless } from '../verification/make-finding.ts'
import type { Reason } from '../verification/reasons.ts'

/**
 * Cuts between originals and forgeries of docs/measurements/documents.md: originals reach 3.35, screens of the tuning
 * tool start at 4.35.
 */
const SCREEN_PEAK = 3.8
/** Equally light places of originals differ by 11 % and more in colour, of copies in grey or one tint by 1.5 % at most. */
const LEAST_COLOUR = 2.5

/**
 * Signs that a page was shown on a screen, copied in one colour, or changed after it was photographed. They are signs:
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
  const screenPeak = screenGrid(source, around)
  const colour = colourBeyondTone(view.picture)
  const tampering = tamperingOn(seen, reading)
  const signs: Sign[] = []
  if (screenPeak !== undefined && screenPeak > SCREEN_PEAK)
    signs.push({ reason: 'screen-recapture', region: { on, box: around, label: 'grid of a screen' } })
  if (colour !== undefined && colour < LEAST_COLOUR)
    signs.push({ reason: 'photocopy', region: { on, box: around, label: 'one colour at each tone' } })
  for (const region of tampering.regions) signs.push({ reason: 'document-tampered', region })
  const measures = { screenPeak, colour, portraitNoise: tampering.portraitNoise, oddPlaces: tampering.regions.length }
  return {
    signs,
    isLargeEnough: screenPeak !== undefined,
    measures: Object.fromEntries(
      Object.entries(measures).flatMap(([name, value]) =>
        value === undefined ? [] : [[`page${page}-${name}`, value]],
      ),
    ),
  }
}

/** Values and a portrait that do not come from the same photograph as the page. */
function tamperingOn({ page, source }: SeenPage, { printed = [], portraitBox, pages = [] }: DocumentReading) {
  const on = `page-${page}`
  const grey = toGrey(source)
  const history = compressionHistory(grey)
  const regions = valuesByWriting(printed.filter((field) => field.page === page))
    .flatMap((values) => editedPrint(grey, values, history))
    .map(({ box, oddity }): Region => ({ on, box, label: PRINT_ODDITIES[oddity] }))
  if (portraitBox === undefined || pages[0]?.page !== page) return { regions, portraitNoise: undefined }
  const { noise, oddity } = lookAtPortrait(grey, portraitBox, history)
  if (oddity !== undefined) regions.push({ on, box: portraitBox, label: PORTRAIT_ODDITIES[oddity] })
  return { regions, portraitNoise: noise }
}

const HAN = /\p{Script=Han}/u

/**
 * Values are compared with others of their own writing: the close strokes of Chinese characters measure sharper than Latin
 * letters of the same print, and made 3 of 4 rendered Hong Kong cards look edited.
 */
function valuesByWriting(printed: readonly PrintedField[]) {
  return [true, false].map((isHan) => printed.filter(({ text }) => HAN.test(text) === isHan).map(({ box }) => box))
}

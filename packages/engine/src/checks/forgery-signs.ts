import { PORTRAIT_MARGIN } from '../documents/find-portrait.ts'
import type { SeenPage } from '../documents/look-at-page.ts'
import { colourBeyondTone } from '../forgery/colour-beyond-tone.ts'
import { compressionHistory } from '../forgery/compression-history.ts'
import { editedPrint, PRINT_ODDITIES } from '../forgery/edited-print.ts'
import { portraitFrame } from '../forgery/portrait-frame.ts'
import { type PortraitRim, portraitRim, strangenessOf } from '../forgery/portrait-rim.ts'
import { repeatedPrint } from '../forgery/repeated-print.ts'
import { lookAtPortrait, PORTRAIT_ODDITIES } from '../forgery/replaced-portrait.ts'
import { screenGrid } from '../forgery/screen-grid.ts'
import { growBox } from '../image/crop.ts'
import { toGrey } from '../image/grey.ts'
import type { Box } from '../image/picture.ts'
import { boxAround, boxOnSource, type PageView } from '../page/page-view.ts'
import { printOnView } from '../page/print-on-view.ts'
import { defineCheck } from '../verification/check.ts'
import type { DocumentReading } from '../verification/document-reading.ts'
import type { Region } from '../verification/finding.ts'
import { makeFinding, passUnless } from '../verification/make-finding.ts'
import type { Reason } from '../verification/reasons.ts'

/**
 * Cuts between originals and forgeries of docs/measurements/documents.md: originals of the tuning tool reach 3.35 in light
 * and 2.39 in colour, its screens start at 4.35 in light. In colour the cut keeps the same distance to originals.
 */
const SCREEN_PEAK = 3.8
const SCREEN_COLOUR_PEAK = 2.85
/**
 * Equally light places differ in colour by 3.7 % at most on copies of the tuning tool, by 9.2 % and more on its originals and
 * by 6.0 % on the palest of 21 public specimens: the middle of copies and that specimen in logarithms.
 */
const LEAST_COLOUR = 4.7

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
  const grid = screenGrid(source, around)
  const colour = colourBeyondTone(view.picture)
  const tampering = tamperingOn(seen, reading)
  const signs: Sign[] = []
  if (grid !== undefined && (grid.light > SCREEN_PEAK || grid.colour > SCREEN_COLOUR_PEAK))
    signs.push({ reason: 'screen-recapture', region: { on, box: around, label: 'grid of a screen' } })
  if (colour !== undefined && colour < LEAST_COLOUR)
    signs.push({ reason: 'photocopy', region: { on, box: around, label: 'one colour at each tone' } })
  for (const region of tampering.regions) signs.push({ reason: 'document-tampered', region })
  const measures = {
    screenPeak: grid?.light,
    screenColourPeak: grid?.colour,
    colour,
    portraitNoise: tampering.portraitNoise,
    portraitRim: tampering.portraitRim,
    // Left out where nothing could be looked at: then nobody may say that nothing was changed.
    placesLookedAt: tampering.lookedAt === 0 ? undefined : tampering.lookedAt,
    oddPlaces: tampering.regions.length,
  }
  return {
    signs,
    isLargeEnough: grid !== undefined,
    measures: Object.fromEntries(
      Object.entries(measures).flatMap(([name, value]) =>
        value === undefined ? [] : [[`page${page}-${name}`, value]],
      ),
    ),
  }
}

/** Values and a portrait that do not come from the same photograph as the page. */
function tamperingOn({ page, source, view }: SeenPage, { printed = [], portraitBox, pages = [] }: DocumentReading) {
  const on = `page-${page}`
  const grey = toGrey(source)
  const history = compressionHistory(grey)
  const boxes = printed.filter((field) => field.page === page).map(({ box }) => box)
  const { odd, lookedAt } = editedPrint(grey, boxes, history)
  const regions = odd.map(({ box, oddity }): Region => ({ on, box, label: PRINT_ODDITIES[oddity] }))
  const onView = boxes.flatMap((box) => printOnView(view, box) ?? [])
  for (const { box, from } of repeatedPrint(toGrey(view.picture), onView))
    for (const place of [box, from]) regions.push({ on, box: boxOnSource(view, place), label: 'print that was copied' })
  if (portraitBox === undefined || pages[0]?.page !== page) return { regions, lookedAt }
  const rim = rimOf(view, portraitBox)
  const { noise, oddity, isLookedAt } = lookAtPortrait({ grey, portrait: portraitBox, history, rim })
  if (oddity !== undefined) regions.push({ on, box: portraitBox, label: PORTRAIT_ODDITIES[oddity] })
  return {
    regions,
    lookedAt: lookedAt + Number(isLookedAt),
    portraitNoise: noise,
    portraitRim: rim === undefined ? undefined : strangenessOf(rim),
  }
}

function rimOf(view: PageView, portrait: Box): PortraitRim | undefined {
  const onView = printOnView(view, portrait)
  const frame = onView === undefined ? undefined : portraitFrame(view.picture, growBox(onView, 1 / PORTRAIT_MARGIN))
  return frame === undefined ? undefined : portraitRim(view.picture, frame)
}

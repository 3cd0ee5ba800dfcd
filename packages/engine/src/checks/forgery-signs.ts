import { PORTRAIT_MARGIN } from '../documents/find-portrait.ts'
import type { SeenPage } from '../documents/look-at-page.ts'
import { colourBeyondTone } from '../forgery/colour-beyond-tone.ts'
import { compressionHistory } from '../forgery/compression-history.ts'
import { editedPrint, PRINT_ODDITIES } from '../forgery/edited-print.ts'
import { laidInValues } from '../forgery/laid-in-values.ts'
import { portraitFrame } from '../forgery/portrait-frame.ts'
import { type PortraitRim, portraitRim, strangenessOf } from '../forgery/portrait-rim.ts'
import { repeatedPrint } from '../forgery/repeated-print.ts'
import { lookAtPortrait, PORTRAIT_ODDITIES } from '../forgery/replaced-portrait.ts'
import { type ScreenGrid, screenGrid } from '../forgery/screen-grid.ts'
import { isUnlevel, unlevelPrint } from '../forgery/unlevel-print.ts'
import { valuePlaces } from '../forgery/value-places.ts'
import { wrongLayout } from '../forgery/wrong-layout.ts'
import { growBox } from '../image/crop.ts'
import { type GreyImage, toGrey } from '../image/grey.ts'
import type { Quad } from '../image/homography.ts'
import type { Box } from '../image/picture.ts'
import { boxAround, boxOnSource, cornersOnSource, type PageView } from '../page/page-view.ts'
import { printOnView } from '../page/print-on-view.ts'
import type { Network } from '../ports.ts'
import { defineCheck } from '../verification/check.ts'
import type { DocumentReading } from '../verification/document-reading.ts'
import type { PageCode } from '../verification/evidence.ts'
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
 * Letters of a page that hardly leans and bears hardly any noise reach 3.87 in light, each part of the page at another
 * frequency: what its parts have in common reaches 2.70 on originals of both tools, and 3.00 where a screen shows in light.
 */
const SHARED_PEAK = 2.85
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
  run: async (examination, _policy, { models }) => {
    const reading = await examination.document()
    const pages = await examination.documentPages()
    const looks = await Promise.all(pages.map((seen) => lookAt(seen, reading, models.editFinder)))
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

async function lookAt(seen: SeenPage, reading: DocumentReading, editFinder: Network | undefined) {
  const { page, source, view } = seen
  const on = `page-${page}`
  const around = boxAround(view.corners)
  const grid = screenGrid(source, around)
  const colour = colourBeyondTone(view.picture)
  const flat = toGrey(view.picture)
  const values = valuePlaces(view, flat, valuesOn(page, reading))
  const tampering = tamperingOn(seen, reading, { flat, values })
  const laidIn = await laidInOn(seen, values, editFinder)
  const unlevel = unlevelOn(seen, { flat, values })
  const layout = layoutOn(page, reading)
  const signs: Sign[] = []
  if (grid !== undefined && isOfScreen(grid))
    signs.push({ reason: 'screen-recapture', region: { on, box: around, label: 'grid of a screen' } })
  if (colour !== undefined && colour < LEAST_COLOUR)
    signs.push({ reason: 'photocopy', region: { on, box: around, label: 'one colour at each tone' } })
  const changed = [...tampering.regions, ...laidIn.regions, ...unlevel.regions, ...layout.regions]
  for (const region of changed) signs.push({ reason: 'document-tampered', region })
  const measures = {
    screenPeak: grid?.light,
    screenSharedPeak: grid?.shared,
    screenColourPeak: grid?.colour,
    colour,
    portraitNoise: tampering.portraitNoise,
    portraitRim: tampering.portraitRim,
    // Left out where nothing could be looked at: then nobody may say that nothing was changed.
    placesLookedAt: tampering.lookedAt === 0 ? undefined : tampering.lookedAt,
    laidIn: laidIn.largest,
    unlevel: unlevel.surest,
    labelAway: layout.farthestLabelMm,
    portraitAway: layout.portraitAwayMm,
    oddPlaces: changed.length,
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

function isOfScreen({ light, shared, colour }: ScreenGrid): boolean {
  return (light > SCREEN_PEAK && shared > SHARED_PEAK) || colour > SCREEN_COLOUR_PEAK
}

/** A page lying flat, and where its values stand on it. */
interface FlatValues {
  readonly flat: GreyImage
  readonly values: readonly Box[]
}

/** Values and a portrait that do not come from the same photograph as the page. */
function tamperingOn({ page, source, view }: SeenPage, reading: DocumentReading, { flat, values }: FlatValues) {
  const { portraitBox, pages = [] } = reading
  const on = `page-${page}`
  const grey = toGrey(source)
  const history = compressionHistory(grey)
  const boxes = values.map((value) => boxOnSource(view, value))
  const { odd, lookedAt } = editedPrint(grey, boxes, history)
  const regions = odd.map(({ box, oddity }): Region => ({ on, box, label: PRINT_ODDITIES[oddity] }))
  for (const { box, from } of repeatedPrint(flat, values))
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

/** Values that a network of our own takes for laid into the photograph; none where that network is not installed. */
async function laidInOn(
  { page, source, view }: SeenPage,
  values: readonly Box[],
  editFinder: Network | undefined,
): Promise<{ readonly regions: readonly Region[]; readonly largest?: number }> {
  if (editFinder === undefined) return { regions: [] }
  const corners = values.map((value) => cornersOnSource(view, value))
  const { odd, ...rest } = await laidInValues(source, corners, editFinder)
  return {
    ...rest,
    regions: odd.map((box) => ({ on: `page-${page}`, box, label: 'print that was laid into the photograph' })),
  }
}

/** Letters that do not stand on the line of their value. */
function unlevelOn({ page, view }: SeenPage, { flat, values }: FlatValues) {
  const steps = values.flatMap((value) => unlevelPrint(flat, value) ?? [])
  return {
    regions: steps.filter(isUnlevel).map(
      ({ box }): Region => ({
        on: `page-${page}`,
        box: boxOnSource(view, box),
        label: 'letters that do not stand on their line',
      }),
    ),
    surest: steps.length === 0 ? undefined : Math.max(...steps.map(({ sureness }) => sureness)),
  }
}

/** Labels and a portrait that stand elsewhere than the type has them. */
function layoutOn(page: PageCode, { portraitBox, pages = [] }: DocumentReading) {
  const read = pages.find((candidate) => candidate.page === page)
  if (read === undefined) return { regions: [] }
  const { labels, isPortraitAstray } = wrongLayout(read)
  const on = `page-${page}`
  const regions = labels.map(
    (corners): Region => ({ on, box: boxAround(corners), label: 'label that stands elsewhere on this type' }),
  )
  if (isPortraitAstray && portraitBox !== undefined)
    regions.push({ on, box: portraitBox, label: 'portrait that stands elsewhere on this type' })
  const away = (read.labels ?? []).map(({ awayMm }) => awayMm)
  return {
    regions,
    farthestLabelMm: away.length === 0 ? undefined : Math.max(...away),
    portraitAwayMm: read.portraitAwayMm,
  }
}

/** Where the values of a page stand, on the picture as it came: also those that do not read as what belongs there. */
function valuesOn(page: PageCode, { pages = [] }: DocumentReading): readonly Quad[] {
  return pages.find((read) => read.page === page)?.values ?? []
}

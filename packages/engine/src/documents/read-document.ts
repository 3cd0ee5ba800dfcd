import type { Tools } from '../ports.ts'
import type {
  BarcodeReading,
  DocumentFields,
  DocumentReading,
  PageReading,
  PrintedField,
  TypeCandidate,
} from '../verification/document-reading.ts'
import type { DocumentPage } from '../verification/evidence.ts'
import { staged } from '../verification/staged.ts'
import type { TypeScore } from './classify-print.ts'
import type { RegisteredDocument } from './define-document.ts'
import { classifyByBarcode, classifyByMrz, documentTypes } from './document-types.ts'
import { findPortrait, type Portrait } from './find-portrait.ts'
import { awayFrom } from './layout/laid-out.ts'
import { lookAtPage, type SeenPage } from './look-at-page.ts'
import { fieldsOfMrz, readingOfMrz } from './mrz-to-reading.ts'
import { readBarcodes } from './read-barcodes.ts'
import { type PageLetters, type PagePrint, readPrinted } from './read-printed.ts'
import { setUpright } from './set-upright.ts'

/** A reading with the pages that it was read from, lying flat, for whoever looks at them again. */
export interface ReadPages {
  readonly reading: DocumentReading
  readonly pages: readonly SeenPage[]
}

/**
 * Reads a document from its pages: machine readable zone, barcodes, print, type, fields and portrait. Pages may lie on
 * their side or upside down. Nothing is guessed: pages that no registered type fits give a reading without fields.
 * `judgedOn` (`YYYY-MM-DD`) settles the century of two-digit years.
 */
export async function readDocument(
  pages: readonly DocumentPage[],
  expectedType: string | undefined,
  tools: Tools,
  judgedOn: string,
): Promise<DocumentReading> {
  return (await readPages(pages, expectedType, tools, judgedOn)).reading
}

export async function readPages(
  pages: readonly DocumentPage[],
  expectedType: string | undefined,
  tools: Tools,
  judgedOn: string,
): Promise<ReadPages> {
  const asked = expectedType === undefined ? undefined : documentTypes.get(expectedType)
  const seen = await lookAtPages(pages, asked, tools)
  const barcodes = await staged('barcodes', tools, () => readBarcodes(seen, asked, tools.barcodes))
  const zone = seen.find(({ mrz }) => mrz !== undefined)
  const type =
    zone?.mrz === undefined
      ? classifyByBarcode(barcodes, expectedType)
      : classifyByMrz(zone.mrz.found.parsed, expectedType)
  const known = type === undefined ? undefined : documentTypes.get(type)
  const letters = new Map<SeenPage, PageLetters>()
  let portrait: PortraitOnPage | undefined
  for (const page of seen) {
    const read = await staged('print', tools, () => readPrinted(page, { known, asked }, tools.models))
    if (read !== undefined) letters.set(page, read)
    if (portrait !== undefined) continue
    const found = await staged('portrait-crop', tools, () => findPortrait(page.view, page.source, tools.models))
    if (found !== undefined) portrait = { ...found, on: page }
  }
  return { reading: assemble({ seen, barcodes, type, letters, portrait, expectedType, judgedOn }), pages: seen }
}

/**
 * Every page flat and upright: by its machine readable zone where it has one, else the way up its print reads. The page
 * that should carry the zone comes first: one zone tells all, and others are then not searched for one at length.
 */
async function lookAtPages(
  pages: readonly DocumentPage[],
  asked: RegisteredDocument | undefined,
  tools: Tools,
): Promise<readonly SeenPage[]> {
  const mayHaveZone = asked === undefined || asked.mrz !== undefined
  const order = [...pages].sort((a, b) => Number(b.page === asked?.mrz?.page) - Number(a.page === asked?.mrz?.page))
  const seen = new Map<DocumentPage, SeenPage>()
  for (const page of order) {
    const hasZone = [...seen.values()].some(({ mrz }) => mrz !== undefined)
    const looked = await lookAtPage(page.page, page.picture, mayHaveZone && !hasZone, tools)
    seen.set(page, looked.mrz === undefined ? await setUpright(looked, asked, tools) : looked)
  }
  return pages.flatMap((page) => seen.get(page) ?? [])
}

interface PortraitOnPage extends Portrait {
  readonly on: SeenPage
}

interface Parts {
  readonly seen: readonly SeenPage[]
  readonly barcodes: readonly BarcodeReading[]
  readonly type: string | undefined
  readonly letters: ReadonlyMap<SeenPage, PageLetters>
  readonly portrait: PortraitOnPage | undefined
  readonly expectedType: string | undefined
  readonly judgedOn: string
}

function assemble({ seen, barcodes, type, letters, portrait, expectedType, judgedOn }: Parts): DocumentReading {
  const zone = seen.find(({ mrz }) => mrz !== undefined)
  const prints = [...letters.values()].flatMap(({ print }) => print ?? [])
  const candidates = candidatesOf(letters)
  const printed = prints.flatMap(({ fields }) => fields)
  const best = [...prints].sort((a, b) => b.score01 - a.score01)[0]
  const code = type ?? (zone === undefined ? codeOf(best, expectedType) : undefined)
  return {
    ...(code === undefined ? {} : { type: code }),
    ...(best === undefined ? {} : { typeScore01: best.score01 }),
    ...(candidates.length === 0 ? {} : { typeCandidates: candidates }),
    // What digits or a code's own correction protect stands; print only adds what they do not say.
    fields: {
      ...fieldsOfPrint(printed, best),
      ...(barcodes.find(({ fields }) => fields !== undefined)?.fields ?? {}),
      ...(zone?.mrz === undefined ? {} : ofDocument(fieldsOfMrz(zone.mrz.found.parsed.fields, judgedOn), code)),
    },
    ...(zone?.mrz === undefined ? {} : { mrz: readingOfMrz(zone.mrz, zone.page) }),
    ...(barcodes.length === 0 ? {} : { barcodes }),
    printed,
    ...(portrait === undefined ? {} : { portrait: portrait.picture, portraitBox: portrait.box }),
    pages: seen.map((page) => {
      const print = letters.get(page)?.print
      const away = portrait?.on === page ? portraitAway(portrait, print) : undefined
      return { ...pageReading(page, print), ...(away === undefined ? {} : { portraitAwayMm: away }) }
    }),
  }
}

function pageReading(
  { page, source, view, outline, outlineMiss01 }: SeenPage,
  print: PagePrint | undefined,
): PageReading {
  return {
    page,
    width: source.width,
    height: source.height,
    outlined: outline !== undefined,
    ...(outlineMiss01 === undefined ? {} : { outlineMiss01 }),
    ...(print === undefined ? {} : { printedSide: print.page, values: print.values, labels: print.labels }),
    corners: view.corners,
  }
}

function portraitAway({ faces }: Portrait, print: PagePrint | undefined): number | undefined {
  const place = print?.type.pages[print.page]?.portrait
  return print === undefined || place === undefined ? undefined : awayFrom(place, faces, print.frames)
}

/** Of the page whose print says most about what the document is. */
function candidatesOf(letters: ReadonlyMap<SeenPage, PageLetters>): readonly TypeCandidate[] {
  const [surest] = [...letters.values()].sort((a, b) => scoreOf(b.candidates[0]) - scoreOf(a.candidates[0]))
  return (surest?.candidates ?? []).flatMap(({ type, page, score01 }) => {
    const [code] = type.codes
    return code === undefined ? [] : [{ type: code.code, page, score01 }]
  })
}

function scoreOf(candidate: TypeScore | undefined): number {
  return candidate?.score01 ?? 0
}

/** What a zone says of the document: the number of a card is left out where the document's is the holder's. */
function ofDocument(zone: DocumentFields, code: string | undefined): DocumentFields {
  if (code === undefined || documentTypes.get(code)?.numbersHolder !== true) return zone
  const { documentNumber: _ofCard, ...rest } = zone
  return rest
}

/** The asked code where it names the type found, else the type's own. */
function codeOf(print: PagePrint | undefined, expectedType: string | undefined): string | undefined {
  return (print?.type.codes.find(({ code }) => code === expectedType) ?? print?.type.codes[0])?.code
}

/** The first reading of a field stands; the issuing state follows from the type where only one state issues it. */
function fieldsOfPrint(printed: readonly PrintedField[], best: PagePrint | undefined): DocumentFields {
  const [state, ...others] = best?.type.issuers ?? []
  return {
    ...(state === undefined || others.length > 0 ? {} : { issuingState: state }),
    ...Object.fromEntries([...printed].reverse().map(({ field, value }) => [field, value])),
  }
}

import { toGrey } from '../image/grey.ts'
import type { Box, Picture } from '../image/picture.ts'
import { type FoundMrz, readMrz } from '../mrz/read-mrz.ts'
import type { Tools } from '../ports.ts'
import { uprightTurns } from '../print/upright-turns.ts'
import type { DocumentFields, DocumentReading, MrzReading, PrintedField } from '../verification/document-reading.ts'
import type { DocumentPage, PageCode } from '../verification/evidence.ts'
import { boxAround, type TurnedPicture } from './cut-patch.ts'
import { classifyByMrz, documentTypes } from './document-types.ts'
import { findPortrait, type Portrait } from './find-portrait.ts'
import { fieldsOfMrz, unprotectedConfidence } from './mrz-to-reading.ts'
import { frameOf, type Patch, pageAround } from './page-geometry.ts'
import { type PagePrint, readPrinted, type Sheet } from './read-printed.ts'

/**
 * Reads a document from its pages: machine readable zone, print, type, fields and portrait. Pages may lie on their side
 * or upside down. Nothing is guessed: a page that no registered type fits gives a reading without fields.
 * `judgedOn` (`YYYY-MM-DD`) settles the century of two-digit years.
 */
export async function readDocument(
  pages: readonly DocumentPage[],
  expectedType: string | undefined,
  tools: Tools,
  judgedOn: string,
): Promise<DocumentReading> {
  const zone = await findZone(pages, tools)
  const type = zone === undefined ? undefined : classifyByMrz(zone.found.parsed, expectedType)
  const known = type === undefined ? undefined : documentTypes.get(type)
  const asked = expectedType === undefined ? undefined : documentTypes.get(expectedType)
  const prints: PagePrint[] = []
  let portrait: Portrait | undefined
  for (const page of pages) {
    const sheet = await sheetOf(page, zone, tools)
    const wanted = {
      page: page.page,
      ...(known === undefined ? {} : { known }),
      ...(asked === undefined ? {} : { asked }),
    }
    const print = await timed('print', tools, () => readPrinted(sheet, wanted, tools.models))
    if (print !== undefined) prints.push(print)
    portrait ??= await timed('portrait-crop', tools, () => findPortrait(sheet.turned, sheet.around, tools.models))
  }
  return assemble({ zone, type, prints, portrait, expectedType, judgedOn })
}

interface Zone {
  readonly found: FoundMrz
  readonly turned: TurnedPicture
  readonly page: PageCode
}

/** The first machine readable zone among the pages. */
async function findZone(pages: readonly DocumentPage[], tools: Tools): Promise<Zone | undefined> {
  for (const { page, picture } of pages) {
    const found = await timed('mrz', tools, () => readMrz(toGrey(picture), tools.models.mrzReader))
    if (found !== undefined) return { found, turned: { picture, quarterTurns: found.quarterTurns }, page }
  }
  return undefined
}

/** Where a page lies: by its machine readable zone where it has one, else anywhere on the picture, the way up its print reads. */
async function sheetOf({ page, picture }: DocumentPage, zone: Zone | undefined, tools: Tools): Promise<Sheet> {
  const around = zone?.page === page ? pageAround(zone.found.lines, zone.found.parsed.format) : undefined
  if (zone !== undefined && around !== undefined) {
    const machineReadable = zone.found.lines.map((line): Patch => ({ ...line, width: line.length }))
    return { turned: zone.turned, around, frame: frameOf(around, zone.found.parsed.format), machineReadable }
  }
  const quarterTurns = await timed('upright', tools, () => uprightTurns(picture, tools.models))
  return { turned: { picture, quarterTurns }, around: wholeOf(picture, quarterTurns), machineReadable: [] }
}

function wholeOf({ width, height }: Picture, quarterTurns: number): Patch {
  const size = quarterTurns % 2 === 0 ? { width, height } : { width: height, height: width }
  return { centre: { x: size.width / 2, y: size.height / 2 }, angleRad: 0, ...size }
}

interface Parts {
  readonly zone: Zone | undefined
  readonly type: string | undefined
  readonly prints: readonly PagePrint[]
  readonly portrait: Portrait | undefined
  readonly expectedType: string | undefined
  readonly judgedOn: string
}

function assemble({ zone, type, prints, portrait, expectedType, judgedOn }: Parts): DocumentReading {
  const printed = prints.flatMap(({ fields }) => fields)
  const best = [...prints].sort((a, b) => b.score01 - a.score01)[0]
  const code = type ?? (zone === undefined ? codeOf(best, expectedType) : undefined)
  return {
    ...(code === undefined ? {} : { type: code }),
    ...(best === undefined ? {} : { typeScore01: best.score01 }),
    // What digits protect stands; print only adds what the zone does not say.
    fields: {
      ...fieldsOfPrint(printed, best),
      ...(zone === undefined ? {} : fieldsOfMrz(zone.found.parsed.fields, judgedOn)),
    },
    ...(zone === undefined ? {} : { mrz: mrzReading(zone) }),
    printed,
    ...(portrait === undefined ? {} : { portrait: portrait.picture, portraitBox: portrait.box }),
  }
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

function mrzReading({ found, turned, page }: Zone): MrzReading {
  return {
    format: found.parsed.format,
    lines: found.parsed.lines,
    checks: found.parsed.checks,
    confidence01: found.confidence01,
    nameConfidence01: unprotectedConfidence(found),
    lineBoxes: found.lines.map((line): Box => boxAround(turned, { ...line, width: line.length })),
    page,
  }
}

async function timed<T>(stage: string, { onStage, nowMs }: Tools, work: () => Promise<T>): Promise<T> {
  const start = nowMs?.() ?? 0
  try {
    return await work()
  } finally {
    if (nowMs !== undefined) onStage?.(stage, nowMs() - start)
  }
}

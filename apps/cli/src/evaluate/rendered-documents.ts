import { crossCheck, type DocumentReading, parseMrz, readDocument } from '@bonafide/engine'
import { cpuMs } from '../bench/cpu-time.ts'
import type { OpenEngine } from '../open-engine.ts'
import { cornerError } from './corner-error.ts'
import type { Evaluation } from './define-evaluation.ts'
import { faultsOf, isNear, nameOf, outlineFigures, type RenderedRow, renderedFigures } from './rendered-figures.ts'
import { portraitsOf, type Shot, shotsOf, type TakenShot, takeShot } from './rendered-shots.ts'
import { spreadOf } from './statistics.ts'
import { confusionOf, guessOf } from './type-confusion.ts'

/** Expiry dates of invented holders lie later. */
const JUDGED_ON = '2026-11-25'

/**
 * Renders photographs of every registered side, medium and hard by turns, and reads each as an upload whose type is known;
 * with `auto` as one of which nothing is known.
 */
export const evaluateRenderedDocuments: Evaluation = async ({ rendered, progress, ...engine }) => {
  const { n = 1, seed = 1, only, auto = false, face = 'plex' } = rendered ?? {}
  const shots = shotsOf(n, seed, only)
  const portraits = await portraitsOf(engine)
  const rows: RenderedRow[] = []
  for (const [index, shot] of shots.entries()) {
    const portrait = portraits[shot.seed % portraits.length]
    if (portrait === undefined) throw new RangeError('specimens need a portrait')
    const row = await readShot(shot, await takeShot(shot, portrait, engine, face), auto, engine)
    rows.push(row)
    progress(
      `${index + 1} of ${shots.length}: ${nameOf(row)} ${[...row.misread, ...faultsOf(row)].join('; ') || 'as drawn'}`,
    )
  }
  const guesses = rows.flatMap(({ guess }) => guess ?? [])
  return {
    n: rows.length,
    rounds: n,
    seed,
    face,
    figures: renderedFigures(rows),
    misread: rows.flatMap((row) => row.misread.map((what) => `${nameOf(row)} ${what}`)),
    missedZones: rows.filter(({ zoneExact }) => zoneExact === false).map(nameOf),
    missedBarcodes: rows.filter(({ barcodeRead }) => barcodeRead === false).map(nameOf),
    missedCorners: rows.filter((row) => !isNear(row)).map((row) => `${nameOf(row)} ${row.cornerError ?? 'no outline'}`),
    zoneValidButWrong: rows.filter((row) => row.zoneValidButWrong).length,
    outlineMiss01: outlineFigures(rows),
    /** How surely fields were read that zone, barcode and print do not agree about; the pages themselves agree. */
    beliefsApart: rows.flatMap((row) => row.beliefsApart).sort((a, b) => b - a),
    ...(guesses.length === 0 ? {} : { types: confusionOf(guesses) }),
    cpuMs: spreadOf(rows.map((row) => row.cpuMs)),
    rows,
  }
}

async function readShot(shot: Shot, taken: TakenShot, auto: boolean, { tools }: OpenEngine): Promise<RenderedRow> {
  const { code, page, seed, difficulty } = shot
  const { picture, drawing, corners } = taken
  const pages = [{ page, picture }]
  const begun = process.cpuUsage()
  const reading = await readDocument(pages, auto ? undefined : code, tools, JUDGED_ON)
  const spent = cpuMs(process.cpuUsage(begun))
  const [seen] = reading.pages ?? []
  return {
    code,
    page,
    seed,
    difficulty,
    fields: drawing.texts.length,
    misread: await misreadOn(taken, reading),
    ...zoneRow(drawing.zone, reading),
    barcodeRead: drawing.barcode === undefined ? null : reading.barcodes?.[0]?.text === drawing.barcode,
    cornerError: cornerError(corners, seen),
    ...agreementOf(reading),
    outlineMiss01: seen?.outlineMiss01 ?? null,
    ...(auto ? { guess: guessOf(code, reading) } : {}),
    cpuMs: Math.round(spent),
  }
}

async function misreadOn({ drawing }: TakenShot, { printed = [] }: DocumentReading): Promise<readonly string[]> {
  const { misreadFields } = await import('@bonafide/lab')
  return misreadFields(drawing.texts, printed).map(({ field, drawn, read }) => `${field}: ${drawn} | ${read}`)
}

function zoneRow(zone: readonly string[], { mrz }: DocumentReading) {
  const read = mrz?.lines ?? []
  const exact = zone.join('\n') === read.join('\n')
  const valid = read.length > 0 && parseMrz(read).checks.every((check) => check.valid)
  return { zoneExact: zone.length === 0 ? null : exact, zoneValidButWrong: zone.length > 0 && valid && !exact }
}

function agreementOf(reading: DocumentReading) {
  const compared = crossCheck(reading, JUDGED_ON)
  const beliefsApart = compared.filter(({ agree }) => !agree).map(({ confidence01 }) => confidence01)
  return { compared: compared.length, beliefsApart }
}

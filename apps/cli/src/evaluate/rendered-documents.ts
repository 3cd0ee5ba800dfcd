import { crossCheck, type DocumentReading, parseMrz, readDocument } from '@bonafide/engine'
import { cpuMs } from '../bench/cpu-time.ts'
import type { OpenEngine } from '../open-engine.ts'
import { cornerError, NEAR } from './corner-error.ts'
import { type Evaluation, type Figure, figure } from './define-evaluation.ts'
import { portraitsOf, type Shot, shotsOf, type TakenShot, takeShot } from './rendered-shots.ts'
import { spreadOf } from './statistics.ts'
import { confusionOf, guessOf, type TypeGuess } from './type-confusion.ts'

interface RenderedRow {
  readonly code: string
  readonly page: string
  readonly seed: number
  readonly difficulty: string
  readonly fields: number
  /** `field: what was drawn | what was read`. */
  readonly misread: readonly string[]
  /** Null where the side carries none. */
  readonly zoneExact: boolean | null
  /** All digits fit, and still a line is not what was printed. */
  readonly zoneValidButWrong: boolean
  readonly barcodeRead: boolean | null
  /** Of the worst corner, in diagonals; null: no outline was found. */
  readonly cornerError: number | null
  /** Fields that zone, barcode and print state twice, and how surely those were read that do not agree. */
  readonly compared: number
  readonly beliefsApart: readonly number[]
  /** See `PageReading.outlineMiss01`. */
  readonly outlineMiss01: number | null
  readonly guess?: TypeGuess
  readonly cpuMs: number
}

/** Expiry dates of invented holders lie later. */
const JUDGED_ON = '2026-11-25'

/**
 * Renders photographs of every registered side, medium and hard by turns, and reads each as an upload whose type is known;
 * with `auto` as one of which nothing is known.
 */
export const evaluateRenderedDocuments: Evaluation = async ({ rendered, progress, ...engine }) => {
  const { n = 1, seed = 1, only, auto = false } = rendered ?? {}
  const shots = shotsOf(n, seed, only)
  const portraits = await portraitsOf(engine)
  const rows: RenderedRow[] = []
  for (const [index, shot] of shots.entries()) {
    const portrait = portraits[shot.seed % portraits.length]
    if (portrait === undefined) throw new RangeError('specimens need a portrait')
    const row = await readShot(shot, await takeShot(shot, portrait, engine), auto, engine)
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
    figures: figuresOf(rows, guesses),
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

function figuresOf(rows: readonly RenderedRow[], guesses: readonly TypeGuess[]): readonly Figure[] {
  const sum = (of: (row: RenderedRow) => number) => rows.reduce((total, row) => total + of(row), 0)
  const fields = sum((row) => row.fields)
  const compared = sum((row) => row.compared)
  const zones = rows.filter(({ zoneExact }) => zoneExact !== null)
  const barcodes = rows.filter(({ barcodeRead }) => barcodeRead !== null)
  return [
    figure('printed fields right', fields - sum((row) => row.misread.length), fields),
    figure('zones exact', zones.filter(({ zoneExact }) => zoneExact).length, zones.length),
    figure('corners within 3 % of the diagonal', rows.filter(isNear).length, rows.length),
    figure('PDF417 read letter by letter', barcodes.filter(({ barcodeRead }) => barcodeRead).length, barcodes.length),
    figure('fields that agree where stated twice', compared - sum((row) => row.beliefsApart.length), compared),
    figure('type told without being asked', guesses.filter(({ code, taken }) => code === taken).length, guesses.length),
  ].filter(({ n }) => n > 0)
}

/** How far outlines lie from the page that their zone implies: those that are right, and those that are not. */
function outlineFigures(rows: readonly RenderedRow[]) {
  const of = (near: boolean) =>
    rows.flatMap((row) => (row.outlineMiss01 !== null && isNear(row) === near ? [row.outlineMiss01] : []))
  const [right, wrong] = [of(true), of(false)]
  return {
    right: { n: right.length, most: right.length === 0 ? null : Math.max(...right) },
    wrong: { n: wrong.length, least: wrong.length === 0 ? null : Math.min(...wrong) },
  }
}

function isNear({ cornerError: error }: RenderedRow): boolean {
  return error !== null && error < NEAR
}

/** What else than its fields was missed of a picture, in words. */
function faultsOf(row: RenderedRow): readonly string[] {
  return [
    ...(row.zoneExact === false ? ['zone not exact'] : []),
    ...(row.barcodeRead === false ? ['barcode not read'] : []),
    ...(isNear(row) ? [] : ['corners missed']),
    ...(row.guess === undefined || row.guess.taken === row.code ? [] : [`taken for ${row.guess.taken ?? 'nothing'}`]),
  ]
}

function nameOf({ code, page, seed, difficulty }: RenderedRow): string {
  return `${code} ${page} ${difficulty} ${seed}`
}

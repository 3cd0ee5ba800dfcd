import { NEAR } from './corner-error.ts'
import { type Figure, figure } from './define-evaluation.ts'
import type { TypeGuess } from './type-confusion.ts'

/** What was seen of one rendered photograph. */
export interface RenderedRow {
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

/** How many of how many, for everything that the rows carry. */
export function renderedFigures(rows: readonly RenderedRow[]): readonly Figure[] {
  const sum = (of: (row: RenderedRow) => number) => rows.reduce((total, row) => total + of(row), 0)
  const guesses = rows.flatMap(({ guess }) => guess ?? [])
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
export function outlineFigures(rows: readonly RenderedRow[]) {
  const of = (near: boolean) =>
    rows.flatMap((row) => (row.outlineMiss01 !== null && isNear(row) === near ? [row.outlineMiss01] : []))
  const [right, wrong] = [of(true), of(false)]
  return {
    right: { n: right.length, most: right.length === 0 ? null : Math.max(...right) },
    wrong: { n: wrong.length, least: wrong.length === 0 ? null : Math.min(...wrong) },
  }
}

export function isNear({ cornerError: error }: RenderedRow): boolean {
  return error !== null && error < NEAR
}

/** What else than its fields was missed of a picture, in words. */
export function faultsOf(row: RenderedRow): readonly string[] {
  return [
    ...(row.zoneExact === false ? ['zone not exact'] : []),
    ...(row.barcodeRead === false ? ['barcode not read'] : []),
    ...(isNear(row) ? [] : ['corners missed']),
    ...(row.guess === undefined || row.guess.taken === row.code ? [] : [`taken for ${row.guess.taken ?? 'nothing'}`]),
  ]
}

export function nameOf({ code, page, seed, difficulty }: RenderedRow): string {
  return `${code} ${page} ${difficulty} ${seed}`
}

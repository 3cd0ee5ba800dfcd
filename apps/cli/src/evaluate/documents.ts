import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  checksById,
  DEFAULT_POLICY,
  type DocumentReading,
  type MrzFields,
  type Point,
  parseMrz,
  readDocument,
  verify,
} from '@bonafide/engine'
import { cornerError, NEAR } from './corner-error.ts'
import type { Evaluation, EvaluationInput } from './define-evaluation.ts'
import { LabelError } from './define-evaluation.ts'
import { spreadOf } from './statistics.ts'

interface LabelledDocument {
  readonly file: string
  readonly set: 'mrz' | 'synthetic'
  readonly mrz: readonly string[]
  /** Upper left, upper right, lower right, lower left, in pixels. */
  readonly corners?: readonly Point[]
}

interface LabelledBarcode {
  readonly file: string
  readonly text: string
}

interface BarcodeRow {
  readonly file: string
  readonly set: 'barcodes'
  readonly read: boolean
  readonly problem: string | null
  readonly ms: number
}

interface LabelledForgery {
  readonly file: string
  /** `original`, or the name of what was done to the page. */
  readonly kind: string
}

interface ForgeryRow extends LabelledForgery {
  readonly set: 'forgeries'
  readonly reasons: readonly string[]
  readonly measures: Readonly<Record<string, number>>
  readonly problem: string | null
  readonly ms: number
}

interface Row {
  readonly file: string
  readonly set: LabelledDocument['set']
  readonly found: boolean
  readonly lines: number
  readonly linesExact: number
  readonly allExact: boolean
  /** Every check digit fits. */
  readonly allValid: boolean
  readonly fields: number
  readonly wrongFields: readonly string[]
  readonly portraitFound: boolean
  readonly nameConfidence01: number | null
  /** Distance of the worst corner in diagonals; null when no outline was found, absent when none is labelled. */
  readonly cornerError?: number | null
  readonly problem: string | null
  readonly ms: number
}

/** Fields that a check digit covers on every format that has them. */
const PROTECTED = ['documentNumber', 'birthDate', 'expiryDate']

/**
 * Reads the documents of a labelled folder (`labels.json`: `mrz`, `synthetic`, `barcodes`, `forgeries`) and compares every line and
 * field of their machine readable zones with the labels. Lines are exact when every character is; the fields are those
 * of the labelled lines. A picture that cannot be processed is a miss.
 */
export const evaluateDocuments: Evaluation = async (input) => {
  const labels = await readLabels(input)
  const rows: Row[] = []
  const barcodes: BarcodeRow[] = []
  const forgeries: ForgeryRow[] = []
  for (const label of labels.forgeries) forgeries.push(await lookForForgery(label, input))
  for (const label of labels.barcodes) barcodes.push(await readBarcode(label, input))
  for (const [index, document] of labels.documents.entries()) {
    rows.push(await readOne(document, input))
    if ((index + 1) % 10 === 0) input.progress(`${index + 1} of ${labels.documents.length} documents`)
  }
  return {
    n: rows.length,
    found: rows.filter((row) => row.found).length,
    mrz: mrzFigures(rows),
    fields: { n: sum(rows, (row) => row.fields), correct: sum(rows, (row) => row.fields - row.wrongFields.length) },
    barcodes: { n: barcodes.length, read: barcodes.filter((row) => row.read).length },
    corners: cornerFigures(rows),
    forgery: forgeryFigures(forgeries),
    portraits: { n: rows.length, found: rows.filter((row) => row.portraitFound).length },
    bySet: Object.fromEntries(
      (['mrz', 'synthetic'] as const).map((set) => [set, mrzFigures(rows.filter((row) => row.set === set))]),
    ),
    msPerImage: spreadOf(rows.map((row) => row.ms)),
    model: input.tools.models.mrzReader.id,
    rows: [...rows, ...barcodes, ...forgeries],
  }
}

function cornerFigures(rows: readonly Row[]) {
  const labelled = rows.flatMap((row) => (row.cornerError === undefined ? [] : [row.cornerError]))
  return { n: labelled.length, within3Percent: labelled.filter((error) => error !== null && error < NEAR).length }
}

function mrzFigures(rows: readonly Row[]) {
  return {
    n: rows.length,
    lines: sum(rows, (row) => row.lines),
    linesExact: sum(rows, (row) => row.linesExact),
    allExact: rows.filter((row) => row.allExact).length,
    /** All digits fit, and still a field that they cover is wrong. */
    validButWrong: rows.filter((row) => row.allValid && row.wrongFields.some((name) => PROTECTED.includes(name)))
      .length,
  }
}

async function readOne(document: LabelledDocument, { dataDir, pictures, tools }: EvaluationInput): Promise<Row> {
  const judgedOn = new Date().toISOString().slice(0, 10)
  const start = performance.now()
  try {
    const picture = await pictures.decode(await readFile(join(dataDir, document.file)))
    const reading = await readDocument([{ page: '01', picture }], undefined, tools, judgedOn)
    return rowOf(document, reading, performance.now() - start, null)
  } catch (error) {
    return rowOf(
      document,
      { fields: {} },
      performance.now() - start,
      error instanceof Error ? error.message : String(error),
    )
  }
}

function rowOf(
  { file, set, mrz, corners }: LabelledDocument,
  reading: DocumentReading,
  ms: number,
  problem: string | null,
): Row {
  const read = reading.mrz?.lines ?? []
  const linesExact = mrz.filter((line, index) => line === read[index]).length
  const truth = fieldEntries(mrz)
  const seen = new Map(reading.mrz === undefined ? [] : fieldEntries(read))
  return {
    file,
    set,
    found: reading.mrz !== undefined,
    lines: mrz.length,
    linesExact,
    allExact: linesExact === mrz.length && read.length === mrz.length,
    allValid: reading.mrz?.checks.every(({ valid }) => valid) === true,
    fields: truth.length,
    wrongFields: truth.filter(([name, value]) => seen.get(name) !== value).map(([name]) => name),
    portraitFound: reading.portrait !== undefined,
    nameConfidence01: reading.mrz?.nameConfidence01 ?? null,
    ...(corners === undefined ? {} : { cornerError: cornerError(corners, reading.pages?.[0]) }),
    problem,
    ms: Math.round(ms),
  }
}

/** How many pictures of each kind gave a sign of forgery, and how many could not be processed. */
function forgeryFigures(rows: readonly ForgeryRow[]) {
  const kinds = [...new Set(rows.map(({ kind }) => kind))].sort()
  return Object.fromEntries(
    kinds.map((kind) => {
      const ofKind = rows.filter((row) => row.kind === kind)
      const flagged = ofKind.filter((row) => row.reasons.length > 0).length
      return [kind, { n: ofKind.length, flagged, notJudged: ofKind.filter((row) => row.problem !== null).length }]
    }),
  )
}

/** The signs themselves, and zone and print that do not say the same. */
const FORGERY_CHECKS = ['forgery-signs', 'fields-agree']

async function lookForForgery({ file, kind }: LabelledForgery, input: EvaluationInput): Promise<ForgeryRow> {
  const start = performance.now()
  const row = { file, set: 'forgeries' as const, kind }
  try {
    const picture = await input.pictures.decode(await readFile(join(input.dataDir, file)))
    const checks = FORGERY_CHECKS.flatMap((id) => checksById.get(id) ?? [])
    const evidence = {
      documentDemands: { forgerySigns: true },
      pages: [{ page: '01' as const, picture }],
      judgedOn: new Date().toISOString().slice(0, 10),
    }
    const { findings } = await verify({ checks, policy: DEFAULT_POLICY }, evidence, input.tools)
    const reasons = findings.flatMap((finding) => finding.reasons)
    const measures = Object.assign({}, ...findings.map((finding) => finding.measures))
    return { ...row, reasons, measures, problem: null, ms: Math.round(performance.now() - start) }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return { ...row, reasons: [], measures: {}, problem, ms: Math.round(performance.now() - start) }
  }
}

async function readBarcode({ file, text }: LabelledBarcode, input: EvaluationInput): Promise<BarcodeRow> {
  const start = performance.now()
  const row = { file, set: 'barcodes' as const }
  try {
    const picture = await input.pictures.decode(await readFile(join(input.dataDir, file)))
    const { barcodes = [] } = await readDocument([{ page: '01', picture }], undefined, input.tools, '2026-01-01')
    const read = barcodes.some((barcode) => barcode.text === text)
    return { ...row, read, problem: null, ms: Math.round(performance.now() - start) }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return { ...row, read: false, problem, ms: Math.round(performance.now() - start) }
  }
}

function fieldEntries(lines: readonly string[]): readonly (readonly [string, string])[] {
  const fields: MrzFields = parseMrz(lines).fields
  return Object.entries(fields)
}

function sum(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0)
}

async function readLabels({ dataDir }: EvaluationInput) {
  const path = join(dataDir, 'labels.json')
  const labels: unknown = await readFile(path, 'utf8').then(JSON.parse, (cause: unknown) => {
    throw new LabelError(`${path} cannot be read`, { cause })
  })
  return {
    documents: [...documentsOf(labels, 'mrz', path), ...documentsOf(labels, 'synthetic', path)],
    forgeries: listOf(labels, 'forgeries').map((label) => {
      const { file, kind } = Object(label) as Partial<Record<string, unknown>>
      if (typeof file !== 'string' || typeof kind !== 'string')
        throw new LabelError(`${path}: every entry of forgeries needs file and kind`)
      return { file, kind }
    }),
    barcodes: listOf(labels, 'barcodes').map((label) => {
      const { file, text } = Object(label) as Partial<Record<string, unknown>>
      if (typeof file !== 'string' || typeof text !== 'string')
        throw new LabelError(`${path}: every entry of barcodes needs file and text`)
      return { file, text }
    }),
  }
}

function documentsOf(labels: unknown, set: LabelledDocument['set'], path: string): readonly LabelledDocument[] {
  return listOf(labels, set).map((label) => {
    const { file, mrz, corners } = Object(label) as Partial<Record<string, unknown>>
    if (typeof file !== 'string' || !isLines(mrz))
      throw new LabelError(`${path}: every entry of ${set} needs file and mrz`)
    const points = pointsOf(corners)
    return { file, set, mrz: checkedLines(mrz, file), ...(points === undefined ? {} : { corners: points }) }
  })
}

function pointsOf(corners: unknown): readonly Point[] | undefined {
  if (!Array.isArray(corners)) return undefined
  return corners.flatMap((corner: unknown) => {
    const [x, y] = Array.isArray(corner) ? corner : []
    return typeof x === 'number' && typeof y === 'number' ? [{ x, y }] : []
  })
}

function isLines(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((line) => typeof line === 'string')
}

function checkedLines(mrz: readonly string[], file: string): readonly string[] {
  try {
    parseMrz(mrz)
  } catch (cause) {
    throw new LabelError(`the mrz of ${file} has no known format`, { cause })
  }
  return mrz
}

function listOf(labels: unknown, name: string): readonly unknown[] {
  const list = (Object(labels) as Partial<Record<string, unknown>>)[name]
  return Array.isArray(list) ? list : []
}

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DocumentReading, type MrzFields, parseMrz, readDocument } from '@bonafide/engine'
import type { Evaluation, EvaluationInput } from './define-evaluation.ts'
import { LabelError } from './define-evaluation.ts'
import { spreadOf } from './statistics.ts'

interface LabelledDocument {
  readonly file: string
  readonly set: 'mrz' | 'synthetic'
  readonly mrz: readonly string[]
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
  readonly problem: string | null
  readonly ms: number
}

/** Fields that a check digit covers on every format that has them. */
const PROTECTED = ['documentNumber', 'birthDate', 'expiryDate']

/**
 * Reads the documents of a labelled folder (`labels.json`: `mrz`, `synthetic`, `barcodes`) and compares every line and
 * field of their machine readable zones with the labels. Lines are exact when every character is; the fields are those
 * of the labelled lines. A picture that cannot be processed is a miss.
 */
export const evaluateDocuments: Evaluation = async (input) => {
  const labels = await readLabels(input)
  const rows: Row[] = []
  for (const [index, document] of labels.documents.entries()) {
    rows.push(await readOne(document, input))
    if ((index + 1) % 10 === 0) input.progress(`${index + 1} of ${labels.documents.length} documents`)
  }
  return {
    n: rows.length,
    found: rows.filter((row) => row.found).length,
    mrz: mrzFigures(rows),
    fields: { n: sum(rows, (row) => row.fields), correct: sum(rows, (row) => row.fields - row.wrongFields.length) },
    barcodes: { n: labels.barcodes, read: 0, note: 'not yet: this version reads no barcodes' },
    portraits: { n: rows.length, found: rows.filter((row) => row.portraitFound).length },
    bySet: Object.fromEntries(
      (['mrz', 'synthetic'] as const).map((set) => [set, mrzFigures(rows.filter((row) => row.set === set))]),
    ),
    msPerImage: spreadOf(rows.map((row) => row.ms)),
    model: input.tools.models.mrzReader.id,
    rows,
  }
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
  { file, set, mrz }: LabelledDocument,
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
    problem,
    ms: Math.round(ms),
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
    barcodes: listOf(labels, 'barcodes').length,
  }
}

function documentsOf(labels: unknown, set: LabelledDocument['set'], path: string): readonly LabelledDocument[] {
  return listOf(labels, set).map((label) => {
    const { file, mrz } = Object(label) as Partial<Record<string, unknown>>
    if (typeof file !== 'string' || !isLines(mrz))
      throw new LabelError(`${path}: every entry of ${set} needs file and mrz`)
    return { file, set, mrz: checkedLines(mrz, file) }
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

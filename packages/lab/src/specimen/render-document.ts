import {
  type Box,
  type FieldLayout,
  LINE_STEP_MM,
  type MmBox,
  type PageLayout,
  type Picture,
  type RegisteredDocument,
  VALUE_MM,
} from '@bonafide/engine'
import { type Canvas, type Colour, createCanvas } from '../drawing/canvas.ts'
import { rectangle } from '../drawing/stroke.ts'
import { seeded } from '../random.ts'
import { aamvaRecord } from './aamva-record.ts'
import { drawBackground, PALETTES } from './draw-background.ts'
import { drawPortrait } from './draw-portrait.ts'
import { drawSymbol } from './draw-symbol.ts'
import type { PrintFace } from './font-files.ts'
import type { Holder } from './invent-holder.ts'
import { mrzOutline } from './mrz-typeface.ts'
import { type PrintedText, printedText } from './printed-texts.ts'
import { openTypeface, type Typeface } from './typeface.ts'
import { zoneLines, zonePlace } from './zone-lines.ts'

type Side = '01' | '02'

export interface DocumentOptions {
  readonly type: RegisteredDocument
  readonly page: Side
  readonly holder: Holder
  readonly portrait: Picture
  readonly seed: number
  /** What Latin letters are printed in; the zone keeps its own. */
  readonly face?: PrintFace
}

/** One run of print as it was drawn; its box is in pixels of the page. */
export interface DrawnRun {
  readonly text: string
  readonly box: Box
}

/** A drawn page, and what each of its fields says. */
export interface DocumentPageDrawing {
  readonly picture: Picture
  readonly texts: readonly PrintedText[]
  /** Everything that was written: titles, labels, values. */
  readonly runs: readonly DrawnRun[]
  /** The lines of its machine readable zone, where it has one. */
  readonly zone: readonly string[]
  /** What its barcode says, where it has one. */
  readonly barcode?: string
}

/** Some 400 dpi on cards, 300 on passport pages. */
const PAGE_WIDTH_PX = 1440
/** Height of capitals of a label in millimetres. */
const LABEL_MM = 1.5
const BLACK: Colour = [22, 22, 24]

/**
 * Draws one side of a registered document of an invented person: its titles, labels and values where the layout says, on
 * a pattern of our own. It resembles no state's design. The same options give the same bytes on every machine.
 */
export async function renderDocument(options: DocumentOptions): Promise<DocumentPageDrawing> {
  const { type, page, holder, portrait } = options
  const layout = type.pages[page] ?? { anchors: [], fields: [] }
  const texts = layout.fields.map((field) => ({ field, text: printedText(field, type, holder) }))
  const pen = await openPen(options, [...lettersOf(layout), ...texts.map(({ text }) => text)].join(''))
  for (const { text, at, height } of layout.anchors) write(pen, pen.bold, text, at, height, pen.ink)
  for (const { field, text } of texts) drawField(pen, field, text)
  if (layout.portrait !== undefined) drawPortrait(pen.canvas.picture, portrait, inPixels(layout.portrait, pen.perMm))
  const number = numberOf(type, holder)
  const barcode = await drawBarcode(pen, options)
  const zone = type.mrz?.page === page ? zoneLines(type, holder, number) : []
  drawZone(pen, type, zone)
  return {
    picture: pen.canvas.picture,
    texts: texts.map(({ field, text }) => [field.field, text] as const),
    runs: pen.runs,
    zone,
    ...(barcode === undefined ? {} : { barcode }),
  }
}

/** The number that the document prints, on whichever side. */
function numberOf(type: RegisteredDocument, holder: Holder): string | undefined {
  const field = type.sides
    .flatMap((side) => type.pages[side]?.fields ?? [])
    .find((candidate) => candidate.field === 'documentNumber')
  return field === undefined ? undefined : printedText(field, type, holder)
}

async function drawBarcode(
  { canvas, perMm }: Pen,
  { type, page, holder }: DocumentOptions,
): Promise<string | undefined> {
  const { barcode } = type
  if (barcode?.box === undefined || barcode.page !== page) return undefined
  const record = aamvaRecord(type, holder, numberOf(type, holder) ?? '')
  await drawSymbol(canvas, record, inPixels(barcode.box, perMm))
  return record
}

interface Pen {
  readonly canvas: Canvas
  readonly perMm: number
  readonly ink: Colour
  readonly regular: Typeface
  readonly bold: Typeface
  /** What was written so far. */
  readonly runs: DrawnRun[]
}

async function openPen({ type: { size }, seed, face }: DocumentOptions, letters: string): Promise<Pen> {
  const random = seeded(seed)
  const palette = random.pick(PALETTES)
  const perMm = PAGE_WIDTH_PX / size.width
  const canvas = createCanvas(PAGE_WIDTH_PX, Math.round(size.height * perMm), palette.paper)
  drawBackground(canvas, random, palette, perMm)
  const [regular, bold] = [await openTypeface(400, letters, face), await openTypeface(600, letters, face)]
  return { canvas, perMm, ink: palette.ink, regular, bold, runs: [] }
}

function lettersOf({ anchors, fields }: PageLayout): readonly string[] {
  return [...anchors.map(({ text }) => text), ...fields.map(({ labels }) => labels[0] ?? '')]
}

function drawField(pen: Pen, { labels, labelAt, box }: FieldLayout, text: string): void {
  const [label] = labels
  if (label !== undefined && labelAt !== undefined) write(pen, pen.regular, label, labelAt, LABEL_MM, pen.ink)
  const [left, top, width, height] = box
  const rows = 1 + Math.round((height - VALUE_MM - 1.6) / LINE_STEP_MM)
  wrapped(pen, text, width, rows).forEach((row, index) => {
    const middle = top + (VALUE_MM + 1.6) / 2 + index * LINE_STEP_MM
    write(pen, pen.bold, row, [left, middle], VALUE_MM, BLACK, width)
  })
}

/** Breaks a text into as many lines as its field has, at spaces or, in Chinese, anywhere. */
function wrapped({ bold, perMm }: Pen, text: string, width: number, rows: number): readonly string[] {
  if (rows === 1) return [text]
  const parts = text.includes(' ') ? text.split(/(?<= )/) : [...text]
  const lines: string[] = ['']
  for (const part of parts) {
    const longer = (lines.at(-1) ?? '') + part
    if (lines.length < rows && bold.widthOf(longer.trimEnd(), (VALUE_MM / bold.capitalEm) * perMm) > width * perMm)
      lines.push(part)
    else lines[lines.length - 1] = longer
  }
  return lines.map((line) => line.trim())
}

/** Writes with the left end and the middle of the capitals at (x, y); narrower where it would not fit. */
function write(
  { canvas, perMm, runs }: Pen,
  typeface: Typeface,
  text: string,
  [x, y]: readonly [number, number],
  capitalMm: number,
  colour: Colour,
  widthMm = Number.POSITIVE_INFINITY,
): void {
  const wanted = (capitalMm / typeface.capitalEm) * perMm
  const size = wanted * Math.min(1, (widthMm * perMm) / typeface.widthOf(text, wanted))
  const capitals = size * typeface.capitalEm
  canvas.fill(typeface.outline(text, x * perMm, y * perMm + capitals / 2, size), colour)
  const box = { x: x * perMm, y: y * perMm - capitals / 2, width: typeface.widthOf(text, size), height: capitals }
  runs.push({ text, box })
}

function drawZone({ canvas, perMm }: Pen, { size }: RegisteredDocument, lines: readonly string[]): void {
  if (lines.length === 0) return
  const { left, firstTop, lineStep, height } = zonePlace(size.height, lines.length)
  const top = (firstTop - 3) * perMm
  // The zone itself is left white, as ICAO 9303 asks for contrast there.
  canvas.fill([rectangle(0, top, canvas.picture.width, canvas.picture.height - top)], [246, 246, 244], 0.8)
  lines.forEach((line, order) => {
    const outlines = mrzOutline(line, left * perMm, (firstTop + order * lineStep) * perMm, height * perMm)
    for (const character of outlines) canvas.fill(character, BLACK)
  })
}

function inPixels([left, top, width, height]: MmBox, perMm: number) {
  return { x: left * perMm, y: top * perMm, width: width * perMm, height: height * perMm }
}

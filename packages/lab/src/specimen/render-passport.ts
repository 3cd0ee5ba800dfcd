import type { Picture } from '@bonafide/engine'
import { type Canvas, type Colour, createCanvas } from '../drawing/canvas.ts'
import { rectangle, stroke } from '../drawing/stroke.ts'
import { seeded } from '../random.ts'
import { drawBackground, PALETTES, type Palette } from './draw-background.ts'
import { drawPortrait } from './draw-portrait.ts'
import { mrzOutline } from './mrz-typeface.ts'
import type { SpecimenFields } from './specimen-fields.ts'
import { type ProtectedField, specimenMrz } from './specimen-mrz.ts'
import { openTypeface, type Typeface } from './typeface.ts'

export interface PassportOptions {
  readonly fields: SpecimenFields
  readonly portrait: Picture
  readonly seed: number
  /** Prints a wrong check digit for this field. */
  readonly wrongDigit?: ProtectedField
}

/** A TD3 data page is 125 by 88 mm (ICAO 9303 part 4); drawn at 12 pixels a millimetre, some 300 dpi. */
const PAGE_MM = { width: 125, height: 88 } as const
const PER_MM = 12

/** ICAO 9303 part 3: characters 2.4 mm high, lines 6.35 mm apart; 44 of them stand in the middle of the page. */
const MRZ_MM = { left: 6.7, firstTop: 70.2, lineStep: 6.35, height: 2.4 } as const

const BLACK: Colour = [22, 22, 24]

/**
 * Draws the data page of a passport of the invented state Utopia. The same options give the same bytes on every
 * machine: letters are outlines out of a package, never fonts of the machine.
 */
export async function renderPassport({ fields, portrait, seed, wrongDigit }: PassportOptions): Promise<Picture> {
  const random = seeded(seed)
  const palette = random.pick(PALETTES)
  const canvas = createCanvas(PAGE_MM.width * PER_MM, PAGE_MM.height * PER_MM, palette.paper)
  drawBackground(canvas, random, palette, PER_MM)
  const pen = { canvas, palette, regular: await openTypeface(400), bold: await openTypeface(600) }
  drawTitle(pen)
  drawFields(pen, fields)
  drawPortrait(canvas.picture, portrait, { x: 5 * PER_MM, y: 15 * PER_MM, width: 33 * PER_MM, height: 44 * PER_MM })
  drawMrz(canvas, specimenMrz(fields, wrongDigit))
  return canvas.picture
}

interface Pen {
  readonly canvas: Canvas
  readonly palette: Palette
  readonly regular: Typeface
  readonly bold: Typeface
}

function drawTitle({ canvas, palette, regular, bold }: Pen): void {
  canvas.fill([rectangle(0, 11.2 * PER_MM, canvas.picture.width, 0.35 * PER_MM)], palette.ink, 0.8)
  write(canvas, bold, 'UTOPIA', 5, 8.4, 5, palette.ink)
  write(canvas, regular, 'PASSPORT / PASSEPORT', 43, 8.2, 3.4, palette.ink)
  write(canvas, regular, 'SPECIMEN', 104, 8.2, 3, palette.ink)
}

function drawFields(pen: Pen, fields: SpecimenFields): void {
  drawField(pen, 43, 17, 'Type', 'P')
  drawField(pen, 60, 17, 'Code of issuing state', 'UTO')
  drawField(pen, 92, 17, 'Passport No.', fields.documentNumber)
  drawField(pen, 43, 25, 'Surname / Nom', fields.surname.toUpperCase())
  drawField(pen, 43, 33, 'Given names / Prénoms', fields.givenNames.toUpperCase())
  drawField(pen, 43, 41, 'Nationality', fields.nationality === 'UTO' ? 'UTOPIAN' : fields.nationality)
  drawField(pen, 92, 41, 'Sex', fields.sex)
  drawField(pen, 43, 49, 'Date of birth', printedDate(fields.birthDate))
  drawField(pen, 74, 49, 'Place of birth', fields.birthPlace.toUpperCase())
  drawField(pen, 43, 57, 'Date of issue', printedDate(fields.issueDate))
  drawField(pen, 74, 57, 'Date of expiry', printedDate(fields.expiryDate))
  drawSignature(pen)
}

function drawField({ canvas, palette, regular, bold }: Pen, x: number, y: number, label: string, text: string): void {
  write(canvas, regular, label, x, y, 1.9, palette.ink)
  write(canvas, bold, text, x, y + 3.9, 3.5, BLACK)
}

function drawSignature({ canvas }: Pen): void {
  const points = Array.from({ length: 60 }, (_, step) => ({
    x: (100 + step * 0.26 + Math.sin(step * 0.55)) * PER_MM,
    y: (62.5 - 1.5 * Math.sin(step * 0.9) * Math.cos(step * 0.13)) * PER_MM,
  }))
  canvas.fill(stroke(points, 0.22 * PER_MM), [30, 36, 80], 0.85)
}

function drawMrz(canvas: Canvas, lines: readonly string[]): void {
  // The zone itself is left white, as ICAO 9303 asks for contrast there.
  canvas.fill([rectangle(0, 66 * PER_MM, canvas.picture.width, 22 * PER_MM)], [246, 246, 244], 0.8)
  lines.forEach((line, order) => {
    const top = (MRZ_MM.firstTop + order * MRZ_MM.lineStep) * PER_MM
    for (const character of mrzOutline(line, MRZ_MM.left * PER_MM, top, MRZ_MM.height * PER_MM))
      canvas.fill(character, BLACK)
  })
}

function write(
  canvas: Canvas,
  typeface: Typeface,
  text: string,
  x: number,
  y: number,
  size: number,
  colour: Colour,
): void {
  canvas.fill(typeface.outline(text, x * PER_MM, y * PER_MM, size * PER_MM), colour)
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']

function printedDate(date: string): string {
  const [year, month, day] = date.split('-')
  return `${day} ${MONTHS[Number(month) - 1]} ${year}`
}

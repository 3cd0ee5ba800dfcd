import type { DocumentReading, Finding, Point } from '@bonafide/engine'
import { type Mark, type MarkKind, marksOf } from './marks.ts'
import { wrapText } from './wrap-text.ts'

/** A picture of a page as it came, in a form that browsers show. */
export interface ExplainedPicture {
  readonly jpeg: Uint8Array
  readonly width: number
  readonly height: number
}

interface Style {
  readonly colour: string
  readonly font: 'sans-serif' | 'monospace'
  /** Of letters as wide as figures; those of Chinese count twice. */
  readonly columns: number
}

const STYLES: Readonly<Record<MarkKind, Style>> = {
  objection: { colour: '#c00', font: 'sans-serif', columns: 44 },
  page: { colour: '#175', font: 'sans-serif', columns: 44 },
  zone: { colour: '#06c', font: 'monospace', columns: 44 },
  print: { colour: '#808', font: 'sans-serif', columns: 44 },
  barcode: { colour: '#a50', font: 'sans-serif', columns: 44 },
  portrait: { colour: '#077', font: 'sans-serif', columns: 44 },
}

/** In heights of letters: the list beside the picture, its lines, and the tags with numbers. */
const LIST = { width: 32, margin: 1, text: 3.2, line: 1.35, gap: 0.45 } as const
const TAG = { height: 1.05, digit: 0.62, size: 0.85 } as const
/** Letters are this share of the picture's longer side. */
const LETTER_SHARE = 1 / 64

/**
 * An SVG of the picture with a numbered mark on everything that was found on it, and a list beside it that says what each
 * number is. Words on the picture would hide the print that they speak of.
 */
export function explainDocument(
  { jpeg, width, height }: ExplainedPicture,
  reading: DocumentReading,
  findings: readonly Finding[],
): string {
  const size = Math.max(width, height) * LETTER_SHARE
  const marks = marksOf(reading, findings).map((mark) => withinPicture(mark, { width, height }))
  const list = listOf(marks, { left: width, size })
  const full = { width: width + LIST.width * size, height: Math.max(height, list.foot) }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(full.width)} ${round(full.height)}" font-family="sans-serif" font-size="${round(size)}">`,
    `<rect width="${round(full.width)}" height="${round(full.height)}" fill="#fff"/>`,
    `<image width="${width}" height="${height}" href="data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}"/>`,
    ...marks.filter(({ kind }) => kind !== 'objection').map((mark) => outlineOf(mark, size)),
    // Around what they speak of, and over it: both frames are seen.
    ...marks.filter(({ kind }) => kind === 'objection').map((mark) => outlineOf(mark, size)),
    ...tagsOf(marks, width, size),
    ...list.parts,
    '</svg>\n',
  ].join('\n')
}

type Size = Pick<ExplainedPicture, 'width' | 'height'>

/** A page or a portrait may reach beyond its picture; its mark ends at the border. */
function withinPicture(mark: Mark, { width, height }: Size): Mark {
  if (mark.corners === undefined) return mark
  const between = (value: number, most: number) => Math.max(0, Math.min(most, value))
  return { ...mark, corners: mark.corners.map(({ x, y }) => ({ x: between(x, width), y: between(y, height) })) }
}

function outlineOf({ kind, corners = [] }: Mark, size: number): string {
  if (corners.length === 0) return ''
  const points = corners.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ')
  const objection = `stroke-width="${round(size / 5)}" stroke-opacity="0.6"`
  const line = kind === 'objection' ? objection : `stroke-width="${round(size / 10)}"`
  return `<polygon points="${points}" fill="none" stroke="${STYLES[kind].colour}" ${line}/>`
}

/** Above the upper left corner of each mark, of objections above the upper right one, beside others that are there. */
function tagsOf(marks: readonly Mark[], pictureWidth: number, size: number): readonly string[] {
  const taken: Point[] = []
  return marks.map(({ kind, corners = [] }, index) => {
    const corner = corners[kind === 'objection' ? 1 : 0]
    if (corner === undefined) return ''
    const width = tagWidth(index + 1) * size
    const y = Math.max(0, corner.y - TAG.height * size)
    const isFree = (x: number) =>
      taken.every((other) => Math.abs(other.x - x) > 0.99 * width || Math.abs(other.y - y) > 0.99 * TAG.height * size)
    // Towards the middle of the picture, where there is room.
    const from = Math.max(0, Math.min(pictureWidth - width, corner.x))
    const step = from > pictureWidth / 2 ? -width : width
    let x = from
    while (!isFree(x)) x += step
    taken.push({ x, y })
    return tag(index + 1, kind, { x, y }, size)
  })
}

function tagWidth(number: number): number {
  return TAG.digit * (String(number).length + 0.6)
}

function tag(number: number, kind: MarkKind, { x, y }: Point, size: number): string {
  const width = tagWidth(number) * size
  return (
    `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(TAG.height * size)}" fill="${STYLES[kind].colour}"/>` +
    `<text x="${round(x + width / 2)}" y="${round(y + 0.83 * TAG.height * size)}" fill="#fff" text-anchor="middle" font-size="${round(TAG.size * size)}">${number}</text>`
  )
}

interface List {
  readonly parts: readonly string[]
  readonly foot: number
}

function listOf(marks: readonly Mark[], { left, size }: { readonly left: number; readonly size: number }): List {
  const parts: string[] = []
  let y = LIST.margin * size
  const write = (text: string, style: string) => {
    y += LIST.line * size
    parts.push(`<text x="${round(left + LIST.text * size)}" y="${round(y)}" ${style}>${escaped(text)}</text>`)
  }
  const section = (title: string, isListed: (mark: Mark) => boolean, otherwise: string) => {
    write(title, 'font-weight="bold"')
    y += LIST.gap * size
    if (!marks.some(isListed)) write(otherwise, 'fill="#555"')
    for (const [index, mark] of marks.entries()) {
      if (!isListed(mark)) continue
      const { colour, font, columns } = STYLES[mark.kind]
      if (mark.corners !== undefined)
        parts.push(tag(index + 1, mark.kind, { x: left + LIST.margin * size, y: y + 0.4 * size }, size))
      for (const line of wrapText(mark.text, columns)) write(line, `fill="${colour}" font-family="${font}"`)
      y += LIST.gap * size
    }
    y += LIST.line * size
  }
  section('What the checks object to', ({ kind }) => kind === 'objection', 'nothing')
  section('What was found', ({ kind }) => kind !== 'objection', 'nothing')
  return { parts, foot: y }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** What a document says is data, also for whoever opens the drawing. */
function escaped(text: string): string {
  return [...text]
    .map((character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? character)
    .join('')
}

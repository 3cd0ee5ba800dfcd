import type { Box, DocumentReading, Finding, Point } from '@bonafide/engine'

/** A picture of a page as it came, in a form that browsers show. */
export interface ExplainedPicture {
  readonly jpeg: Uint8Array
  readonly width: number
  readonly height: number
}

const COLOURS = { page: '#2a7', zone: '#06c', print: '#808', barcode: '#a60', portrait: '#088', doubt: '#d00' } as const

/** An SVG of the picture with what was found on it: outline, zone, print, barcodes, portrait, and what findings object to. */
export function explainDocument(
  { jpeg, width, height }: ExplainedPicture,
  { pages = [], mrz, printed = [], barcodes = [], portraitBox }: DocumentReading,
  findings: readonly Finding[],
): string {
  const stroke = Math.max(1, Math.round(Math.max(width, height) / 500))
  const size = 6 * stroke
  const objections = findings
    .filter(({ outcome }) => outcome !== 'passed')
    .flatMap(({ check, regions }) => regions.map((region) => ({ ...region, check })))
  const parts = [
    ...pages.map(({ corners, outlined }) =>
      outline(corners, outlined ? 'page' : 'page (from its print)', { stroke, size }),
    ),
    ...(mrz?.lineBoxes ?? []).map((box, index) => frame(box, mrz?.lines[index] ?? '', COLOURS.zone, { stroke, size })),
    ...printed.map(({ box, field, text }) => frame(box, `${field}: ${text}`, COLOURS.print, { stroke, size })),
    ...barcodes.map(({ box, format }) => frame(box, format, COLOURS.barcode, { stroke, size })),
    ...(portraitBox === undefined ? [] : [frame(portraitBox, 'portrait', COLOURS.portrait, { stroke, size })]),
    ...objections.map(({ box, label, check }) =>
      frame(box, `${check}: ${label}`, COLOURS.doubt, { stroke: 2 * stroke, size }),
    ),
  ]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="${size}">`,
    `<image width="${width}" height="${height}" href="data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n')
}

interface Pen {
  readonly stroke: number
  readonly size: number
}

function frame({ x, y, width, height }: Box, label: string, colour: string, { stroke, size }: Pen): string {
  const at = (value: number) => Math.round(value * 10) / 10
  return (
    `<rect x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${at(height)}" fill="none" stroke="${colour}" stroke-width="${stroke}"/>` +
    `<text x="${at(x)}" y="${at(y - size / 4)}" fill="${colour}" stroke="#fff" stroke-width="${stroke / 2}" paint-order="stroke">${escaped(label)}</text>`
  )
}

function outline(corners: readonly Point[], label: string, { stroke, size }: Pen): string {
  const points = corners.map(({ x, y }) => `${Math.round(x)},${Math.round(y)}`).join(' ')
  const [first] = corners
  return (
    `<polygon points="${points}" fill="none" stroke="${COLOURS.page}" stroke-width="${2 * stroke}"/>` +
    `<text x="${Math.round(first?.x ?? 0)}" y="${Math.round((first?.y ?? 0) - size / 2)}" fill="${COLOURS.page}">${escaped(label)}</text>`
  )
}

/** What a document says is data, also for whoever opens the drawing. */
function escaped(text: string): string {
  return [...text]
    .filter((character) => !/\p{Control}/u.test(character))
    .map((character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? character)
    .join('')
}

import type { Box, DocumentReading, Finding, Point } from '@bonafide/engine'

export type MarkKind = 'objection' | 'page' | 'zone' | 'print' | 'barcode' | 'portrait'

/** One thing that is said about a picture, and where on it; without a place it is about the document as a whole. */
export interface Mark {
  readonly kind: MarkKind
  readonly text: string
  readonly corners?: readonly Point[]
}

/** What checks object to, then what was found: outline, zone, print, barcodes, portrait. */
export function marksOf(
  { pages = [], mrz, printed = [], barcodes = [], portraitBox }: DocumentReading,
  findings: readonly Finding[],
): readonly Mark[] {
  return [
    ...findings.filter(({ outcome }) => outcome !== 'passed').flatMap(objections),
    ...pages.map(({ corners, outlined }): Mark => {
      const text = outlined ? 'page' : 'page: no outline stands out; placed by its zone, or the whole picture'
      return { kind: 'page', text, corners }
    }),
    ...(mrz?.lineBoxes ?? []).map((box, index) => boxed('zone', mrz?.lines[index] ?? '', box)),
    ...printed.map(({ box, field, text, confidence01 }) =>
      boxed('print', `${field}: ${text} (belief ${confidence01.toFixed(2)})`, box),
    ),
    ...barcodes.map(({ box, format, fields }) =>
      boxed('barcode', fields === undefined ? format : `${format} with the record of a licence`, box),
    ),
    ...(portraitBox === undefined ? [] : [boxed('portrait', 'portrait', portraitBox)]),
  ]
}

function objections({ check, outcome, reasons, regions }: Finding): readonly Mark[] {
  const what = `${check}, ${outcome}`
  if (regions.length === 0) return [{ kind: 'objection', text: `${what}: ${reasons.join(', ')}` }]
  return regions.map(({ box, label }) => boxed('objection', `${what}: ${label}`, box))
}

function boxed(kind: MarkKind, text: string, { x, y, width, height }: Box): Mark {
  const [right, foot] = [x + width, y + height]
  return {
    kind,
    text,
    corners: [
      { x, y },
      { x: right, y },
      { x: right, y: foot },
      { x, y: foot },
    ],
  }
}

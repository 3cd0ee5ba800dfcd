import type { Point } from '../image/picture.ts'
import { birthDateOf, expiryDateOf } from '../mrz/dates.ts'
import { MRZ_FORMATS } from '../mrz/formats.ts'
import type { MrzFields } from '../mrz/parse-mrz.ts'
import type { FoundMrz } from '../mrz/read-mrz.ts'
import { pointOn, type TextLine } from '../mrz/text-line.ts'
import { boxAround } from '../page/page-view.ts'
import type { DocumentFields, MrzReading } from '../verification/document-reading.ts'
import type { PageCode } from '../verification/evidence.ts'
import type { SeenMrz } from './look-at-page.ts'

/** What no check digit covers. */
const UNPROTECTED = ['names', 'surname', 'givenNames', 'issuingState']

/** Fields in the engine's own spelling. */
export function fieldsOfMrz(mrz: MrzFields, judgedOn: string): DocumentFields {
  const { sex, birthDate, expiryDate, ...plain } = mrz
  return defined({
    ...plain,
    birthDate: birthDate === undefined ? undefined : birthDateOf(birthDate, judgedOn),
    sex: sex === 'M' || sex === 'F' ? sex : sex === undefined ? undefined : 'X',
    expiryDate: expiryDate === undefined ? undefined : expiryDateOf(expiryDate, judgedOn),
  })
}

type Optional<T> = { readonly [Key in keyof T]: T[Key] | undefined }

function defined(fields: Optional<DocumentFields>): DocumentFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

/** Smallest confidence over the characters that no digit protects, the fillers after the names left out. */
function unprotectedConfidence({ parsed, readings }: FoundMrz): number {
  const format = MRZ_FORMATS.find(({ name }) => name === parsed.format)
  const spans = (format?.fields ?? []).filter(({ key }) => UNPROTECTED.includes(key))
  return Math.min(
    ...spans.flatMap(({ line, start, end }) => {
      const { text = '', confidences = [] } = readings[line] ?? {}
      const used = text.slice(start, end).replace(/<+$/, '').length
      return confidences.slice(start, start + used)
    }),
    1,
  )
}

/** A zone as it is shown and stored, with the place of each line on the picture of the page as it came. */
export function readingOfMrz({ found, view }: SeenMrz, page: PageCode): MrzReading {
  return {
    format: found.parsed.format,
    lines: found.parsed.lines,
    checks: found.parsed.checks,
    confidence01: found.confidence01,
    nameConfidence01: unprotectedConfidence(found),
    lineBoxes: found.lines.map((line) => boxAround(cornersOfLine(line).map(({ x, y }) => view.toSource(x, y)))),
    page,
  }
}

function cornersOfLine(line: TextLine): readonly Point[] {
  const [along, beside] = [line.length / 2, line.height / 2]
  return [-along, along].flatMap((u) => [-beside, beside].map((v) => pointOn(line, u, v)))
}

import type { Box } from '../image/picture.ts'
import { parseMrz } from '../mrz/parse-mrz.ts'
import type { DocumentFields, DocumentReading } from '../verification/document-reading.ts'
import type { PageCode } from '../verification/evidence.ts'
import { documentTypes } from './document-types.ts'
import { foldedName } from './layout/folded-name.ts'
import { fieldsOfMrz } from './mrz-to-reading.ts'

/** Where a document says the same thing: its machine readable zone, its barcode, its print. */
export type Source = 'zone' | 'barcode' | 'print'

/** What two sources say of one field. */
export interface Comparison {
  readonly field: ComparedField
  readonly sources: readonly [Source, Source]
  readonly agree: boolean
  /** The weaker of the readers' beliefs, 0-1; what a digit or a code's correction protects counts as 1. */
  readonly confidence01: number
  /** Around the print, where print is one of the sources. */
  readonly box?: Box
  readonly page?: PageCode
}

const COMPARED = ['documentNumber', 'birthDate', 'expiryDate', 'sex', 'nationality', 'surname', 'givenNames'] as const
export type ComparedField = (typeof COMPARED)[number]

interface Statement {
  readonly source: Source
  readonly value: string
  readonly confidence01: number
  readonly box?: Box
  readonly page?: PageCode
}

/** Every field that two sources state, compared in the form in which machine readable zones spell it. */
export function crossCheck(reading: DocumentReading, judgedOn: string): readonly Comparison[] {
  const type = reading.type === undefined ? undefined : documentTypes.get(reading.type)
  // Two numbers of different things have nothing to agree about.
  const compared = COMPARED.filter((field) => field !== 'documentNumber' || type?.numbersHolder !== true)
  return compared.flatMap((field) => {
    const statements = statementsOf(field, reading, judgedOn)
    return pairs(statements).map(([one, other]) => ({
      field,
      sources: [one.source, other.source] as const,
      agree: agreeOn(field, one.value, other.value),
      confidence01: Math.min(one.confidence01, other.confidence01),
      ...placeOf(other.box === undefined ? one : other),
    }))
  })
}

function placeOf({ box, page }: Statement): Pick<Comparison, 'box' | 'page'> {
  return box === undefined || page === undefined ? {} : { box, page }
}

function statementsOf(field: ComparedField, reading: DocumentReading, judgedOn: string): readonly Statement[] {
  const { mrz, barcodes = [], printed = [] } = reading
  const zone = mrz === undefined ? undefined : fieldsOfMrz(parseMrz(mrz.lines).fields, judgedOn)[field]
  const record = barcodes.find(({ fields }) => fields !== undefined)?.fields?.[field]
  const print = printed.find((candidate) => candidate.field === field)
  return [
    ...(mrz === undefined || zone === undefined
      ? []
      : [{ source: 'zone' as const, value: zone, confidence01: trustIn(field, mrz.nameConfidence01) }]),
    ...(record === undefined ? [] : [{ source: 'barcode' as const, value: record, confidence01: 1 }]),
    ...(print === undefined
      ? []
      : [
          {
            source: 'print' as const,
            value: print.value,
            confidence01: print.confidence01,
            box: print.box,
            page: print.page,
          },
        ]),
  ]
}

function trustIn(field: ComparedField, nameConfidence01: number): number {
  return field === 'surname' || field === 'givenNames' ? nameConfidence01 : 1
}

function pairs<T>(items: readonly T[]): readonly (readonly [T, T])[] {
  return items.flatMap((one, index) => items.slice(index + 1).map((other) => [one, other] as const))
}

type Agreement = (one: string, other: string) => boolean

const RULES: Readonly<Record<ComparedField, Agreement>> = {
  documentNumber: (one, other) => plainNumber(one) === plainNumber(other),
  birthDate: (one, other) => one === other,
  expiryDate: (one, other) => one === other,
  sex: (one, other) => one === other,
  nationality: sameState,
  surname: sameName,
  givenNames: sameName,
}

function agreeOn(field: keyof DocumentFields & ComparedField, one: string, other: string): boolean {
  return RULES[field](one, other)
}

/** Letters and digits that readers of print take for each other are one: the digits of zone and code decide between them. */
const ALIKE: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  Z: '2',
  S: '5',
  G: '6',
  B: '8',
}

function plainNumber(text: string): string {
  return [...text.toUpperCase().replace(/[^A-Z0-9]/g, '')].map((sign) => ALIKE[sign] ?? sign).join('')
}

/** Pages print a state's name or its adjective; only codes can be compared. */
function sameState(one: string, other: string): boolean {
  const isCode = (text: string) => /^[A-Z]{1,3}$/.test(text)
  return !isCode(one) || !isCode(other) || one === other
}

/** A zone cuts long names short and writes umlauts in one of two ways. */
function sameName(one: string, other: string): boolean {
  const [a, b] = [foldedName(one), foldedName(other)].map((name) => name.replaceAll(' ', ''))
  if (a === undefined || b === undefined) return false
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length >= SHORTEST_CUT && long.startsWith(short)) return true
  return withoutUmlauts(a) === withoutUmlauts(b)
}

/** A name that fills its place in a zone may be cut; shorter ones are whole. */
const SHORTEST_CUT = 12

function withoutUmlauts(name: string): string {
  return name.replace(/([AOU])E/g, '$1').replaceAll('AA', 'A')
}

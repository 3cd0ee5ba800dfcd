const MONTHS: readonly (readonly string[])[] = [
  ['JAN'],
  ['FEB', 'FEV', 'PEB'],
  ['MAR', 'MAC'],
  ['APR', 'AVR', 'ABR'],
  ['MAY', 'MAI', 'MEI'],
  ['JUN', 'JUIN'],
  ['JUL', 'JUIL'],
  ['AUG', 'AOU', 'AGU', 'AGO', 'OGO'],
  ['SEP', 'SET'],
  ['OCT', 'OKT'],
  ['NOV'],
  ['DEC', 'DES', 'DIC', 'DIS'],
]

/** Year one of the calendar of the Republic of China. */
const ROC_YEAR_ZERO = 1911

/** A day as `YYYY-MM-DD`, and as it is printed. */
interface PrintedDate {
  readonly date: string
  readonly text: string
}

/** The days that a text names, in the order in which they stand. */
export function printedDates(text: string): readonly PrintedDate[] {
  const dates: PrintedDate[] = []
  let rest = text
  for (;;) {
    const found = firstDate(rest.toUpperCase())
    if (found === undefined) return dates
    dates.push({ date: found.date, text: withLetters(rest.slice(found.start, found.end), found.month).trim() })
    rest = rest.slice(found.end)
  }
}

/** The only day that a text names. */
export function printedDate(text: string): string | undefined {
  const dates = printedDates(text)
  return dates.length === 1 ? dates[0]?.date : undefined
}

type Style = readonly [pattern: RegExp, parts: (match: RegExpExecArray) => readonly (string | number)[]]

/**
 * Small dots read as colons now and then, and single letters of a month as digits that look alike ("24 N0V 1989"): a word
 * that is a month with its letters put back is that month. Every way in which the registered documents write a day; parts are year,
 * month, day. The earliest match in a text counts.
 */
const STYLES: readonly Style[] = [
  [/(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?/, ([, year = '', month = '', day = '']) => [year, month, day]],
  [
    /(?:民國|民国)\s*(\d{2,3})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?/,
    ([, year = '', month = '', day = '']) => [Number(year) + ROC_YEAR_ZERO, month, day],
  ],
  [
    /(?<!\d)(\d{4})\s?[-./:]\s?(\d{1,2})\s?[-./:]\s?(\d{1,2})(?!\d)/,
    ([, year = '', month = '', day = '']) => [year, month, day],
  ],
  [
    /(?<!\d)(\d{1,2})\s?[-./]\s?(\d{1,2})\s?[-./]\s?(\d{4})(?!\d)/,
    ([, day = '', month = '', year = '']) => [year, month, day],
  ],
  [
    /(?<!\d)(\d{1,2})\s*[-./]?\s*([A-Z01568]{2,8}[A-Z])\.?(?:\s*\/\s*[A-Z01568]{2,8}[A-Z]\.?)?\s*[-./,]?\s*(\d{4})(?!\d)/,
    ([, day = '', month = '', year = '']) => [year, monthOf(month), day],
  ],
  [
    /([A-Z01568]{2,8}[A-Z])\.?\s*(\d{1,2})\s*[,.]\s*(\d{4})(?!\d)/,
    ([, month = '', day = '', year = '']) => [year, monthOf(month), day],
  ],
]

interface FoundDate {
  readonly date: string
  /** The month, where it is a word, as it was read. */
  readonly month: string
  readonly start: number
  readonly end: number
}

function firstDate(text: string): FoundDate | undefined {
  let first: FoundDate | undefined
  for (const [pattern, parts] of STYLES) {
    const match = pattern.exec(text)
    if (match === null || (first !== undefined && match.index >= first.start)) continue
    const date = calendarDate(parts(match))
    const month = match.find((part) => /^[A-Z0-9]*[A-Z]$/.test(part)) ?? ''
    if (date !== undefined) first = { date, month, start: match.index, end: match.index + match[0].length }
  }
  return first
}

function monthOf(word: string): number {
  return 1 + MONTHS.findIndex((starts) => starts.some((start) => inLetters(word).startsWith(start)))
}

const LIKE_DIGITS: Readonly<Record<string, string>> = { '0': 'O', '1': 'I', '5': 'S', '6': 'G', '8': 'B' }

function inLetters(word: string): string {
  return [...word].map((sign) => LIKE_DIGITS[sign] ?? sign).join('')
}

/** The print of a day with the digits in its month put back into letters. */
function withLetters(text: string, month: string): string {
  const at = text.toUpperCase().indexOf(month)
  return text.slice(0, at) + inLetters(text.slice(at, at + month.length)) + text.slice(at + month.length)
}

/** Year, month and day as `YYYY-MM-DD` when the calendar has that day. */
function calendarDate(parts: readonly (string | number)[]): string | undefined {
  const [year = '', month = '', day = ''] = parts.map(String)
  const iso = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${iso}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? undefined : iso
}

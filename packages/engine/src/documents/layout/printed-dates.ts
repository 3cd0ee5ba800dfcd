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
    dates.push({ date: found.date, text: rest.slice(found.start, found.end).trim() })
    rest = rest.slice(found.end)
  }
}

/** The only day that a text names. */
export function printedDate(text: string): string | undefined {
  const dates = printedDates(text)
  return dates.length === 1 ? dates[0]?.date : undefined
}

type Style = readonly [pattern: RegExp, parts: (match: RegExpExecArray) => readonly (string | number)[]]

/** Small dots read as colons now and then. Every way in which the registered documents write a day; parts are year, month, day. The earliest match in a text counts. */
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
    /(?<!\d)(\d{1,2})\s*[-./]?\s*([A-Z]{3,9})\.?(?:\s*\/\s*[A-Z]{3,9}\.?)?\s*[-./,]?\s*(\d{4})(?!\d)/,
    ([, day = '', month = '', year = '']) => [year, monthOf(month), day],
  ],
  [
    /([A-Z]{3,9})\.?\s*(\d{1,2})\s*[,.]\s*(\d{4})(?!\d)/,
    ([, month = '', day = '', year = '']) => [year, monthOf(month), day],
  ],
]

interface FoundDate {
  readonly date: string
  readonly start: number
  readonly end: number
}

function firstDate(text: string): FoundDate | undefined {
  let first: FoundDate | undefined
  for (const [pattern, parts] of STYLES) {
    const match = pattern.exec(text)
    if (match === null || (first !== undefined && match.index >= first.start)) continue
    const date = calendarDate(parts(match))
    if (date !== undefined) first = { date, start: match.index, end: match.index + match[0].length }
  }
  return first
}

function monthOf(word: string): number {
  return 1 + MONTHS.findIndex((starts) => starts.some((start) => word.startsWith(start)))
}

/** Year, month and day as `YYYY-MM-DD` when the calendar has that day. */
function calendarDate(parts: readonly (string | number)[]): string | undefined {
  const [year = '', month = '', day = ''] = parts.map(String)
  const iso = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${iso}T00:00:00Z`)
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? undefined : iso
}

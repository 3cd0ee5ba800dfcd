import type { DateStyle } from '@bonafide/engine'

const MONTHS = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
]
const ROC_YEAR_ZERO = 1911

interface Parts {
  readonly year: string
  readonly month: string
  readonly day: string
}

const short = (text: string) => String(Number(text))
const monthName = (month: string) => MONTHS[Number(month) - 1] ?? ''
const capitalised = (word: string) => word.slice(0, 1) + word.slice(1).toLowerCase()

const STYLES: Readonly<Record<DateStyle, (parts: Parts) => string>> = {
  'year-month-day-han': ({ year, month, day }) => `${year}年${short(month)}月${short(day)}日`,
  'republic-han': ({ year, month, day }) => `民國${Number(year) - ROC_YEAR_ZERO}年${short(month)}月${short(day)}日`,
  'ymd-dots': ({ year, month, day }) => `${year}.${month}.${day}`,
  'ymd-dashes': ({ year, month, day }) => `${year}-${month}-${day}`,
  'ymd-slashes': ({ year, month, day }) => `${year}/${month}/${day}`,
  'dmy-dashes': ({ year, month, day }) => `${day}-${month}-${year}`,
  'dmy-slashes': ({ year, month, day }) => `${day}/${month}/${year}`,
  'mdy-slashes': ({ year, month, day }) => `${month}/${day}/${year}`,
  'day-MON-year': ({ year, month, day }) => `${day} ${monthName(month).slice(0, 3)} ${year}`,
  'day-Mon-year': ({ year, month, day }) => `${short(day)} ${capitalised(monthName(month).slice(0, 3))}. ${year}`,
  'MONTH-day-year': ({ year, month, day }) => `${monthName(month)} ${day}, ${year}`,
}

/** A day `YYYY-MM-DD` the way a document prints it. */
export function printDate(date: string, style: DateStyle): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return STYLES[style]({ year, month, day })
}

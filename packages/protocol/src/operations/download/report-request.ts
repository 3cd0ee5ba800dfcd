import { ValueRefused } from '../parameter.ts'

/** Param of DownloadVerifyRecordIntl: `{"productCode","startDs":"yyyymmdd","endDs","language"}`. */
export interface ReportRequest {
  /** All products when absent. */
  readonly productCode?: string
  /** Days in UTC, both included. */
  readonly from: Date
  readonly to: Date
}

const DAY_MS = 24 * 60 * 60 * 1000
/** A quarter of a year. */
const MOST_DAYS = 93

export function readReportRequest(text: string): ReportRequest {
  const value = new Map(Object.entries(readObject(text)))
  const [from, to] = [readDay(value.get('startDs')), readDay(value.get('endDs'))]
  if (from === undefined || to === undefined) throw new ValueRefused('startDs and endDs must be days as yyyymmdd.')
  const days = (to.getTime() - from.getTime()) / DAY_MS + 1
  if (days < 1 || days > MOST_DAYS) throw new ValueRefused(`It may span 1 to ${MOST_DAYS} days.`)
  const productCode = value.get('productCode')
  if (productCode === undefined || productCode === '') return { from, to }
  if (typeof productCode === 'string' && /^[A-Za-z0-9_]{1,32}$/.test(productCode)) return { productCode, from, to }
  throw new ValueRefused('productCode has another form than specified.')
}

function readObject(text: string): object {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new ValueRefused('It is not JSON.')
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new ValueRefused('It is not a JSON object.')
}

function readDay(value: unknown): Date | undefined {
  const [, year, month, day] = (typeof value === 'string' && /^(\d{4})(\d{2})(\d{2})$/.exec(value)) || []
  const date = new Date(`${year}-${month}-${day}T00:00:00.000Z`)
  // 20260230 is no day, although a Date can be made of it.
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`)
  return exists ? date : undefined
}

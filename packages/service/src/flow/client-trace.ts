import type { AuditEntry } from '../ports/store.ts'
import { pageOf, READING_STEP } from './steps.ts'

/** Pages of the client's flow, as CheckVerifyLog names them. The service sees a page by what the client does there. */
export type TracePage = 'LOADING' | 'OCR_SCAN' | 'OCR_RESULT' | 'FACE'

export interface ClientTrace {
  readonly begun: boolean
  /** In the order in which they happened. */
  readonly lines: readonly string[]
  /** The page that was seen last. */
  readonly lastPage?: TracePage
  readonly stayMs: Readonly<Partial<Record<TracePage, number>>>
  /** Attempts at a page whose material was never accepted. */
  readonly givenUp: Readonly<Record<'OCR_SCAN' | 'OCR_RESULT' | 'FACE', number>>
  /** Fields that the person said were read wrongly. */
  readonly edited: number
  /** Client codes with which the user left, in their order, each with its page. */
  readonly leavings: readonly { readonly code: string; readonly page: TracePage }[]
}

/** What the client did, from the audit of its transaction: the entries that its own requests caused. */
export function traceOf(entries: readonly AuditEntry[]): ClientTrace {
  const lines: string[] = []
  const stayMs: Partial<Record<TracePage, number>> = {}
  const givenUp = { OCR_SCAN: 0, OCR_RESULT: 0, FACE: 0 }
  let edited = 0
  const leavings: { code: string; page: TracePage }[] = []
  let page: TracePage | undefined
  let since: Date | undefined
  const leavePage = (at: Date) => {
    if (page !== undefined && since !== undefined) stayMs[page] = (stayMs[page] ?? 0) + (at.getTime() - since.getTime())
    since = undefined
  }
  const enter = (next: TracePage, at: Date) => {
    leavePage(at)
    page = next
    since = at
  }
  for (const { event, at, detail } of entries) {
    const seen = pageOfStep(detail['step'])
    if (event === 'session-opened') enter('LOADING', at)
    if (event === 'attempt-begun' && seen !== undefined) {
      enter(seen, at)
      givenUp[seen] += 1
    }
    if (event === 'evidence-accepted' && seen !== undefined) {
      givenUp[seen] -= 1
      leavePage(at)
    }
    if (event === 'reading-edited') edited += Number(detail['fields'] ?? 0)
    if (event === 'client-left') {
      leavings.push({ code: detail['code'] ?? '', page: page ?? 'LOADING' })
      leavePage(at)
    }
    if (event in LINES) lines.push(`${at.toISOString()} ${LINES[event]?.(detail) ?? event}`)
  }
  return {
    begun: page !== undefined,
    lines,
    ...(page === undefined ? {} : { lastPage: page }),
    stayMs,
    givenUp,
    edited,
    leavings,
  }
}

/** The events that the trace tells, in words. The rest of the audit is not about the client. */
const LINES: Readonly<Record<string, (detail: Readonly<Record<string, string>>) => string>> = {
  'session-opened': () => 'opened the page',
  'attempt-begun': ({ step = '', number = '' }) => `began ${step}, attempt ${number}`,
  'evidence-accepted': ({ step = '' }) => `finished ${step}`,
  'reading-edited': ({ fields = '' }) => `changed ${fields} of the fields read`,
  'page-retaken': ({ step = '' }) => `takes ${step} again`,
  'clip-missing': ({ why = '' }) => `sent no clip of the face step: ${why}`,
  judging: () => 'sent everything',
  'client-left': ({ code = '' }) => `left with code ${code}`,
  expired: () => 'let the time run out',
}

function pageOfStep(step: string | undefined): Exclude<TracePage, 'LOADING'> | undefined {
  if (step === undefined) return undefined
  if (step === READING_STEP) return 'OCR_RESULT'
  return pageOf(step) === undefined ? 'FACE' : 'OCR_SCAN'
}

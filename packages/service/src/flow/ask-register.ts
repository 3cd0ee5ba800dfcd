import { setTimeout } from 'node:timers/promises'
import { type Decision, type Finding, type Reason, withFinding } from '@bonafide/engine'
import { errorFields } from '../http/log.ts'
import type { JudgedDecision } from '../ports/judge.ts'
import { type OutsideSource, type SourceAnswer, SourceUnavailable } from '../ports/source.ts'
import type { StoredDecision } from './stored-decision.ts'
import type { FlowTools } from './tools.ts'

/** What the caller of Initialize gave for the official register, by the names of the wire. */
export interface RegisterOrder {
  readonly DocName?: string
  readonly DocNo?: string
  readonly Email?: string
  readonly Mobile?: string
}

/** What the register said of whom. */
export interface RegisterAnswer {
  readonly name: string
  readonly number: string
  /** Likeness of the live face and the one of the register, 0-100, where it tells. */
  readonly faceScore?: number
  /** Other numbers of its answer, by its own names. */
  readonly scores: Readonly<Record<string, number>>
}

interface Question {
  readonly transactionId: string
  readonly documentType?: string | undefined
  readonly order: RegisterOrder
  readonly judged: JudgedDecision
  /** No face was asked for, so the register is asked about name and number alone. */
  readonly faceless?: true
}

const CHECK = 'official-register'
const KIND = 'Authorize'
/** The connector answers within 2.5 s or not at all; two tries fit into what a job's lease leaves after its deadline. */
const TRIES = 2
const PAUSE_MS = 500

/**
 * Asks the official register about who passed everything else or waits for a review, and adds its answer to the
 * decision. Nothing of anybody else leaves this machine. What cannot be asked does not pass.
 */
export async function askRegister(
  { transactionId, documentType, order, judged, faceless }: Question,
  tools: Pick<FlowTools, 'source' | 'log'>,
): Promise<StoredDecision> {
  const { decision, faceJpeg } = judged
  if (decision.outcome === 'not-passed') return decision
  const { source } = tools
  const person = personOf(order, decision)
  if (source === undefined || (faceJpeg === undefined && faceless !== true)) return withFinding(decision, UNAVAILABLE)
  if (person === undefined) return withFinding(decision, finding('not-judged', 'document-unreadable'))
  const fields = {
    ...person,
    ...(documentType === undefined ? {} : { DocType: documentType }),
    ...(order.Email === undefined ? {} : { Email: order.Email }),
    ...(order.Mobile === undefined ? {} : { Mobile: order.Mobile }),
    ...(faceJpeg === undefined ? {} : { SourceFacePicture: Buffer.from(faceJpeg).toString('base64') }),
  }
  const answer = await askPatiently({ kind: KIND, fields, requestId: transactionId }, source, tools)
  if (answer === undefined) return withFinding(decision, UNAVAILABLE)
  const { faceScore, ...scores } = numbersOf(answer)
  return {
    ...withFinding(decision, findingOf(answer)),
    register: {
      name: person.DocName,
      number: person.DocNo,
      ...(faceScore === undefined ? {} : { faceScore }),
      scores,
    },
  }
}

/** Whom the register is asked about: the caller's own words, or else those of the document. */
function personOf(
  { DocName, DocNo }: RegisterOrder,
  { document }: Decision,
): { readonly DocName: string; readonly DocNo: string } | undefined {
  const { localName, fullName, surname = '', givenNames = '', documentNumber = '' } = document?.fields ?? {}
  const name = DocName ?? localName ?? fullName ?? `${surname} ${givenNames}`.trim()
  const number = DocNo ?? documentNumber
  return name === '' || number === '' ? undefined : { DocName: name, DocNo: number }
}

async function askPatiently(
  question: Parameters<OutsideSource['ask']>[0],
  source: OutsideSource,
  { log }: Pick<FlowTools, 'log'>,
): Promise<SourceAnswer | undefined> {
  for (let asked = 1; ; asked += 1) {
    try {
      return await source.ask(question)
    } catch (error) {
      if (!(error instanceof SourceUnavailable)) throw error
      log.write('warn', 'register-failed', { transactionId: question.requestId, ...errorFields(error) })
      if (asked === TRIES) return undefined
      await setTimeout(PAUSE_MS)
    }
  }
}

/** A connector may say more exactly what does not match (check-result section 5). */
const MISMATCHES: Readonly<Record<string, Reason>> = {
  '201': 'identity-disagrees',
  '202': 'identity-unknown',
  '204': 'register-face-mismatch',
}

function findingOf({ bizCode, subCode = '' }: SourceAnswer): Finding {
  if (bizCode === '1') return finding('passed')
  if (bizCode === '3') return finding('failed', 'identity-unknown')
  return finding('failed', MISMATCHES[subCode] ?? 'identity-disagrees')
}

function numbersOf({ detail = {} }: SourceAnswer): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(detail).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  )
}

function finding(outcome: Finding['outcome'], ...reasons: Reason[]): Finding {
  return { check: CHECK, outcome, reasons, measures: {}, regions: [] }
}

const UNAVAILABLE = finding('not-judged', 'register-unavailable')

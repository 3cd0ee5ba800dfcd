import type { ChannelProblem, ChannelProblemCode } from '@bonafide/protocol'
import { FAILURES, type FailureName, type NoticeName } from '../failures.ts'

/** The service refused a request, could not be reached, or answered something that is no answer. */
export class ChannelError extends Error {
  readonly code: ChannelProblemCode | 'network' | 'answer-unreadable'
  readonly problem: ChannelProblem | undefined

  constructor(
    code: ChannelError['code'],
    options: { readonly problem?: ChannelProblem; readonly cause?: unknown } = {},
  ) {
    super(options.problem?.title ?? code, { cause: options.cause })
    this.code = code
    this.problem = options.problem
  }
}

/** What a refusal means for the flow: it fails (and may be tried again), or the step is captured anew. */
export type Consequence = { readonly failure: FailureName } | { readonly notice: NoticeName }

const CONSEQUENCES: Record<ChannelError['code'], Consequence> = {
  'transaction-invalid': { failure: 'transaction-invalid' },
  'transaction-taken': { failure: 'transaction-taken' },
  'protocol-mismatch': { failure: 'protocol-mismatch' },
  'signature-invalid': { failure: 'signature-refused' },
  'sequence-old': { failure: 'system' },
  'step-out-of-order': { notice: 'again' },
  'attempt-unknown': { notice: 'again' },
  'attempts-exhausted': { failure: 'attempts-exhausted' },
  'challenge-expired': { notice: 'too-slow' },
  'piece-invalid': { notice: 'refused' },
  'material-invalid': { notice: 'refused' },
  'material-too-large': { notice: 'refused' },
  'request-invalid': { failure: 'request-refused' },
  'not-found': { failure: 'transaction-invalid' },
  'handover-invalid': { failure: 'handover-invalid' },
  'too-many-requests': { failure: 'network' },
  overloaded: { failure: 'network' },
  internal: { failure: 'system' },
  network: { failure: 'network' },
  'answer-unreadable': { failure: 'answer-unreadable' },
}

/** Maps any error of a channel call. The service's own client code wins where the table has the step repeated. */
export function consequenceOf(error: unknown): Consequence {
  if (!(error instanceof ChannelError)) return { failure: 'system' }
  const byTable = CONSEQUENCES[error.code]
  const clientCode = error.problem?.clientCode
  if (clientCode === undefined) return byTable
  if ('failure' in byTable && FAILURES[byTable.failure].code === clientCode) return byTable
  const named = (Object.keys(FAILURES) as FailureName[]).find((name) => FAILURES[name].code === clientCode)
  return named === undefined ? byTable : { failure: named }
}

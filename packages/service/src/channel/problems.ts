import type { ChannelProblem, ChannelProblemCode } from '@bonafide/protocol'

interface ProblemEntry {
  readonly status: number
  readonly title: string
}

/** Every problem of the client channel with its status (RFC 9457 bodies). */
const PROBLEMS: Readonly<Record<ChannelProblemCode, ProblemEntry>> = {
  'transaction-invalid': { status: 404, title: 'The transaction is unknown or over.' },
  'transaction-taken': { status: 409, title: 'Another browser has begun this transaction.' },
  'protocol-mismatch': { status: 403, title: 'The Protocol does not belong to this transaction.' },
  'signature-invalid': { status: 401, title: 'The request is not signed by the key of this session.' },
  'sequence-old': { status: 409, title: 'A later request was made before this one.' },
  'step-out-of-order': { status: 409, title: 'This step is not the one to do now.' },
  'attempt-unknown': { status: 404, title: 'The attempt does not exist or was replaced by a newer one.' },
  'attempts-exhausted': { status: 429, title: 'There were too many attempts.' },
  'challenge-expired': { status: 410, title: 'The attempt took too long. Begin a new one.' },
  'piece-invalid': { status: 400, title: 'The piece is not what was announced.' },
  'material-invalid': { status: 422, title: 'The material is not of the form that was asked for.' },
  'material-too-large': { status: 413, title: 'The material is too large.' },
  'request-invalid': { status: 400, title: 'The request is malformed.' },
  'not-found': { status: 404, title: 'There is nothing under this address.' },
  'handover-invalid': { status: 410, title: 'The link for another device was used, refused or is too old.' },
  'too-many-requests': { status: 429, title: 'There were too many requests. Try again in a second.' },
  overloaded: { status: 503, title: 'The service is busy. Try again later.' },
  internal: { status: 500, title: 'The service could not answer. Nothing was decided.' },
}

export interface ProblemDetails {
  readonly detail?: string | undefined
  readonly clientCode?: number | undefined
  readonly nextSequence?: number | undefined
}

export function problem(code: ChannelProblemCode, details: ProblemDetails = {}): ChannelProblem {
  const { status, title } = PROBLEMS[code]
  const given = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined))
  return { type: `urn:bonafide:channel:${code}`, title, status, code, ...given }
}

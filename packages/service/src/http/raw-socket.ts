import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { ApiError, type ApiErrorCode } from '@bonafide/protocol'
import { errorAnswer, newRequestId } from './answers.ts'

/** What a connection is told when its bytes never became a request. */
interface SocketError {
  readonly status: number
  readonly code: ApiErrorCode
  readonly detail: string
}

const MALFORMED: SocketError = { status: 400, code: 'InvalidParameter', detail: 'The request is not valid HTTP.' }

/** By Node's error code. A picture in the query is what makes a request line that long, hence ToolargeImage. */
const BY_NODE_CODE: Readonly<Record<string, SocketError>> = {
  HPE_HEADER_OVERFLOW: {
    status: 401,
    code: 'ToolargeImage',
    detail: 'Request line and headers may have 2.5 MB. Send pictures in the form body.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'InvalidParameter', detail: 'The request took too long to arrive.' },
}

export const TOO_MANY_CONNECTIONS: SocketError = {
  status: 503,
  code: 'ServiceUnavailable',
  detail: 'This address holds too many connections.',
}

/** Answers a broken request as JSON on the bare socket, so that clients never have to parse anything else. */
export function answerSocketError(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  refuseOnSocket((error.code === undefined ? undefined : BY_NODE_CODE[error.code]) ?? MALFORMED, socket)
}

/** Requests that Node answers with an empty body, or not at all, before any route sees them. */
export function answerWhatNodeDrops(server: Server): void {
  server.on('connect', (_request, socket) =>
    refuseOnSocket({ status: 405, code: 'UnsupportedHTTPMethod', detail: 'This is not a proxy.' }, socket),
  )
  server.on('checkExpectation', ({ socket }: IncomingMessage) =>
    refuseOnSocket({ status: 417, code: 'InvalidParameter', detail: 'The expectation cannot be met.' }, socket),
  )
}

export function refuseOnSocket({ status, code, detail }: SocketError, socket: Duplex): void {
  const requestId = newRequestId()
  const answer = errorAnswer(new ApiError(code, { detail }), requestId, undefined, status)
  const body = JSON.stringify(answer.body)
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Error'}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    `x-acs-request-id: ${requestId}`,
    ...Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`),
    'connection: close',
  ]
  socket.on('error', () => socket.destroy())
  socket.resume()
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

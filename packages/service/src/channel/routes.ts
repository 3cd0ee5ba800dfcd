import { CHANNEL_HEADERS, type DeviceAnswer } from '@bonafide/protocol'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acceptDeviceReport } from '../flow/accept-device-report.ts'
import { acceptEvidence } from '../flow/accept-evidence.ts'
import { acceptPiece, PIECE_BYTES } from '../flow/accept-piece.ts'
import { beginAttempt } from '../flow/begin-attempt.ts'
import { acceptClip } from '../flow/evidence-clip.ts'
import { claimHandover, confirmNumber, followerKey, handoverView, offerHandover } from '../flow/hand-over.ts'
import { openSession, requireTransaction } from '../flow/open-session.ts'
import { Refusal } from '../flow/refusal.ts'
import { retakePage } from '../flow/retake-page.ts'
import { openRequest } from '../flow/stored-request.ts'
import { type FlowTools, openVault } from '../flow/tools.ts'
import { isJudging, waitWhile } from '../flow/watch-transaction.ts'
import { asApiError } from '../http/answers.ts'
import { errorFields } from '../http/log.ts'
import { admitToChannel } from '../limits/admit-to-channel.ts'
import type { Transaction } from '../ports/store.ts'
import { traced } from '../telemetry/traced.ts'
import { asProblem, type ChannelAnswer, carryOutNumbered } from './admit.ts'
import { allowDeviceReports } from './device-origin.ts'
import {
  readAttemptRequest,
  readClaimRequest,
  readDeviceReport,
  readLeaveRequest,
  readNumberRequest,
  readOpenRequest,
  readRetakeRequest,
  readSubmitRequest,
} from './read-body.ts'
import { type ChannelRequest, isSignedBy } from './verify-signature.ts'
import { attemptView, deviceAnswer, received, sessionView } from './views.ts'

const DEVICE_ROUTE = '/:transactionId/attempts/:attemptId/device'
const LONGEST_WAIT_SECONDS = 20
/** What passes by itself has passed in a moment, or is asked again. */
const RETRY_AFTER_SECONDS = 1
/** A reload or a second tab may leave more than once; more than this tells nothing new. */
const MOST_LEAVINGS = 20

type Params = { readonly transactionId: string; readonly attemptId: string; readonly index: string }
type Request = FastifyRequest<{ Params: Params; Querystring: { readonly wait?: unknown } }>

/** What a route does for the transaction of its session; answers the JSON body. */
type Work = (transaction: Transaction, request: Request, next: number) => Promise<unknown>

/** The client channel (`@bonafide/protocol`, channel.ts), below `/channel/v1`. */
export function channelRoutes(tools: FlowTools) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: PIECE_BYTES }, (_request, body, done) =>
      done(null, body),
    )
    app.setErrorHandler((error, request, reply) => send(reply, answerError(error, request.id, tools)))
    app.setNotFoundHandler((_request, reply) => send(reply, asProblem('not-found')))

    app.post('/:transactionId/open', async (request, reply) => send(reply, await open(request as Request, tools)))
    numbered('get', '/:transactionId/session', watchSession)
    numbered('post', '/:transactionId/attempts', attempt)
    numbered('put', '/:transactionId/attempts/:attemptId/pieces/:index', piece)
    numbered('put', '/:transactionId/attempts/:attemptId/clip', clip)
    numbered('post', DEVICE_ROUTE, report)
    numbered('post', '/:transactionId/attempts/:attemptId/submit', submit)
    allowDeviceReports(app, DEVICE_ROUTE, tools.settings)
    numbered('post', '/:transactionId/retake', retake)
    numbered('post', '/:transactionId/leave', leave)
    numbered('post', '/:transactionId/handover', (transaction) => offerHandover(transaction, tools))
    numbered('get', '/:transactionId/handover', watchHandover)
    numbered('post', '/:transactionId/handover/number', (transaction, request) =>
      confirmNumber(transaction, readNumberRequest(bodyOf(request)).number, tools),
    )
    app.post('/:transactionId/claim', async (request, reply) => send(reply, await claim(request as Request, tools)))
    app.get('/:transactionId/follow', async (request, reply) => send(reply, await follow(request as Request, tools)))

    function numbered(method: 'get' | 'post' | 'put', path: string, work: Work): void {
      app[method]<{ Params: Params; Querystring: { readonly wait?: unknown } }>(path, async (request, reply) => {
        const signed = takeRequest(request)
        if (signed.sequence < 1) throw new Refusal('request-invalid', { detail: 'sequence' })
        const carry = (transaction: Transaction) => work(transaction, request, signed.sequence + 1)
        return send(reply, await carryOutNumbered(signed, carry, tools))
      })
    }
  }

  async function watchHandover(transaction: Transaction, request: Request): Promise<unknown> {
    const offered = ({ handover }: Transaction): boolean => handover?.state === 'offered'
    const seen = await waitWhile(offered, transaction.id, waitMs(request), tools, request.signal)
    return handoverView(seen ?? transaction, tools)
  }

  async function watchSession(transaction: Transaction, request: Request, next: number): Promise<unknown> {
    const seen = await waitWhile(isJudging, transaction.id, waitMs(request), tools, request.signal)
    return sessionView(seen ?? transaction, next, tools)
  }

  async function attempt(transaction: Transaction, request: Request): Promise<unknown> {
    return attemptView(await beginAttempt(transaction, readAttemptRequest(bodyOf(request)), tools), tools)
  }

  async function piece(transaction: Transaction, request: Request): Promise<unknown> {
    const { attemptId, index } = request.params
    const sha256 = headerOf(request, CHANNEL_HEADERS.pieceSha256)
    const place = /^\d{1,3}$/.test(index) ? Number(index) : -1
    const held = await acceptPiece(transaction, { attemptId, index: place, bytes: bodyOf(request), sha256 }, tools)
    return { received: received(held) }
  }

  async function clip(transaction: Transaction, request: Request): Promise<unknown> {
    const sha256 = headerOf(request, CHANNEL_HEADERS.pieceSha256)
    await acceptClip(transaction, { attemptId: request.params.attemptId, bytes: bodyOf(request), sha256 }, tools)
    return {}
  }

  async function report(transaction: Transaction, request: Request): Promise<DeviceAnswer> {
    const received = { report: readDeviceReport(bodyOf(request)), requestUserAgent: headerOf(request, 'user-agent') }
    const accepted = await acceptDeviceReport(transaction, request.params.attemptId, received, tools)
    return deviceAnswer(accepted)
  }

  async function submit(transaction: Transaction, request: Request, next: number): Promise<unknown> {
    const submission = readSubmitRequest(bodyOf(request))
    await traced('submission', { product: transaction.productCode }, () =>
      acceptEvidence(transaction, request.params.attemptId, submission, tools),
    )
    return sessionView(await requireTransaction(transaction.id, tools), next, tools)
  }

  async function retake(transaction: Transaction, request: Request, next: number): Promise<unknown> {
    await retakePage(transaction, readRetakeRequest(bodyOf(request)), tools)
    return sessionView(await requireTransaction(transaction.id, tools), next, tools)
  }

  async function leave(transaction: Transaction, request: Request, next: number): Promise<unknown> {
    const { code } = readLeaveRequest(bodyOf(request))
    tools.log.write('info', 'client-left', { transactionId: transaction.id, clientCode: code })
    await tools.store.recordLeaving(transaction.id, code, tools.clock.now(), MOST_LEAVINGS)
    return sessionView(transaction, next, tools)
  }
}

/** `open` is signed with the key that it brings; it carries the sequence 0 and may be sent again. */
async function open(request: Request, tools: FlowTools): Promise<ChannelAnswer> {
  const signed = takeRequest(request)
  const { publicKey, protocol } = readOpenRequest(signed.body)
  if (signed.sequence !== 0 || !isSignedBy(publicKey, signed)) throw new Refusal('signature-invalid')
  const opening = { transactionId: signed.transactionId, publicKey, ...(protocol === undefined ? {} : { protocol }) }
  const transaction = await openSession(opening, tools)
  const view = await sessionView(transaction, (transaction.session?.lastSequence ?? 0) + 1, tools)
  const texts = (await tools.store.findTenant(transaction.tenantId))?.settings.texts
  const { pictures } = openRequest(await openVault(transaction, tools), transaction)
  return { status: 200, body: JSON.stringify({ ...view, texts, pictures }) }
}

/** Like `open`, signed with the key that it brings. */
async function claim(request: Request, tools: FlowTools): Promise<ChannelAnswer> {
  const signed = takeRequest(request)
  const claiming = readClaimRequest(signed.body)
  if (signed.sequence !== 0 || !isSignedBy(claiming.publicKey, signed)) throw new Refusal('signature-invalid')
  const transaction = await requireTransaction(signed.transactionId, tools)
  await admitToChannel('claim', transaction.id, tools)
  return { status: 200, body: JSON.stringify(await claimHandover(transaction, claiming, tools)) }
}

/** Only looks: a repeated request does no harm, so it needs no number. */
async function follow(request: Request, tools: FlowTools): Promise<ChannelAnswer> {
  const signed = takeRequest(request)
  const transaction = await requireTransaction(signed.transactionId, tools)
  const key = followerKey(transaction)
  if (key === undefined || !isSignedBy(key, signed)) throw new Refusal('signature-invalid')
  const seen = await waitWhile(isJudging, transaction.id, waitMs(request), tools, request.signal)
  return { status: 200, body: JSON.stringify(await sessionView(seen ?? transaction, 0, tools)) }
}

function waitMs(request: Request): number {
  return Math.min(Math.max(Number(request.query.wait ?? 0) || 0, 0), LONGEST_WAIT_SECONDS) * 1000
}

function takeRequest(request: Request): ChannelRequest {
  const sequence = headerOf(request, CHANNEL_HEADERS.sequence)
  if (!/^\d{1,9}$/.test(sequence)) throw new Refusal('request-invalid', { detail: CHANNEL_HEADERS.sequence })
  return {
    method: request.method,
    path: request.raw.url ?? '',
    transactionId: request.params.transactionId,
    sequence: Number(sequence),
    signature: headerOf(request, CHANNEL_HEADERS.signature),
    body: bodyOf(request),
  }
}

function bodyOf(request: FastifyRequest): Uint8Array {
  return request.body instanceof Uint8Array ? request.body : new Uint8Array()
}

function headerOf(request: FastifyRequest, name: string): string {
  const value = request.headers[name]
  return typeof value === 'string' ? value : ''
}

function answerError(error: unknown, requestId: string, tools: FlowTools): ChannelAnswer {
  if (error instanceof Refusal) return asProblem(error.code, { detail: error.message, clientCode: error.clientCode })
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined
  if (status === 413) return asProblem('material-too-large')
  if (typeof status === 'number' && status >= 400 && status < 500) return asProblem('request-invalid')
  tools.log.write('error', 'channel-failed', { requestId, ...errorFields(error) })
  return asProblem(asApiError(error).code === 'ServiceUnavailable' ? 'overloaded' : 'internal')
}

function send(reply: FastifyReply, answer: ChannelAnswer): FastifyReply {
  const type = answer.status < 400 ? 'application/json' : 'application/problem+json'
  if (answer.status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS)
  return reply.code(answer.status).type(`${type}; charset=utf-8`).send(answer.body)
}

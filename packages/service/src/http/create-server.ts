import type { Server } from 'node:http'
import { ApiError } from '@bonafide/protocol'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { channelRoutes } from '../channel/routes.ts'
import type { FlowTools } from '../flow/tools.ts'
import { asApiError, errorAnswer, newRequestId } from './answers.ts'
import { boundRequests } from './bound-requests.ts'
import { browserFiles } from './browser-files.ts'
import { healthRoutes } from './health.ts'
import { hostedPage } from './hosted-page.ts'
import { limitConnections } from './limit-connections.ts'
import { errorFields } from './log.ts'
import { objectRoute } from './object-route.ts'
import { policyReports } from './policy-reports.ts'
import { answerSocketError, answerWhatNodeDrops } from './raw-socket.ts'
import { reportRoute } from './report-route.ts'
import { RPC_BODY_BYTES, rpcRoute, send } from './rpc-route.ts'
import { SECURITY_HEADERS } from './security-headers.ts'
import { takeLeave } from './take-leave.ts'

/** TargetFacePicture (1 MB as Base64, percent-encoded) and MetaInfo travel in the query (initialize.md section 1). */
const MAX_HEADER_BYTES = 2.5 * 1024 * 1024
/** Slow clients (security.md D7). */
const HEADER_TIMEOUT_MS = 10_000
const REQUEST_TIMEOUT_MS = 60_000
/** One that takes no answer is cut off as well; longer than any answer takes to come. */
const SILENCE_MS = 90_000

export interface ServerOptions {
  readonly tools: FlowTools
  readonly isDraining: () => boolean
  readonly callbackOrigins: readonly string[]
  readonly connectionsPerAddress: number
  /** Folder with the built browser SDK. */
  readonly browserFiles: string
}

/** The HTTP surface of the service. Whatever goes wrong, the answer is JSON. */
export function createServer(options: ServerOptions): FastifyInstance {
  const { tools } = options
  const app = fastify({
    bodyLimit: RPC_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: SILENCE_MS,
    forceCloseConnections: 'idle',
    // It would answer in words of its own, without a time to come back: what still arrives is carried out.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 512 },
    http: {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: HEADER_TIMEOUT_MS,
      connectionsCheckingInterval: 1000,
      // Node answers a request without Host by an empty body; here it fails at the signature, which covers the host.
      requireHostHeader: false,
    },
    genReqId: newRequestId,
    clientErrorHandler: answerSocketError,
    // No hook runs for these, so the headers of every answer are set here.
    frameworkErrors: (error, request, reply) =>
      void answerError(error, request, reply.headers(SECURITY_HEADERS), tools),
  })
  takeLeave(app, { isStopping: options.isDraining, underWay: boundRequests(app) })
  limitConnections(app.server as Server, options.connectionsPerAddress)
  answerWhatNodeDrops(app.server as Server)
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(SECURITY_HEADERS)
    done()
  })
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, tools))
  app.setNotFoundHandler((request, reply) => answerMissing(request, reply))
  void app.register(rpcRoute(options))
  void app.register(healthRoutes(options))
  void app.register(channelRoutes(tools), { prefix: '/channel/v1' })
  void app.register(browserFiles(options.browserFiles), { prefix: '/sdk/v1' })
  void app.register(reportRoute(tools))
  void app.register(objectRoute(tools))
  void app.register(hostedPage(options.browserFiles, tools))
  void app.register(policyReports(tools.log, () => tools.clock.now().getTime()))
  return app
}

/** A known path with another method is 405, everything else 404. */
function answerMissing(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = (request.raw.url ?? '').split('?', 1)[0]
  const error = path === '/' ? new ApiError('UnsupportedHTTPMethod') : new ApiError('InvalidApi.NotFound')
  return send(reply, errorAnswer(error, request.id, request.headers.host, path === '/' ? 405 : 404))
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply, tools: FlowTools): FastifyReply {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined
  if (typeof status === 'number' && status >= 400 && status < 500) {
    const detail = status === 413 ? 'The body may have 12 MB.' : 'The request is malformed.'
    const refused = new ApiError('InvalidParameter', { detail })
    return send(reply, errorAnswer(refused, request.id, request.headers.host, status))
  }
  tools.log.write('error', 'request-failed', { requestId: request.id, ...errorFields(error) })
  return send(reply, errorAnswer(asApiError(error), request.id, request.headers.host))
}

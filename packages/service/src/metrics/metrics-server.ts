import { ApiError } from '@bonafide/protocol'
import fastify, { type FastifyInstance } from 'fastify'
import { errorAnswer, newRequestId } from '../http/answers.ts'
import { send } from '../http/rpc-route.ts'
import { SECURITY_HEADERS } from '../http/security-headers.ts'
import type { ServiceMetrics } from './service-metrics.ts'

/** Names of this machine for itself, with or without a port. */
const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i
const LOOPBACK_ADDRESS = /^(localhost|127(\.\d{1,3}){3}|::1)$/i

export interface MetricsServerOptions {
  readonly metrics: Pick<ServiceMetrics, 'expose'>
  /** Address that it will listen on. */
  readonly host: string
}

/**
 * `/metrics` on a listener of its own, which only the operator's network reaches. Where it listens for this machine alone, a
 * request that names another host is refused: a page in a browser here could reach it under a name of its own.
 */
export function createMetricsServer({ metrics, host }: MetricsServerOptions): FastifyInstance {
  const app = fastify({ bodyLimit: 1024, requestTimeout: 10_000, forceCloseConnections: true })
  if (LOOPBACK_ADDRESS.test(host))
    app.addHook('onRequest', async (request, reply) => {
      if (LOOPBACK_HOST.test(request.headers.host ?? '')) return
      return send(reply, errorAnswer(new ApiError('Forbidden.AccountAccessDenied'), newRequestId(), undefined))
    })
  app.addHook('onRequest', async (_request, reply) => void reply.headers(SECURITY_HEADERS))
  app.setNotFoundHandler((request, reply) =>
    send(reply, errorAnswer(new ApiError('InvalidApi.NotFound'), newRequestId(), request.headers.host, 404)),
  )
  app.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics.expose()),
  )
  return app
}

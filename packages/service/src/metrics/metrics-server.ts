import { ApiError } from '@bonafide/protocol'
import fastify, { type FastifyInstance } from 'fastify'
import { errorAnswer, newRequestId } from '../http/answers.ts'
import { send } from '../http/rpc-route.ts'
import { SECURITY_HEADERS } from '../http/security-headers.ts'
import type { ServiceMetrics } from './service-metrics.ts'

/** `/metrics` on a listener of its own, which only the operator's network reaches. */
export function createMetricsServer(metrics: Pick<ServiceMetrics, 'expose'>): FastifyInstance {
  const app = fastify({ bodyLimit: 1024, requestTimeout: 10_000, forceCloseConnections: true })
  app.addHook('onRequest', async (_request, reply) => void reply.headers(SECURITY_HEADERS))
  app.setNotFoundHandler((request, reply) =>
    send(reply, errorAnswer(new ApiError('InvalidApi.NotFound'), newRequestId(), request.headers.host, 404)),
  )
  app.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics.expose()),
  )
  return app
}

import { ApiError } from '@bonafide/protocol'
import fastify, { type FastifyInstance } from 'fastify'
import type { FlowTools } from '../flow/tools.ts'
import { errorAnswer, newRequestId } from './answers.ts'
import { errorFields } from './log.ts'
import { send } from './rpc-route.ts'
import { SECURITY_HEADERS } from './security-headers.ts'

export interface HealthOptions {
  readonly tools: Pick<FlowTools, 'store' | 'log'>
  /** Whether the process is about to stop. */
  readonly isDraining: () => boolean
}

/** `/healthz`: the process answers. `/readyz`: its database answers too, and it is not about to stop. */
export function healthRoutes({ tools, isDraining }: HealthOptions) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get('/healthz', async () => ({ status: 'ok' }))
    app.get('/readyz', async (request, reply) => {
      try {
        if (isDraining()) throw new Draining('This process is about to stop')
        await tools.store.listTenants()
        return { status: 'ready' }
      } catch (error) {
        tools.log.write(error instanceof Draining ? 'info' : 'error', 'not-ready', errorFields(error))
        const unavailable = new ApiError('ServiceUnavailable', { retryAfterMs: 1000 })
        return send(reply, errorAnswer(unavailable, newRequestId(), request.headers.host))
      }
    })
  }
}

class Draining extends Error {
  readonly code = 'draining'
}

/** What a worker answers: how it is, and nothing else. */
export function createHealthServer(options: HealthOptions): FastifyInstance {
  const app = fastify({ bodyLimit: 1024, requestTimeout: 10_000, forceCloseConnections: true })
  app.addHook('onRequest', async (_request, reply) => void reply.headers(SECURITY_HEADERS))
  app.setNotFoundHandler((request, reply) =>
    send(reply, errorAnswer(new ApiError('InvalidApi.NotFound'), newRequestId(), request.headers.host, 404)),
  )
  void app.register(healthRoutes(options))
  return app
}

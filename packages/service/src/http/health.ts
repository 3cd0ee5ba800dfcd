import { ApiError } from '@bonafide/protocol'
import type { FastifyInstance } from 'fastify'
import type { FlowTools } from '../flow/tools.ts'
import { errorAnswer, newRequestId } from './answers.ts'
import { errorFields } from './log.ts'
import { send } from './rpc-route.ts'

/** `/healthz`: the process answers. `/readyz`: its database answers too. */
export function healthRoutes(tools: Pick<FlowTools, 'store' | 'log'>) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get('/healthz', async () => ({ status: 'ok' }))
    app.get('/readyz', async (request, reply) => {
      try {
        await tools.store.listTenants()
        return { status: 'ready' }
      } catch (error) {
        tools.log.write('error', 'not-ready', errorFields(error))
        const unavailable = new ApiError('ServiceUnavailable', { retryAfterMs: 1000 })
        return send(reply, errorAnswer(unavailable, newRequestId(), request.headers.host))
      }
    })
  }
}

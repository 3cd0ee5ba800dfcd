import { ApiError } from '@bonafide/protocol'
import type { FastifyInstance } from 'fastify'
import type { FlowTools } from '../flow/tools.ts'
import { errorAnswer, newRequestId } from './answers.ts'
import { findFile, sendFile } from './browser-files.ts'
import { send } from './rpc-route.ts'
import { hostedPagePolicy } from './security-headers.ts'

/** The page behind TransactionUrl. It is the same for every transaction; only who may frame it differs by tenant. */
export function hostedPage(folder: string, tools: Pick<FlowTools, 'store'>) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get<{ Params: { transactionId: string } }>('/v/:transactionId', async (request, reply) => {
      const file = await findFile(folder, 'hosted.html')
      if (file === undefined) {
        const error = new ApiError('ServiceUnavailable', { detail: 'The browser files are not built.' })
        return send(reply, errorAnswer(error, newRequestId(), request.headers.host))
      }
      const parents = await framingOrigins(request.params.transactionId, tools)
      reply.headers({
        'content-security-policy': hostedPagePolicy(parents),
        'permissions-policy': 'camera=(self), geolocation=(), microphone=()',
      })
      return sendFile(request, reply, file)
    })
  }
}

async function framingOrigins(transactionId: string, { store }: Pick<FlowTools, 'store'>): Promise<readonly string[]> {
  const transaction = await store.findTransaction(transactionId)
  const tenant = transaction === undefined ? undefined : await store.findTenant(transaction.tenantId)
  return tenant?.settings.iframeParents ?? []
}

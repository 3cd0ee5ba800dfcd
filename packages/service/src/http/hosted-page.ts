import { ApiError } from '@bonafide/protocol'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { FlowTools } from '../flow/tools.ts'
import { errorAnswer, newRequestId } from './answers.ts'
import { findFile, sendFile } from './browser-files.ts'
import { send } from './rpc-route.ts'
import { hostedPageHeaders } from './security-headers.ts'

interface Framed {
  readonly Params: { readonly transactionId: string }
}

/**
 * The page behind TransactionUrl, and the page that examines the camera, which needs no transaction. They are one file,
 * the same for everybody; only who may frame it differs by tenant.
 */
export function hostedPage(folder: string, tools: Pick<FlowTools, 'store' | 'settings'>) {
  const show = async (request: FastifyRequest, reply: FastifyReply, parents: readonly string[]) => {
    const file = await findFile(folder, 'hosted.html')
    if (file === undefined) {
      const error = new ApiError('ServiceUnavailable', { detail: 'The browser files are not built.' })
      return send(reply, errorAnswer(error, newRequestId(), request.headers.host))
    }
    reply.headers(hostedPageHeaders(parents, tools.settings.deviceUrl))
    return sendFile(request, reply, file)
  }
  return async (app: FastifyInstance): Promise<void> => {
    app.get('/camera', (request, reply) => show(request, reply, []))
    for (const path of ['/v/:transactionId', '/v/:transactionId/camera']) {
      app.get<Framed>(path, async (request, reply) =>
        show(request, reply, await framingOrigins(request.params.transactionId, tools)),
      )
    }
  }
}

async function framingOrigins(transactionId: string, { store }: Pick<FlowTools, 'store'>): Promise<readonly string[]> {
  const transaction = await store.findTransaction(transactionId)
  const tenant = transaction === undefined ? undefined : await store.findTenant(transaction.tenantId)
  return tenant?.settings.iframeParents ?? []
}

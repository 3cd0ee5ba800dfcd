import { ApiError } from '@bonafide/protocol'
import type { FastifyInstance } from 'fastify'
import type { FlowTools } from '../flow/tools.ts'
import { readObjectLink } from '../uploads/objects.ts'
import { readUpload } from '../uploads/receive-upload.ts'
import { errorAnswer, newRequestId } from './answers.ts'
import { send } from './rpc-route.ts'

/** `/objects/LINK`: what TempOssUrlIntl gave the address of. */
export function objectRoute(tools: FlowTools) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get<{ Params: { link: string } }>('/objects/:link', async (request, reply) => {
      const link = readObjectLink(request.params.link, tools.keys.installation, tools.clock.now())
      const bytes = link === undefined ? undefined : await readUpload(link, tools)
      if (bytes === undefined) {
        const error = new ApiError('InvalidParameter', { detail: 'The address is not valid any more.' })
        return send(reply, errorAnswer(error, newRequestId(), request.headers.host, 404))
      }
      // Never shown as a page of ours, whatever somebody uploaded.
      return reply
        .type('application/octet-stream')
        .header('content-disposition', 'attachment; filename="object"')
        .send(Buffer.from(bytes))
    })
  }
}

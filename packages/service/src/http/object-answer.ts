import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FlowTools } from '../flow/tools.ts'
import { receiveObject } from '../uploads/receive-object.ts'
import { newRequestId } from './answers.ts'
import { sendUploadError } from './upload-answer.ts'

/** Whether a request is one of the vendor's object storage clients; its signatures begin in their own way. */
export function isObjectRequest(request: FastifyRequest): boolean {
  return /^OSS4?[ -]/.test(request.headers.authorization ?? '')
}

/** Takes an object, or says in XML why not. */
export async function answerObject(
  request: FastifyRequest,
  reply: FastifyReply,
  tools: FlowTools,
): Promise<FastifyReply> {
  try {
    const etag = await receiveObject(
      {
        method: request.method,
        path: (request.raw.url ?? '/').split('?', 1)[0] ?? '/',
        headers: new Map(Object.entries(request.headers).map(([name, value]) => [name, String(value ?? '')])),
        body: request.body instanceof Uint8Array ? request.body : new Uint8Array(),
      },
      tools,
    )
    return reply.code(200).header('etag', `"${etag}"`).header('x-oss-request-id', newRequestId()).send()
  } catch (error) {
    return sendUploadError(error, reply, tools)
  }
}

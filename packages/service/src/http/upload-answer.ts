import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FlowTools } from '../flow/tools.ts'
import { receiveUpload } from '../uploads/receive-upload.ts'
import { UPLOAD_ERRORS, UploadRefused } from '../uploads/upload-refused.ts'
import { asApiError, newRequestId, retryHeaders } from './answers.ts'
import { errorFields } from './log.ts'

/** Whether a request is the upload form of the official clients. A signed call of the API never is one. */
export function isUploadForm(request: FastifyRequest): boolean {
  const { authorization, 'content-type': type = '' } = request.headers
  return request.method === 'POST' && authorization === undefined && /^multipart\/form-data\b/i.test(type)
}

/** Takes the form and answers XML, as an object storage does; the official clients read nothing else there. */
export async function answerUpload(
  request: FastifyRequest,
  reply: FastifyReply,
  tools: FlowTools,
): Promise<FastifyReply> {
  const body = request.body instanceof Uint8Array ? request.body : new Uint8Array()
  try {
    const { key, etag } = await receiveUpload(request.headers['content-type'] ?? '', body, tools)
    return sendXml(reply, 201, `<PostResponse><Key>${key}</Key><ETag>"${etag}"</ETag></PostResponse>`)
  } catch (error) {
    return sendUploadError(error, reply, tools)
  }
}

/** Says why an upload was refused, as an object storage does. */
export function sendUploadError(error: unknown, reply: FastifyReply, tools: Pick<FlowTools, 'log'>): FastifyReply {
  const requestId = newRequestId()
  const { status, code, message } = asUploadError(error, requestId, tools)
  const fields = `<Code>${code}</Code><Message>${message}</Message><RequestId>${requestId}</RequestId>`
  return sendXml(reply, status, `<Error>${fields}<HostId>bonafide</HostId></Error>`)
}

function asUploadError(error: unknown, requestId: string, tools: Pick<FlowTools, 'log'>) {
  if (error instanceof UploadRefused) {
    tools.log.write('info', 'upload-refused', { requestId, code: error.code })
    return { code: error.code, ...UPLOAD_ERRORS[error.code] }
  }
  tools.log.write('error', 'upload-failed', { requestId, ...errorFields(error) })
  const { code, status, message } = asApiError(error)
  return { code, status, message }
}

function sendXml(reply: FastifyReply, status: number, xml: string): FastifyReply {
  return reply
    .code(status)
    .headers(retryHeaders(status))
    .type('application/xml')
    .send(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`)
}

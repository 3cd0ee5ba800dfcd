import { type AuthenticatedCall, authenticate } from '@bonafide/protocol'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { perform } from '../actions/perform.ts'
import { nodeDigests } from '../custody/node-digests.ts'
import type { FlowTools } from '../flow/tools.ts'
import { UpstreamRefusal } from '../shadow/upstream-refusal.ts'
import { type Answer, asApiError, errorAnswer, retryHeaders, successAnswer } from './answers.ts'
import { createFindKey, type FindKey, type TenantKey } from './find-key.ts'
import { errorFields } from './log.ts'
import { answerObject, isObjectRequest } from './object-answer.ts'
import { answerUpload, isUploadForm } from './upload-answer.ts'

/** 12 MB: one picture of 8.5 MB as Base64 and percent-encoded, and what stands beside it. */
export const RPC_BODY_BYTES = 12 * 1024 * 1024

export interface RpcOptions {
  readonly tools: FlowTools
  /** Exact origins that CallbackUrl may name although they are not https. */
  readonly callbackOrigins: readonly string[]
}

/** The compatible API: one route that verifies who signed the request and carries out the action it names. */
export function rpcRoute(options: RpcOptions) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: RPC_BODY_BYTES }, (_request, body, done) =>
      done(null, body),
    )
    const answering = { ...options, findKey: createFindKey(options.tools) }
    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      if (isUploadForm(request)) return answerUpload(request, reply, options.tools)
      if (isObjectRequest(request)) return answerObject(request, reply, options.tools)
      return send(reply, await answer(request, answering))
    }
    app.route({ method: ['GET', 'POST'], url: '/', handler })
    // A signed request with another method or path is told about its signature first, like every other.
    app.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
      url: '*',
      handler: (request, reply) =>
        request.headers.authorization === undefined ? reply.callNotFound() : handler(request, reply),
    })
  }
}

async function answer(request: FastifyRequest, options: RpcOptions & { readonly findKey: FindKey }): Promise<Answer> {
  const requestId = request.id
  const began = performance.now()
  const { log } = options.tools
  try {
    const call = await identify(request, options)
    const { tenant, ...key } = call.key
    const { accessKeyId } = call
    const context = {
      tenant,
      key,
      accessKeyId,
      tools: options.tools,
      parsing: { httpOrigins: options.callbackOrigins },
    }
    const body = await perform(call, context)
    const fields = { requestId, action: call.action, accessKeyId: call.accessKeyId, status: 200 }
    log.write('info', 'call', { ...fields, tenantId: tenant.id, ms: Math.round(performance.now() - began) })
    return successAnswer(requestId, body)
  } catch (error) {
    if (error instanceof UpstreamRefusal) {
      log.write('info', 'call-refused', { requestId, code: error.code, status: error.answer.status })
      return { ...error.answer, headers: retryHeaders(error.answer.status) }
    }
    const apiError = asApiError(error)
    const level = apiError.status >= 500 ? 'error' : 'info'
    const cause = level === 'error' ? errorFields(apiError.cause ?? apiError) : {}
    log.write(level, 'call-refused', { requestId, ...cause, code: apiError.code, status: apiError.status })
    return errorAnswer(apiError, requestId, request.headers.host)
  }
}

async function identify(
  request: FastifyRequest,
  { tools, findKey }: { readonly tools: FlowTools; readonly findKey: FindKey },
): Promise<AuthenticatedCall<TenantKey>> {
  const wire = {
    method: request.method,
    rawUrl: request.raw.url ?? '/',
    headers: headerLines(request.raw.rawHeaders),
    body: request.body instanceof Uint8Array ? request.body : new Uint8Array(),
  }
  const now = tools.clock.now()
  const call = await authenticate<TenantKey>(wire, {
    findKey,
    rememberNonce: (id, nonce, forgetAt) => tools.store.rememberNonce(id, nonce, forgetAt),
    digests: nodeDigests,
    now,
  })
  // An operator who wants to switch version 2 off has to know who still needs it (security.md A4).
  if (call.version === 'V2') await tools.store.noteV2Use(call.key.permanentId, now)
  return call
}

function headerLines(raw: readonly string[]): [string, string][] {
  const lines: [string, string][] = []
  for (let index = 0; index + 1 < raw.length; index += 2) lines.push([raw[index] ?? '', raw[index + 1] ?? ''])
  return lines
}

export function send(reply: FastifyReply, { status, body, headers }: Answer): FastifyReply {
  const requestId = body['RequestId']
  // Another service may have given it.
  const isHeader = typeof requestId === 'string' && /^[\x21-\x7e]{1,128}$/.test(requestId)
  return reply
    .code(status)
    .headers({ ...headers, ...(isHeader ? { 'x-acs-request-id': requestId } : {}) })
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(body))
}

import type { VerificationHandler } from './create-verification-handler.ts'

type NodeHeaders = Readonly<Record<string, string | string[] | undefined>>

/** What a fastify request has; `body` is parsed by fastify. */
export interface FastifyStyleRequest {
  readonly method: string
  readonly url: string
  readonly headers: NodeHeaders
  readonly body?: unknown
}

export interface FastifyStyleReply {
  code(status: number): unknown
  header(name: string, value: string): unknown
  send(payload: string): unknown
}

/** `app.all('/verification/*', toFastifyHandler(handler))` */
export function toFastifyHandler(handler: VerificationHandler) {
  return async (request: FastifyStyleRequest, reply: FastifyStyleReply): Promise<unknown> => {
    const answer = (await handler.handle(toRequest(request, request.url))) ?? notFound()
    const text = await answer.text()
    reply.code(answer.status)
    for (const [name, value] of answer.headers) reply.header(name, value)
    reply.send(text)
    return reply
  }
}

/** What an express request has; `body` is there when a parser ran before. */
export interface ExpressStyleRequest extends AsyncIterable<Uint8Array> {
  readonly method: string
  readonly originalUrl: string
  readonly headers: NodeHeaders
  readonly body?: unknown
}

export interface ExpressStyleResponse {
  status(status: number): unknown
  setHeader(name: string, value: string): unknown
  end(text: string): unknown
}

/** `app.use(toExpressHandler(handler))`; requests for other paths go on to the next handler. */
export function toExpressHandler(handler: VerificationHandler) {
  return (request: ExpressStyleRequest, response: ExpressStyleResponse, next: (error?: unknown) => void): void => {
    answerExpress(handler, request, response).then((answered) => {
      if (!answered) next()
    }, next)
  }
}

async function answerExpress(
  handler: VerificationHandler,
  request: ExpressStyleRequest,
  response: ExpressStyleResponse,
): Promise<boolean> {
  const parsed = request.body !== undefined || request.method === 'GET' || request.method === 'HEAD'
  const answer = await handler.handle(toRequest(request, request.originalUrl, parsed ? undefined : request))
  if (answer === undefined) return false
  response.status(answer.status)
  for (const [name, value] of answer.headers) response.setHeader(name, value)
  response.end(await answer.text())
  return true
}

function toRequest(
  request: { readonly method: string; readonly headers: NodeHeaders; readonly body?: unknown },
  target: string,
  unread?: AsyncIterable<Uint8Array>,
): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !name.startsWith(':')) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
  const body = hasBody ? (unread === undefined ? bodyText(request.body) : streamOf(unread)) : null
  const init: RequestInit & { readonly duplex: 'half' } = { method: request.method, headers, body, duplex: 'half' }
  // Put together as text: read as a relative address, a path that begins with two slashes would name another host.
  return new Request(`http://merchant.invalid${target}`, init)
}

function bodyText(body: unknown): string {
  if (typeof body === 'string') return body
  if (body instanceof Uint8Array) return new TextDecoder().decode(body)
  return JSON.stringify(body ?? {})
}

/** Reads only when the handler reads, so that requests for other paths keep their body. */
function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  let iterator: AsyncIterator<Uint8Array> | undefined
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        iterator ??= chunks[Symbol.asyncIterator]()
        const { done, value } = await iterator.next()
        if (done === true) controller.close()
        else controller.enqueue(value)
      },
    },
    { highWaterMark: 0 },
  )
}

function notFound(): Response {
  return Response.json({ code: 'not-found' }, { status: 404 })
}

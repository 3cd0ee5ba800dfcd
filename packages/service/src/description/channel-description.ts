import { CHANNEL_HEADERS, CHANNEL_PROBLEMS } from '@bonafide/protocol'
import { z } from 'zod'
import { problem } from '../channel/problems.ts'
import { CHANNEL_BODIES } from '../channel/read-body.ts'

interface ChannelRoute {
  readonly method: 'get' | 'post' | 'put'
  readonly path: string
  readonly summary: string
  readonly body?: keyof typeof CHANNEL_BODIES | 'bytes'
}

/** The routes of channel/routes.ts, in the order in which a client comes by them. */
export const CHANNEL_ROUTES: readonly ChannelRoute[] = [
  { method: 'post', path: '/open', summary: 'Binds the transaction to the key of this browser.', body: 'open' },
  { method: 'get', path: '/session', summary: 'What is to be done now; waits up to 20 s while judging.' },
  { method: 'post', path: '/attempts', summary: 'Begins an attempt at a step.', body: 'attempt' },
  { method: 'put', path: '/attempts/{attemptId}/pieces/{index}', summary: 'One piece of the material.', body: 'bytes' },
  {
    method: 'put',
    path: '/attempts/{attemptId}/clip',
    summary: 'A short clip of the face step, where one is asked for.',
    body: 'bytes',
  },
  {
    method: 'post',
    path: '/attempts/{attemptId}/device',
    summary: 'What the browser reports of itself; answered with a device token.',
    body: 'device',
  },
  { method: 'post', path: '/attempts/{attemptId}/submit', summary: 'The material is complete.', body: 'submit' },
  {
    method: 'post',
    path: '/retake',
    summary: 'A page whose reading is shown is to be taken again.',
    body: 'retake',
  },
  { method: 'post', path: '/leave', summary: 'The user left.', body: 'leave' },
  { method: 'post', path: '/handover', summary: 'A link with which another device takes over, good for one minute.' },
  { method: 'get', path: '/handover', summary: 'Whether another device took the link; waits up to 20 s for it.' },
  {
    method: 'post',
    path: '/handover/number',
    summary: 'The number that the other device shows; the session moves there, or the link is void.',
    body: 'number',
  },
  { method: 'post', path: '/claim', summary: 'Another device takes the link, with a key of its own.', body: 'claim' },
  { method: 'get', path: '/follow', summary: 'The session, for the key that it had before it moved.' },
]

/** The client channel as OpenAPI 3.1; the bodies are the schemas that requests are read with. */
export function channelDescription(): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Bonafide, client channel',
      version: '1',
      description: `What the capture SDK and the service say to each other. Every request is signed with the key of the session: ${CHANNEL_HEADERS.signature} over method, path, ${CHANNEL_HEADERS.sequence} and the SHA-256 of the body.`,
    },
    paths: pathsOf(CHANNEL_ROUTES),
    components: {
      schemas: {
        ...Object.fromEntries(Object.entries(CHANNEL_BODIES).map(([name, schema]) => [name, bodySchema(schema)])),
        problem: problemSchema(),
      },
    },
  }
}

function pathsOf(routes: readonly ChannelRoute[]): object {
  return Object.fromEntries(
    routes.map((route) => [`/channel/v1/{transactionId}${route.path}`, { [route.method]: describe(route) }]),
  )
}

function describe({ method, path, summary, body }: ChannelRoute): object {
  const inPath = ['transactionId', ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)]
  return {
    summary,
    parameters: [
      ...inPath.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...[CHANNEL_HEADERS.sequence, CHANNEL_HEADERS.signature].map(requiredHeader),
      ...(body === 'bytes' ? [requiredHeader(CHANNEL_HEADERS.pieceSha256)] : []),
      ...(method === 'get'
        ? [{ name: 'wait', in: 'query', schema: { type: 'integer', minimum: 0, maximum: 20 } }]
        : []),
    ],
    ...(body === undefined ? {} : { requestBody: { required: true, content: contentOf(body) } }),
    responses: {
      200: { description: 'As packages/protocol/src/channel.ts says.', content: { 'application/json': {} } },
      default: {
        description: 'A problem (RFC 9457).',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/problem' } } },
      },
    },
  }
}

function requiredHeader(name: string): object {
  return { name, in: 'header', required: true, schema: { type: 'string' } }
}

function contentOf(body: NonNullable<ChannelRoute['body']>): object {
  if (body === 'bytes') return { 'application/octet-stream': {} }
  return { 'application/json': { schema: { $ref: `#/components/schemas/${body}` } } }
}

/** What else stands in a body is dropped, so nothing is said about it. */
function bodySchema(schema: z.ZodType): object {
  const { $schema: _schema, additionalProperties: _more, ...rest } = z.toJSONSchema(schema, { io: 'input' })
  return rest
}

function problemSchema(): object {
  const statuses = [...new Set(CHANNEL_PROBLEMS.map((code) => problem(code).status))].sort((a, b) => a - b)
  return {
    type: 'object',
    required: ['type', 'title', 'status', 'code'],
    properties: {
      type: { type: 'string' },
      title: { type: 'string' },
      status: { enum: statuses },
      code: { enum: CHANNEL_PROBLEMS },
      detail: { type: 'string' },
      clientCode: { type: 'integer' },
      nextSequence: { type: 'integer' },
    },
  }
}

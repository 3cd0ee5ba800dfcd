import { ApiError } from '@bonafide/protocol'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { errorAnswer, newRequestId } from './answers.ts'
import { send } from './rpc-route.ts'
import { createUnderWay, type UnderWay } from './under-way.ts'

/**
 * Bodies that are held at a time: 256 MB of pictures are some thirty of the largest calls (8.5 MB each), far more than
 * judging processes work on; a process needs about twice that while it parses them.
 */
const MOST_HELD_BYTES = 256 * 1024 * 1024
/** Requests under way: each costs memory of its own, also one that waits for the database. */
const MOST_AT_ONCE = 2_000
const TRY_AGAIN_MS = 1_000

declare module 'fastify' {
  interface FastifyRequest {
    /** Bytes of its body that have arrived. */
    heldBytes: number
  }
}

export interface RequestBounds {
  readonly mostHeldBytes?: number
  readonly mostAtOnce?: number
}

/**
 * Refuses a request at once when too much is under way already, before anything of it is read (security.md I8). Returns the
 * answers that are not ended, as they come and go.
 */
export function boundRequests(app: FastifyInstance, bounds: RequestBounds = {}): UnderWay {
  const { mostHeldBytes = MOST_HELD_BYTES, mostAtOnce = MOST_AT_ONCE } = bounds
  const underWay = createUnderWay()
  let heldBytes = 0
  app.decorateRequest('heldBytes', 0)
  app.addHook('onRequest', (request, reply, done) => {
    if (underWay.size >= mostAtOnce || heldBytes >= mostHeldBytes) {
      const busy = new ApiError('ServiceUnavailable', { retryAfterMs: TRY_AGAIN_MS })
      // Closed: its body is not read, so nothing else can come through this connection.
      send(reply.header('connection', 'close'), errorAnswer(busy, newRequestId(), request.headers.host))
      return
    }
    const leave = underWay.add(reply.raw)
    reply.raw.once('close', () => {
      leave()
      heldBytes -= request.heldBytes
    })
    done()
  })
  // A callback and no promise: the parser has to listen before the first bytes flow.
  app.addHook('preParsing', (request, _reply, payload, done) => {
    if (hasBody(request))
      payload.on('data', (chunk: Buffer) => {
        request.heldBytes += chunk.length
        heldBytes += chunk.length
      })
    done(null, payload)
  })
  return underWay
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
}

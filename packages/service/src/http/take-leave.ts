import type { FastifyInstance } from 'fastify'
import type { UnderWay } from './under-way.ts'

/** security.md I9: what was accepted is answered within 30 s of a stop; a client that takes longer would hold it up for ever. */
const GRACE_MS = 30_000

export interface LeaveOptions {
  /** Whether the process was told to stop: it listens still, and load balancers look elsewhere. */
  readonly isStopping: () => boolean
  readonly underWay: UnderWay
  readonly graceMs?: number
}

/**
 * Ends the connections of a process that stops. Every request that still comes in is carried out, and its answer says that
 * the connection ends there, so that the next one goes to another process. What is not answered when the grace is over is
 * cut off: Node looks at no other limit of time once it does not listen.
 */
export function takeLeave(app: FastifyInstance, { isStopping, underWay, graceMs = GRACE_MS }: LeaveOptions): void {
  let closing = false
  app.addHook('preClose', (done) => {
    closing = true
    for (const answer of underWay) {
      if (!answer.headersSent) answer.setHeader('connection', 'close')
      // This connection was promised to stay.
      else answer.once('close', () => app.server.closeIdleConnections())
    }
    const grace = setTimeout(() => app.server.closeAllConnections(), graceMs)
    app.server.once('close', () => clearTimeout(grace))
    done()
  })
  app.addHook('onRequest', (_request, reply, done) => {
    if (closing || isStopping()) reply.header('connection', 'close')
    done()
  })
}

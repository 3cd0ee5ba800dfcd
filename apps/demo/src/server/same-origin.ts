import type { FastifyInstance } from 'fastify'

/** Requests that change something must come from the bank's own page (the cookie alone would do for a foreign form). */
export function refuseForeignOrigins(app: FastifyInstance, publicUrl: string): void {
  // Without this parser a foreign page could post JSON as plain text, which browsers send without asking first.
  app.removeContentTypeParser('text/plain')
  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD') return
    if (request.headers.origin !== publicUrl) {
      await reply.code(403).send({ message: 'Please use the bank’s own page.' })
    }
  })
}

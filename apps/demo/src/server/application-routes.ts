import type { FastifyInstance } from 'fastify'
import { viewOf } from './application.ts'
import type { ApplicationBook } from './application-book.ts'
import { readDetails } from './details.ts'
import type { SessionCookie } from './session-cookie.ts'

/** The bank's own form: who applies, what they agree to, and starting over. */
export function routeApplications(app: FastifyInstance, book: ApplicationBook, cookie: SessionCookie): void {
  app.get('/api/application', async (request) => viewOf(book.ofSession(cookie.read(request.headers.cookie))))

  app.post('/api/application', async (request, reply) => {
    const details = readDetails(request.body)
    if ('field' in details) return reply.code(400).send(details)
    const known = book.ofSession(cookie.read(request.headers.cookie))
    if (known !== undefined) return viewOf(Object.assign(known, details))
    return viewOf(book.begin(details, (id) => reply.header('set-cookie', cookie.write(id))))
  })

  app.post<{ Body: { product?: unknown } | null }>('/api/application/consent', async (request, reply) => {
    const application = book.ofSession(cookie.read(request.headers.cookie))
    if (application === undefined) return reply.code(401).send({ message: 'Please begin with your name.' })
    const product = request.body?.product === 'face' ? 'face' : 'passport-and-face'
    application.consent = { product, at: new Date() }
    return viewOf(application)
  })

  app.post('/api/application/over', async (request, reply) => {
    const sessionId = cookie.read(request.headers.cookie)
    if (sessionId !== undefined) book.end(sessionId)
    reply.header('set-cookie', cookie.write(undefined))
    return viewOf(undefined)
  })
}

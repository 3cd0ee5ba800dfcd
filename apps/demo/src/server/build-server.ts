import type { Client } from '@bonafide/server-sdk'
import fastify, { type FastifyInstance } from 'fastify'
import { ApplicationBook } from './application-book.ts'
import { routeApplications } from './application-routes.ts'
import { servePage } from './page-files.ts'
import { pageHeaders } from './page-policy.ts'
import { refuseForeignOrigins } from './same-origin.ts'
import { sessionCookie } from './session-cookie.ts'
import { routeVerification } from './verification-routes.ts'

export interface ServerOptions {
  readonly client: Client
  /** Origin under which browsers reach the service. */
  readonly serviceOrigin: string
  /** Origin under which browsers reach the bank. */
  readonly publicUrl: string
  /** Origin under which the service reaches the bank. */
  readonly callbackOrigin: string
  readonly callbackSecret: string
  readonly onError: (error: unknown) => void
}

/** The bank's server, not yet listening. */
export function buildServer(options: ServerOptions): FastifyInstance {
  const { client, publicUrl, serviceOrigin, callbackOrigin, callbackSecret, onError } = options
  const app = fastify({ bodyLimit: 64 * 1024, forceCloseConnections: true })
  const headers = pageHeaders(serviceOrigin)
  app.addHook('onRequest', async (_request, reply) => void reply.headers(headers))
  app.setErrorHandler((error: { readonly statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) onError(error)
    return reply.code(status).send({ message: 'That did not work. Please try again.' })
  })
  const book = new ApplicationBook()
  const cookie = sessionCookie(publicUrl.startsWith('https:'))
  refuseForeignOrigins(app, publicUrl)
  routeApplications(app, book, cookie)
  const returnUrl = `${publicUrl}/result`
  routeVerification(app, { client, book, cookie, returnUrl, callbackOrigin, callbackSecret, onError })
  servePage(app, { publicUrl, serviceOrigin })
  return app
}

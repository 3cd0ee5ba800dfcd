import { CHANNEL_HEADERS } from '@bonafide/protocol'
import type { FastifyInstance } from 'fastify'
import type { FlowSettings } from '../flow/tools.ts'

/** A day; browsers that keep less keep less. */
const PREFLIGHT_SECONDS = 86_400

/**
 * Where device reports have an address of their own, the hosted page sends them from its origin to that one: the browser
 * asks first. No other origin is let in, and no cookies are.
 */
export function allowDeviceReports(
  app: FastifyInstance,
  route: string,
  settings: Pick<FlowSettings, 'deviceUrl' | 'publicUrl'>,
): void {
  const allow = () => ({ 'access-control-allow-origin': settings.publicUrl, vary: 'origin' })
  if (settings.deviceUrl === undefined) return
  app.options(route, async (_request, reply) =>
    reply
      .code(204)
      .headers({
        ...allow(),
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': `content-type, ${CHANNEL_HEADERS.sequence}, ${CHANNEL_HEADERS.signature}`,
        'access-control-max-age': PREFLIGHT_SECONDS,
      })
      .send(),
  )
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.url?.endsWith('/device') === true) reply.headers(allow())
  })
}

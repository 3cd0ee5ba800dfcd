import { timingSafeEqual } from 'node:crypto'
import {
  type CallbackHint,
  type Client,
  createVerificationHandler,
  toFastifyHandler,
  type VerificationHandler,
  verifyCallback,
} from '@bonafide/server-sdk'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Product } from '../application-view.ts'
import type { ApplicationBook } from './application-book.ts'
import type { SessionCookie } from './session-cookie.ts'

const BASE_PATH = '/api/verification'

/** What each choice of the menu asks of the service. */
const PRODUCTS: Readonly<Record<Product, { readonly productCode: string; readonly documentType?: string }>> = {
  'passport-and-face': { productCode: 'eKYC_PRO', documentType: 'GLB03002' },
  face: { productCode: 'FACE_LIVENESS' },
}

export interface VerificationRoutes {
  readonly client: Client
  readonly book: ApplicationBook
  readonly cookie: SessionCookie
  /** The page that the customer comes back to. */
  readonly returnUrl: string
  /** Origin under which the service reaches this server. */
  readonly callbackOrigin: string
  /** Signs the service's callbacks. */
  readonly callbackSecret: string
  readonly onError: (error: unknown) => void
}

/** Everything that this bank does about identity verification: start, status, callback. */
export function routeVerification(app: FastifyInstance, options: VerificationRoutes): void {
  const { book, cookie } = options
  const handlers = {
    'passport-and-face': createHandler('passport-and-face', options),
    face: createHandler('face', options),
  }
  app.all(`${BASE_PATH}/:action`, async (request, reply) => {
    const consent = book.ofSession(cookie.read(request.headers.cookie))?.consent
    return toFastifyHandler(handlers[consent?.product ?? 'passport-and-face'])(request, reply)
  })

  app.get(`${BASE_PATH}/callback`, async (request, reply) => {
    const hint = await readCallback(request, options)
    if (hint === undefined) return reply.code(401).send({ code: 'callback-refused' })
    // The hint's `passed` is not looked at: the service is asked for the verdict.
    const refreshed = await handlers.face.refresh(hint.transactionId).catch(options.onError)
    return reply.code(refreshed === undefined ? 503 : 204).send()
  })
}

function createHandler(product: Product, options: VerificationRoutes): VerificationHandler {
  const { client, book, cookie, returnUrl, callbackOrigin, onError } = options
  return createVerificationHandler({
    ...PRODUCTS[product],
    client,
    store: book,
    basePath: BASE_PATH,
    returnUrl,
    callbackUrl: `${callbackOrigin}${BASE_PATH}/callback`,
    identify: (request) => {
      const application = book.ofSession(cookie.read(request.headers.get('cookie') ?? undefined))
      return application?.consent === undefined ? undefined : application.customerId
    },
    onError,
  })
}

/** The callback, if the service signed it and it carries the token of a check that this bank started. */
async function readCallback(request: FastifyRequest, options: VerificationRoutes): Promise<CallbackHint | undefined> {
  const { callbackSecret, book } = options
  const hint = await verifyCallback(request.url, request.headers, [callbackSecret], new Date()).catch(() => undefined)
  if (hint === undefined) return undefined
  const started = await book.findByTransaction(hint.transactionId)
  return started !== undefined && isSame(hint.callbackToken ?? '', started.callbackToken) ? hint : undefined
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

import { hex, utf8, webDigests } from '@bonafide/protocol'
import { VerificationApiError } from '../client/client-error.ts'
import type { Client } from '../client/create-client.ts'
import type { InitializeRequest } from '../client/initialize-request.ts'
import { type AppView, appView } from './app-view.ts'
import { readStartBody } from './read-start-body.ts'
import { isOpen, type RefreshTools, refresh } from './refresh.ts'
import type { Verification, VerificationStore } from './verification-store.ts'

export interface VerificationHandlerOptions {
  readonly client: Client
  readonly store: VerificationStore
  readonly productCode: string
  /** DocType of the service, for products that read a document. */
  readonly documentType?: string
  /** Who is asking, from your own session. Undefined answers 401. Must refuse forged cross-site requests itself. */
  identify(request: Request): Promise<string | undefined> | string | undefined
  /** Where the two endpoints live; `/verification` when not given. */
  readonly basePath?: string
  readonly callbackUrl?: string
  readonly returnUrl?: string
  /** Whatever else a verification shall be started with, e.g. the language of the user. */
  initializeWith?(userId: string, request: Request): Promise<Partial<InitializeRequest>> | Partial<InitializeRequest>
  /** Hears of failures that the app is only told about in general words. */
  onError?(error: unknown): void
  now?(): Date
}

export interface VerificationHandler {
  /**
   * Answers `POST {basePath}/start` and `GET {basePath}/status`; undefined for every other request.
   * Never rejects.
   */
  handle(request: Request): Promise<Response | undefined>
  /** Asks for the verdict again, e.g. after a callback. Undefined when no such verification was started here. */
  refresh(transactionId: string): Promise<Verification | undefined>
}

/**
 * The two endpoints that a merchant's app needs. The app learns state and a friendly reason, nothing else; the
 * transaction id for CheckResult comes from the store alone.
 *
 *     const verification = createVerificationHandler({ client, store, productCode: 'eKYC_PRO', documentType: 'GLB03002', identify })
 *     app.all('/verification/*', toFastifyHandler(verification))
 */
export function createVerificationHandler(options: VerificationHandlerOptions): VerificationHandler {
  const { basePath = '/verification', client, store } = options
  const tools: RefreshTools = { client, store, now: options.now ?? (() => new Date()) }
  const routes = new Map([
    [`POST ${basePath}/start`, start],
    [`GET ${basePath}/status`, status],
  ])
  return {
    handle: async (request) => {
      const route = routes.get(`${request.method} ${new URL(request.url).pathname}`)
      return route === undefined ? undefined : answer(route, request, options, tools)
    },
    refresh: async (transactionId) => {
      const verification = await store.findByTransaction(transactionId)
      return verification === undefined ? undefined : refresh(verification, tools)
    },
  }
}

type Route = (
  userId: string,
  request: Request,
  options: VerificationHandlerOptions,
  tools: RefreshTools,
) => Promise<Response>

async function answer(
  route: Route,
  request: Request,
  options: VerificationHandlerOptions,
  tools: RefreshTools,
): Promise<Response> {
  try {
    const userId = await options.identify(request)
    if (userId === undefined) return json(401, { code: 'not-signed-in' })
    return await route(userId, request, options, tools)
  } catch (error) {
    options.onError?.(error)
    const busy = error instanceof VerificationApiError
    return busy ? json(502, { code: 'verification-unavailable' }) : json(500, { code: 'internal' })
  }
}

async function start(
  userId: string,
  request: Request,
  options: VerificationHandlerOptions,
  tools: RefreshTools,
): Promise<Response> {
  const body = await readStartBody(request)
  if (body === undefined) return json(400, { code: 'meta-info-missing' })
  const merchantBizId = randomId()
  const callbackToken = randomId()
  const { productCode, documentType, callbackUrl, returnUrl } = options
  const started = await tools.client.initialize({
    productCode,
    merchantBizId,
    merchantUserId: hex(await webDigests.sha256(utf8(userId))),
    metaInfo: body.metaInfo,
    ...(documentType === undefined ? {} : { docType: documentType }),
    ...(callbackUrl === undefined ? {} : { callbackUrl, callbackToken }),
    ...(returnUrl === undefined ? {} : { returnUrl }),
    ...(await options.initializeWith?.(userId, request)),
  })
  const { transactionId, transactionUrl, protocol, clientCfg } = started
  await tools.store.save({ userId, transactionId, merchantBizId, callbackToken, startedAt: tools.now() })
  return json(200, { transactionId, transactionUrl, protocol, clientCfg })
}

async function status(
  userId: string,
  _request: Request,
  options: VerificationHandlerOptions,
  tools: RefreshTools,
): Promise<Response> {
  const verification = await tools.store.findLatest(userId)
  if (verification === undefined) return json(404, { code: 'not-started' })
  if (!isOpen(verification)) return json(200, appView(verification.outcome))
  return json(200, await openView(verification, options, tools))
}

/** While the service cannot be asked, the app sees what was known before; an error is never shown as a verdict. */
async function openView(
  verification: Verification,
  { onError }: VerificationHandlerOptions,
  tools: RefreshTools,
): Promise<AppView> {
  try {
    return appView((await refresh(verification, tools)).outcome)
  } catch (error) {
    onError?.(error)
    return appView(verification.outcome)
  }
}

/** 128 random bits as 32 letters and digits. */
function randomId(): string {
  return crypto.randomUUID().replaceAll('-', '')
}

function json(status: number, body: object): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } })
}

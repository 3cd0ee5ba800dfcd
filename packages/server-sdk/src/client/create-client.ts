import { setTimeout as wait } from 'node:timers/promises'
import { checkResult, initializeV2 } from '@bonafide/protocol'
import { type CallSettings, callWithRetries, type Transport } from './call.ts'
import { VerificationApiError } from './client-error.ts'
import { readEmbeddedJson } from './embedded-json.ts'
import { type InitializeRequest, initializePairs } from './initialize-request.ts'
import { type JsonObject, textOf } from './read-answer.ts'

export interface ClientOptions {
  /** Address of the service, e.g. `https://idv.example.com`. Plain http is accepted for this machine only. */
  readonly endpoint: string
  readonly accessKeyId: string
  readonly accessKeySecret: string
  /** For one try; 10 seconds when not given. */
  readonly timeoutMs?: number
  /** 3 when not given; 1 never retries. */
  readonly maxTries?: number
  /** Allows plain http to other machines, e.g. inside a private network. */
  readonly allowHttp?: boolean
  readonly transport?: Partial<Transport>
}

export interface StartedVerification {
  readonly requestId: string
  /** Keep it on your server, next to your user; never take it back from a client. */
  readonly transactionId: string
  /** For web flows. */
  readonly transactionUrl?: string
  readonly protocol?: string
  readonly clientCfg?: string
}

export interface CheckResultRequest {
  readonly transactionId: string
  readonly merchantBizId: string
  readonly isReturnImage?: boolean
}

/** The verdict. Everything beside it may be personal data: it belongs on your server, not in the app. */
export interface VerificationResult {
  readonly requestId: string
  readonly passed: boolean
  readonly subCode: string
  /** `Success`, `Failure`, or `Pending` while a person reviews it. */
  readonly ekycResult?: string
  readonly basicInfo?: JsonObject
  readonly idInfo?: JsonObject
  readonly faceInfo?: JsonObject
  readonly riskInfo?: JsonObject
  readonly info?: JsonObject
  readonly sourceInfo?: JsonObject
}

export interface CallOptions {
  readonly signal?: AbortSignal
}

export interface Client {
  /** Starts a verification. A retry after a lost answer may start a second one, which expires by itself. */
  initialize(request: InitializeRequest, options?: CallOptions): Promise<StartedVerification>
  /** Reads the verdict; throws `ProcessNotCompleted` before there is one. */
  checkResult(request: CheckResultRequest, options?: CallOptions): Promise<VerificationResult>
}

/**
 * The service as seen from a merchant's server. Every call is signed by V3; every refusal is a
 * `VerificationApiError`.
 *
 *     const client = createClient({ endpoint: 'https://idv.example.com', accessKeyId, accessKeySecret })
 *     const { transactionId, transactionUrl } = await client.initialize({ productCode: 'eKYC_PRO', … })
 */
export function createClient(options: ClientOptions): Client {
  const settings = settingsOf(options)
  const call = (operation: { readonly name: string; readonly version: string }, rest: Pairs, { signal }: CallOptions) =>
    callWithRetries(
      { action: operation.name, version: operation.version, ...rest, ...(signal === undefined ? {} : { signal }) },
      settings,
    )
  return {
    initialize: async (request, given = {}) => readStarted(await call(initializeV2, initializePairs(request), given)),
    checkResult: async (request, given = {}) => readResult(await call(checkResult, checkPairs(request), given)),
  }
}

type Pairs = ReturnType<typeof initializePairs>

function checkPairs({ transactionId, merchantBizId, isReturnImage }: CheckResultRequest): Pairs {
  const images = isReturnImage === true ? ([['IsReturnImage', 'Y']] as const) : []
  return { query: [['TransactionId', transactionId], ['MerchantBizId', merchantBizId], ...images], form: [] }
}

function readStarted(body: JsonObject): StartedVerification {
  const result = resultOf(body)
  const transactionUrl = textOf(result, 'TransactionUrl')
  const protocol = textOf(result, 'Protocol')
  const clientCfg = textOf(result, 'ClientCfg')
  return {
    requestId: textOf(body, 'RequestId') ?? '',
    transactionId: required(result, 'TransactionId'),
    ...(transactionUrl === undefined || transactionUrl === '' ? {} : { transactionUrl }),
    ...(protocol === undefined ? {} : { protocol }),
    ...(clientCfg === undefined ? {} : { clientCfg }),
  }
}

function readResult(body: JsonObject): VerificationResult {
  const result = resultOf(body)
  const ekycResult = textOf(result, 'EkycResult')
  const embedded = {
    basicInfo: 'ExtBasicInfo',
    idInfo: 'ExtIdInfo',
    faceInfo: 'ExtFaceInfo',
    riskInfo: 'ExtRiskInfo',
    info: 'ExtInfo',
    sourceInfo: 'ExtSourceInfo',
  }
  const read = Object.entries(embedded).map(([name, field]) => [name, readEmbeddedJson(result[field])] as const)
  return {
    requestId: textOf(body, 'RequestId') ?? '',
    // Fail closed: only a plain Y is a pass.
    passed: required(result, 'Passed') === 'Y',
    subCode: required(result, 'SubCode'),
    ...(ekycResult === undefined ? {} : { ekycResult }),
    ...Object.fromEntries(read.filter(([, value]) => value !== undefined)),
  }
}

function resultOf(body: JsonObject): JsonObject {
  const { Result: result, Code: code } = body
  if (code === 'Success' && typeof result === 'object' && result !== null)
    return Object.fromEntries(Object.entries(result))
  throw unreadable(body, 'It is not a successful answer with a Result.')
}

function required(result: JsonObject, field: string): string {
  const value = textOf(result, field) ?? ''
  if (value === '') throw unreadable(result, `It has no ${field}.`)
  return value
}

function unreadable(body: JsonObject, why: string): VerificationApiError {
  const requestId = textOf(body, 'RequestId')
  const details = { code: 'UnreadableAnswer', statusCode: 200, requestId, retryHelps: false }
  return new VerificationApiError(`The answer cannot be used. ${why}`, details)
}

function settingsOf(options: ClientOptions): CallSettings {
  const { accessKeyId, accessKeySecret, timeoutMs = 10_000, maxTries = 3, transport = {} } = options
  if (accessKeyId === '' || accessKeySecret === '') throw new TypeError('accessKeyId and accessKeySecret are required.')
  return {
    origin: originOf(options),
    accessKeyId,
    accessKeySecret,
    timeoutMs,
    maxTries,
    transport: {
      fetch: (...input) => fetch(...input),
      now: () => new Date(),
      random: () => Math.random(),
      wait: async (ms, signal) => {
        await wait(ms, undefined, signal === undefined ? {} : { signal })
      },
      ...transport,
    },
  }
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

function originOf({ endpoint, allowHttp = false }: ClientOptions): URL {
  const url = new URL(endpoint)
  const bare =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
  if (!bare) throw new TypeError('endpoint must be an address without path, query or user.')
  const plain = url.protocol === 'http:' && (allowHttp || LOOPBACK.includes(url.hostname))
  if (url.protocol === 'https:' || plain) return url
  throw new TypeError('endpoint must be https, or allowHttp must be set.')
}

import { createRequire } from 'node:module'
import type { Credentials } from './live-service.ts'

export interface OfficialCall {
  readonly action: string
  /** Of another API of the vendor. */
  readonly version?: string
  readonly query?: Readonly<Record<string, string>>
  readonly form?: Readonly<Record<string, string>>
}

/** An official client, reduced to one generic call. Resolves with the JSON body of the answer. */
export interface OfficialClient {
  readonly name: string
  call(host: string, credentials: Credentials, call: OfficialCall): Promise<Readonly<Record<string, unknown>>>
}

/** The parts of the two generic OpenAPI clients that are used here; both have them. */
interface OpenApiModule {
  readonly default: new (
    config: object,
  ) => {
    callApi(params: object, request: object, runtime: object): Promise<{ readonly body: Record<string, unknown> }>
  }
}

type Model = new (fields: object) => object

const require = createRequire(import.meta.url)
const VERSION = '2022-08-09'

/** `@alicloud/openapi-core`, on which the published TypeScript SDK of the API is built. */
const core: OpenApiModule & {
  readonly OpenApiUtil: unknown
  readonly $OpenApiUtil: Record<'Config' | 'Params' | 'OpenApiRequest', Model>
} = require('@alicloud/openapi-core')
const { RuntimeOptions: CoreRuntime }: { readonly RuntimeOptions: Model } = createRequire(
  require.resolve('@alicloud/openapi-core'),
)('@darabonba/typescript')

/** `@alicloud/openapi-client`, the generation before. */
const older: OpenApiModule & Record<'Config' | 'Params' | 'OpenApiRequest', Model> = require('@alicloud/openapi-client')
const { RuntimeOptions: OlderRuntime }: { readonly RuntimeOptions: Model } = createRequire(
  require.resolve('@alicloud/openapi-client'),
)('@alicloud/tea-util')

/** `@alicloud/pop-core`, which signs by V2. */
const Pop: new (
  config: object,
) => {
  request(action: string, params: object, options: object): Promise<Record<string, unknown>>
} = require('@alicloud/pop-core')

export const openApiCore: OfficialClient = {
  name: '@alicloud/openapi-core',
  call: (host, credentials, call) =>
    callOpenApi(core, { ...core.$OpenApiUtil, Runtime: CoreRuntime }, host, credentials, call),
}

export const openApiCoreV2: OfficialClient = {
  name: '@alicloud/openapi-core signing by V2',
  call: (host, credentials, call) =>
    callOpenApi(
      core,
      { ...core.$OpenApiUtil, Runtime: CoreRuntime },
      host,
      { ...credentials, signatureAlgorithm: 'v2' },
      call,
    ),
}

export const openApiClient: OfficialClient = {
  name: '@alicloud/openapi-client',
  call: (host, credentials, call) => callOpenApi(older, { ...older, Runtime: OlderRuntime }, host, credentials, call),
}

export const popCoreGet: OfficialClient = popCore('GET')
export const popCorePost: OfficialClient = popCore('POST')

async function callOpenApi(
  { default: Client }: OpenApiModule,
  models: Record<'Config' | 'Params' | 'OpenApiRequest' | 'Runtime', Model>,
  host: string,
  credentials: Credentials & { readonly signatureAlgorithm?: string },
  { action, version = VERSION, query, form }: OfficialCall,
): Promise<Record<string, unknown>> {
  const client = new Client(new models.Config({ ...credentials, endpoint: host, protocol: 'http' }))
  const params = {
    action,
    version,
    protocol: 'HTTP',
    pathname: '/',
    method: 'POST',
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'json',
  }
  const request = { ...(query === undefined ? {} : { query }), ...(form === undefined ? {} : { body: form }) }
  const answer = await client.callApi(
    new models.Params(params),
    new models.OpenApiRequest(request),
    // On a busy machine a picture is looked at for longer than the client waits by itself.
    new models.Runtime({ connectTimeout: 30_000, readTimeout: 30_000 }),
  )
  return answer.body
}

function popCore(method: 'GET' | 'POST'): OfficialClient {
  return {
    name: `@alicloud/pop-core by ${method}`,
    call: (host, credentials, { action, query = {}, form = {} }) => {
      const client = new Pop({ ...credentials, endpoint: `http://${host}`, apiVersion: VERSION })
      return client.request(action, { ...query, ...form }, { method, timeout: 30_000 })
    },
  }
}

import { createClient } from '@bonafide/server-sdk'
import { buildServer } from './server/build-server.ts'

export interface DemoOptions {
  /** Where this server reaches the service. */
  readonly serviceUrl: string
  /** Origin under which browsers reach the service; `serviceUrl` when not given. */
  readonly servicePublicUrl?: string
  readonly accessKeyId: string
  readonly accessKeySecret: string
  /** The tenant's `whsec_…` secret, which signs callbacks. */
  readonly callbackSecret: string
  /** Origin under which browsers reach the demo; where it listens when not given. */
  readonly publicUrl?: string
  /** 127.0.0.1 when not given. */
  readonly host?: string
  /** Must be known beforehand, because the service is told where to call back. */
  readonly port: number
  /** Hears of failures that the customer is only told about in general words. */
  readonly onError?: (error: unknown) => void
}

export interface Demo {
  /** Where browsers find it. */
  readonly url: string
  close(): Promise<void>
}

/**
 * Starts the demo bank: its page, its own server, and the three things that a merchant's server does with Bonafide.
 *
 * @example const demo = await createDemo({ serviceUrl, accessKeyId, accessKeySecret, callbackSecret, port: 7481 })
 */
export async function createDemo(options: DemoOptions): Promise<Demo> {
  const { serviceUrl, accessKeyId, accessKeySecret, callbackSecret, port, host = '127.0.0.1' } = options
  const callbackOrigin = `http://${host}:${port}`
  const publicUrl = options.publicUrl ?? callbackOrigin
  const app = buildServer({
    client: createClient({ endpoint: serviceUrl, accessKeyId, accessKeySecret }),
    serviceOrigin: options.servicePublicUrl ?? serviceUrl,
    publicUrl,
    callbackOrigin,
    callbackSecret,
    onError: options.onError ?? (() => undefined),
  })
  await app.listen({ host, port })
  return { url: publicUrl, close: () => app.close() }
}

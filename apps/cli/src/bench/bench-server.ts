// The entry of a process that `bonafide bench` starts; see server-process.ts.
import { createHmac, hash } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { authenticate, type Digests } from '@bonafide/protocol'
import { builtBrowserFiles } from '../built-browser-files.ts'
import type { AccessKeyPair } from '../verify/read-key-file.ts'
import type { FromServer, ToServer } from './server-process.ts'

process.on('message', (order: ToServer) => {
  if (order.kind === 'cpu') tell({ kind: 'cpu', usage: process.cpuUsage() })
  else start(order).then(tell, fail)
})

async function start(order: Exclude<ToServer, { kind: 'cpu' }>): Promise<FromServer> {
  return order.kind === 'service' ? startWhole(order.dataDir) : startBare(order.key)
}

async function startWhole(dataDir: string): Promise<FromServer> {
  const { createLog, readConfig, startService } = await import('@bonafide/service')
  const { config } = readConfig({
    BONAFIDE_DATA: dataDir,
    BONAFIDE_PORT: '0',
    BONAFIDE_CALL_LIMITS: 'none',
    // An empty database of the operator's, where one is named; otherwise the embedded one.
    DATABASE_URL: process.env['DATABASE_URL'],
  })
  const log = createLog('error', { write: (line) => void process.stderr.write(line) })
  const service = await startService({ config, log, browserFiles: builtBrowserFiles() })
  process.once('disconnect', () => void service.close().then(() => process.exit(0)))
  return {
    kind: 'ready',
    url: service.url,
    ...(service.accessKeyFile === undefined ? {} : { keyFile: service.accessKeyFile }),
  }
}

/** The least that a server of this API can do: verify who signed, and answer. No nonces, no storage, no log. */
async function startBare(key: AccessKeyPair): Promise<FromServer> {
  const server = createServer((request, response) => {
    verifyRequest(request, key).then(
      () => response.end('{"Code":"Success"}'),
      () => response.writeHead(403).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  process.once('disconnect', () => process.exit(0))
  return { kind: 'ready', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function verifyRequest(request: IncomingMessage, key: AccessKeyPair): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const { rawHeaders } = request
  const headers = rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [],
  )
  const wire = { method: request.method ?? '', rawUrl: request.url ?? '/', headers, body: Buffer.concat(chunks) }
  await authenticate(wire, {
    findKey: async (id) =>
      id === key.accessKeyId ? { secret: key.accessKeySecret, active: true, allowV2: false } : undefined,
    rememberNonce: async () => true,
    digests: DIGESTS,
    now: new Date(),
  })
}

const DIGESTS: Digests = {
  sha256: (bytes) => hash('sha256', bytes, 'buffer'),
  hmacSha256: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
  hmacSha1: (key, bytes) => createHmac('sha1', key).update(bytes).digest(),
}

function tell(message: FromServer): void {
  process.send?.(message)
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
}

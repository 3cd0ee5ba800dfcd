import { connect } from 'node:net'

export interface RawRequest {
  readonly method: string
  /** Path and query, sent as they are. */
  readonly target: string
  /** Header lines in their order, repetitions included; framing is added. */
  readonly headers: readonly (readonly [string, string])[]
  readonly body?: Uint8Array | string
  /** Sends the body in pieces with chunked framing. */
  readonly chunked?: boolean
}

export interface RawAnswer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly text: string
}

/** An answer of the API, which is JSON whatever happened. */
export interface ApiAnswer extends RawAnswer {
  readonly body: { readonly Code?: string; readonly Message?: string; readonly RequestId?: string }
}

/** Sends a request byte by byte as told, on a connection of its own. */
export async function sendRaw(url: string, request: RawRequest): Promise<ApiAnswer> {
  const answer = parseAnswer(await exchange(url, requestBytes(request)))
  const body: ApiAnswer['body'] = JSON.parse(answer.text)
  return { ...answer, body }
}

/** Sends bytes and reads until the other side closes. */
export function exchange(url: string, bytes: Uint8Array): Promise<Buffer> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    // A server that refuses early may reset the rest of the upload; what it said before that counts.
    socket.on('error', (error) => (chunks.length > 0 ? resolve(Buffer.concat(chunks)) : reject(error)))
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('close', () => resolve(Buffer.concat(chunks)))
  })
}

function requestBytes({ method, target, headers, body = '', chunked = false }: RawRequest): Uint8Array {
  const bytes = typeof body === 'string' ? Buffer.from(body) : Buffer.from(body)
  const framing = chunked ? 'transfer-encoding: chunked' : `content-length: ${bytes.length}`
  const lines = [`${method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)]
  const head = Buffer.from(`${[...lines, framing, 'connection: close'].join('\r\n')}\r\n\r\n`, 'latin1')
  return Buffer.concat([head, chunked ? chunksOf(bytes) : bytes])
}

function chunksOf(bytes: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; at += 1000) {
    const piece = bytes.subarray(at, at + 1000)
    parts.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n'))
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')])
}

function parseAnswer(bytes: Buffer): RawAnswer {
  const end = bytes.indexOf('\r\n\r\n')
  const [statusLine = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  const payload = bytes.subarray(end + 4)
  const text = headers.get('transfer-encoding') === 'chunked' ? unchunk(payload) : payload.toString('utf8')
  return { status: Number(statusLine.split(' ')[1]), headers, text }
}

function unchunk(payload: Buffer): string {
  const parts: Buffer[] = []
  let at = 0
  for (;;) {
    const lineEnd = payload.indexOf('\r\n', at)
    const size = Number.parseInt(payload.subarray(at, lineEnd).toString('latin1'), 16)
    if (!(size > 0)) return Buffer.concat(parts).toString('utf8')
    parts.push(payload.subarray(lineEnd + 2, lineEnd + 2 + size))
    at = lineEnd + 2 + size + 2
  }
}

import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What happens to one request whose path ends like this; each fault strikes once. */
export type Fault = { readonly path: RegExp } & (
  | { readonly cut: 'reset' | 'closed'; readonly afterBytes: number }
  | { readonly cut: 'answer-lost' }
  | { readonly cut: 'answer-late'; readonly byMs: number }
)

/** What came of one request: how much of its body went on to the service. */
export interface Passage {
  readonly path: string
  bytes: number
}

/** A relay between a browser and the service that breaks as networks do, and counts what went through. */
export interface BadNetwork {
  /** Stands for the service's own origin. */
  readonly origin: string
  readonly passages: readonly Passage[]
  breakOn(...faults: readonly Fault[]): void
  /** While it is down, every connection is reset. */
  setDown(down: boolean): void
  close(): Promise<void>
}

export async function openBadNetwork(service: string): Promise<BadNetwork> {
  const faults: Fault[] = []
  const passages: Passage[] = []
  let isDown = false

  const server = createServer((incoming, outgoing) => {
    if (isDown) return void incoming.socket.resetAndDestroy()
    const path = incoming.url ?? '/'
    const at = faults.findIndex((fault) => fault.path.test(path))
    const passage = { path, bytes: 0 }
    passages.push(passage)
    relay({ service, incoming, outgoing, passage, fault: at < 0 ? undefined : faults.splice(at, 1)[0] })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))

  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    passages,
    breakOn: (...more) => void faults.push(...more),
    setDown(down) {
      isDown = down
    },
    close() {
      server.closeAllConnections()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}

interface Relayed {
  readonly service: string
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
  readonly passage: Passage
  readonly fault: Fault | undefined
}

function relay({ service, incoming, outgoing, passage, fault }: Relayed): void {
  const { method, headers, socket } = incoming
  const onward = request(new URL(passage.path, service), { method, headers, agent: false })
  const breakOff = (how: 'reset' | 'closed'): void => {
    onward.destroy()
    if (how === 'reset') socket.resetAndDestroy()
    else socket.destroy()
  }
  const last = fault !== undefined && 'afterBytes' in fault ? fault.afterBytes : Number.POSITIVE_INFINITY
  incoming.on('data', (chunk: Buffer) => {
    if (onward.destroyed) return
    const part = chunk.subarray(0, last - passage.bytes)
    passage.bytes += part.length
    const cut = fault !== undefined && 'afterBytes' in fault && passage.bytes >= last ? fault.cut : undefined
    onward.write(part, () => {
      if (cut !== undefined) breakOff(cut)
    })
  })
  incoming.on('end', () => onward.end())
  incoming.on('error', () => onward.destroy())
  onward.on('error', () => socket.destroy())
  onward.on('response', (answer) => {
    if (fault?.cut === 'answer-lost') return breakOff('reset')
    const pass = (): void => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    }
    if (fault?.cut === 'answer-late') setTimeout(pass, fault.byMs)
    else pass()
  })
}

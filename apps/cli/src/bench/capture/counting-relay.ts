import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Passes connections on to a service and counts every byte of them, headers and all. */
export interface CountingRelay {
  readonly origin: string
  readonly bytes: { up: number; down: number }
  close(): Promise<void>
}

export async function openCountingRelay(serviceUrl: string): Promise<CountingRelay> {
  const { hostname, port } = new URL(serviceUrl)
  const bytes = { up: 0, down: 0 }
  const open = new Set<Socket>()
  const server = createServer((browser) => {
    const service = connect(Number(port), hostname)
    for (const [socket, other] of [
      [browser, service],
      [service, browser],
    ] as const) {
      open.add(socket)
      socket.on('close', () => open.delete(socket))
      socket.on('error', () => other.destroy())
    }
    browser.on('data', (chunk) => {
      bytes.up += chunk.length
    })
    service.on('data', (chunk) => {
      bytes.down += chunk.length
    })
    browser.pipe(service).pipe(browser)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    // A name that browsers hold secure without a certificate.
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    bytes,
    close() {
      for (const socket of open) socket.destroy()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}

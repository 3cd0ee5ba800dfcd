import { describe, expect, it } from 'vitest'
import { createMetricsServer } from './metrics-server.ts'

const metrics = { expose: async () => 'bonafide_calls_total 1\n' }

async function statusOf(listensOn: string, host: string): Promise<number> {
  const app = createMetricsServer({ metrics, host: listensOn })
  const { statusCode } = await app.inject({ url: '/metrics', headers: { host } })
  await app.close()
  return statusCode
}

describe('metrics that are told to this machine alone', () => {
  it.each(['127.0.0.1:9480', 'localhost', 'LOCALHOST:9480', '[::1]:9480'])('are told to who asks %s', async (host) => {
    expect(await statusOf('127.0.0.1', host)).toBe(200)
  })

  it.each(['rebound.example', 'rebound.example:9480', '127.0.0.1.rebound.example', 'localhost.rebound.example'])(
    'are not told to a page that reached them as %j',
    async (host) => {
      expect(await statusOf('127.0.0.1', host)).toBe(403)
      expect(await statusOf('::1', host)).toBe(403)
    },
  )

  it('are told under any name where they listen for a network', async () => {
    expect(await statusOf('0.0.0.0', 'bonafide-worker.cluster:9480')).toBe(200)
  })
})

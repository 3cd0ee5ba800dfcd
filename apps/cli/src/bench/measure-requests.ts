import { Agent, request } from 'node:http'
import { API_VERSION, type Pair, signV3, webDigests } from '@bonafide/protocol'
import type { AccessKeyPair } from '../verify/read-key-file.ts'
import { rounded } from './cpu-time.ts'
import type { ServerProcess } from './server-process.ts'

export interface RequestReport {
  readonly action: string
  /** Requests under way at once. */
  readonly concurrency: number
  readonly requests: number
  readonly refused: number
  readonly seconds: number
  /** Answered requests for each second of processor time of the server's process. */
  readonly perCpuSecond: number
}

/** Enough that the server never waits for the one who asks, and that what can be shared between requests is. */
const CONCURRENCY = 32

export interface RequestLoad {
  readonly key: AccessKeyPair
  readonly action: string
  readonly query: readonly Pair[]
  readonly seconds: number
}

/** Sends signed requests for some seconds and asks the server what they cost it. */
export async function measureRequests(server: ServerProcess, load: RequestLoad): Promise<RequestReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY })
  try {
    await sendFor(1, server, load, agent)
    const before = await server.cpuMs()
    const begun = performance.now()
    const { answered, refused } = await sendFor(load.seconds, server, load, agent)
    const spentMs = (await server.cpuMs()) - before
    return {
      action: load.action,
      concurrency: CONCURRENCY,
      requests: answered,
      refused,
      seconds: rounded((performance.now() - begun) / 1000),
      perCpuSecond: Math.round((answered * 1000) / spentMs),
    }
  } finally {
    agent.destroy()
  }
}

async function sendFor(seconds: number, server: ServerProcess, load: RequestLoad, agent: Agent) {
  const until = performance.now() + seconds * 1000
  let [answered, refused] = [0, 0]
  const sender = async () => {
    while (performance.now() < until) {
      if ((await sendOne(server.url, load, agent)) === 200) answered += 1
      else refused += 1
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, sender))
  return { answered, refused }
}

async function sendOne(url: string, { key, action, query }: RequestLoad, agent: Agent): Promise<number> {
  const { host, hostname, port } = new URL(url)
  const nonce = crypto.randomUUID().replaceAll('-', '')
  const call = { method: 'POST', host, action, version: API_VERSION, query, form: [], ...key } as const
  const { target, headers } = await signV3({ ...call, nonce, now: new Date() }, webDigests)
  return new Promise((resolve, reject) => {
    const sent = request({ agent, hostname, port, method: 'POST', path: target, headers }, (response) => {
      response.resume()
      response.once('end', () => resolve(response.statusCode ?? 0))
    })
    sent.once('error', reject)
    sent.end()
  })
}

import { Agent, request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { closedAfterEach } from './support/closed-after-each.ts'
import { readPlan } from './support/plan.ts'
import { report } from './support/report.ts'
import { type SignedRequest, signRequest } from './support/signed-requests.ts'

const { replays } = readPlan()
/** Each signed request is sent so often. */
const COPIES = 100
const AT_ONCE = 64

const opened = closedAfterEach()

describe('a storm of repeated requests', () => {
  it(`of ${replays} over two processes: none is accepted twice`, { timeout: 1_200_000 }, async () => {
    const { api, secondApi, credentials } = await opened.stack({ database: 'postgres', secondApi: true })
    if (secondApi === undefined) throw new Error('this needs two processes')
    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
    const accepted: number[] = []
    const statuses = new Map<number, number>()
    for (let sent = 0; sent < replays; sent += COPIES) {
      const signed = await signRequest(api.url, credentials, 'KeepaliveIntl')
      const copies = Array.from({ length: COPIES }, (_, index) =>
        sendCopy(index % 2 === 0 ? api.url : secondApi.url, signed, agent),
      )
      const answers = await Promise.all(copies)
      accepted.push(answers.filter((status) => status === 200).length)
      for (const status of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    agent.destroy()
    report('replay storm over two API processes', {
      requests: replays,
      'different ones': accepted.length,
      'accepted twice': accepted.filter((count) => count > 1).length,
      'never accepted': accepted.filter((count) => count === 0).length,
      statuses: [...statuses].map(([status, count]) => `${count} × ${status}`).join(', '),
    })
    expect(accepted).toEqual(accepted.map(() => 1))
    expect([...statuses.keys()].sort()).toEqual([200, 400])
  })
})

/** To another process under the name that was signed, as behind a load balancer. */
function sendCopy(url: string, { target, headers }: SignedRequest, agent: Agent): Promise<number> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const sent = request({ agent, hostname, port, method: 'POST', path: target, headers }, (response) => {
      response.resume()
      response.once('end', () => resolve(response.statusCode ?? 0))
    })
    sent.once('error', reject)
    sent.end()
  })
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { type ChaosStack, openChaosStack, startLoad } from './support/chaos-stack.ts'
import { report } from './support/report.ts'
import { sendSigned, signRequest } from './support/signed-requests.ts'

let open: ChaosStack | undefined
afterEach(async () => {
  await open?.close()
  open = undefined
})

/** What `strace` makes the kernel answer, to which calls. */
const FAULTS = [
  { name: 'input/output error', inject: 'pwrite64:error=EIO', trace: 'pwrite64' },
  { name: 'failing fsync', inject: 'fsync,fdatasync:error=EIO', trace: 'fsync,fdatasync' },
] as const

describe.each(FAULTS)('a disk with $name', ({ name, inject, trace }) => {
  it('is told to callers as 503, accepts nothing by halves, and all is well when it is', {
    timeout: 240_000,
  }, async () => {
    const stack = await openChaosStack({ database: 'embedded' })
    open = stack
    const { api, credentials, client } = stack
    const load = await startLoad(stack, 2)
    await wait(1500)
    const strace = spawn('strace', [
      '-f',
      '-qq',
      '-o',
      '/dev/null',
      '-e',
      `trace=${trace}`,
      '-e',
      `inject=${inject}`,
      '-p',
      String(api.pid()),
    ])
    await wait(4000)
    const statuses = new Map<number, number>()
    for (let asked = 0; asked < 10 && api.alive(); asked += 1) {
      const answer = await sendSigned(api.url, await signRequest(api.url, credentials, 'KeepaliveIntl')).catch(() => ({
        status: 0,
      }))
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
    }
    const detached = once(strace, 'exit')
    strace.kill('SIGINT')
    await detached
    const lived = api.alive()
    if (!lived) await api.start()
    await load.finish()
    report(name, {
      'answers meanwhile': [...statuses].map(([status, count]) => `${count} × ${status}`).join(', '),
      'process lived': String(lived),
      'verifications finished': load.trials.length,
      printed: api.output().slice(-300),
    })
    for (const { transactionId, merchantBizId } of load.trials) {
      expect(await client.checkResult({ transactionId, merchantBizId })).toMatchObject({ passed: true })
    }
    expect(statuses.get(200)).toBeUndefined()
    expect([...statuses.keys()].filter((status) => status !== 503)).toEqual([])
  })
})

import { once } from 'node:events'
import { createServer } from 'node:net'
import { createDemo, type Demo } from '@bonafide/demo'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { finishVerification } from './finish-verification.ts'
import { type LiveService, startLiveService } from './live-service.ts'

const META_INFO = JSON.stringify({
  bioMetaInfo: '4.1.0:2916352,0',
  zimVer: '3.0.0',
  appName: 'com.aliyun.antcloudauth',
  appVersion: '1',
  deviceType: 'h5',
  deviceModel: '',
  osVersion: '14',
  ua: 'test',
})

let service: LiveService
let demo: Demo
beforeAll(async () => {
  const port = await anyFreePort()
  const origin = `http://127.0.0.1:${port}`
  service = await startLiveService({ callbackOrigins: [origin] })
  const { url: serviceUrl, credentials, callbackSecret } = service
  demo = await createDemo({ serviceUrl, ...credentials, callbackSecret, port })
})
afterAll(async () => {
  await demo.close()
  await service.close()
})

async function anyFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('the probe does not listen')
  return address.port
}

/** A browser at the bank: keeps its cookie. */
function browser() {
  let cookie = ''
  return async (method: string, path: string, body?: object): Promise<Record<string, string>> => {
    const answer = await fetch(demo.url + path, {
      method,
      headers: { origin: demo.url, cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
    return answer.json() as Promise<Record<string, string>>
  }
}

describe('the demo bank beside the service', () => {
  it('opens the account because the service called back, and shows the page no material', async () => {
    const ask = browser()
    await ask('POST', '/api/application', { name: 'Anna Quay', email: 'anna@example.com' })
    await ask('POST', '/api/application/consent', { product: 'passport-and-face' })
    const started = await ask('POST', '/api/verification/start', { metaInfo: META_INFO })
    expect(started['transactionUrl']).toContain(`${service.url}/v/${started['transactionId']}#p=`)
    expect(await ask('GET', '/api/application')).toMatchObject({ stage: 'checking' })
    await finishVerification(service, started['transactionId'] ?? '')
    // The bank's book is only read here; nothing but the callback can have asked for the verdict.
    await expect.poll(() => ask('GET', '/api/application'), { timeout: 15_000 }).toMatchObject({ stage: 'opened' })
    const view = await ask('GET', '/api/application')
    expect(Object.keys(view).sort()).toEqual(['account', 'email', 'name', 'stage'])
    expect(JSON.stringify(view)).not.toMatch(/ERIKSSON|L898902C3|91\.4/)
  })

  it('learns the verdict by asking when the page asks, for the face alone as well', async () => {
    const ask = browser()
    await ask('POST', '/api/application', { name: 'Anna Quay', email: 'anna@example.com' })
    await ask('POST', '/api/application/consent', { product: 'face' })
    const started = await ask('POST', '/api/verification/start', { metaInfo: META_INFO })
    expect(await ask('GET', '/api/verification/status')).toEqual({ state: 'pending', reason: 'in-progress' })
    await finishVerification(service, started['transactionId'] ?? '')
    expect(await ask('GET', '/api/verification/status')).toEqual({ state: 'passed', reason: 'passed' })
    expect(await ask('GET', '/api/application')).toMatchObject({ stage: 'opened' })
  })
})

import { ALL_THREATS, type Decision, judgeDevice } from '@bonafide/engine'
import type { AttemptView, ChannelProblem, DeviceAnswer, DeviceReport, SessionView } from '@bonafide/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { THREAT_TAGS } from '../src/actions/threat-names.ts'
import { readConfig } from '../src/config.ts'
import { createLog } from '../src/http/log.ts'
import { administer } from '../src/main.ts'
import { PHONE, USER_AGENT } from './device-report.ts'
import { PASSED } from './fake-judge.ts'
import { type AccessKey, ORDER, openTestService, type TestService } from './open-test-service.ts'
import { faceMaterial, openBrowser, type TestBrowser } from './test-browser.ts'

const FACE = { ...ORDER, ProductCode: 'FACE_LIVENESS', DocType: '' }
const SAFE = { ...FACE, SecurityLevel: '02' }
const DEVICE_ORIGIN = 'https://devices.example'
const WEEK_MS = 7 * 24 * 3_600_000

let test: TestService

beforeAll(async () => {
  test = await openTestService({ deviceUrl: DEVICE_ORIGIN })
  test.judge.decide = ({ evidence: { device }, policy }): Decision => ({
    ...PASSED,
    ...(device === undefined ? {} : { device: judgeDevice(device, policy.threats) }),
  })
}, 60_000)
afterAll(() => test.close(), 60_000)

interface Begun {
  readonly id: string
  readonly bizId: string
  readonly browser: TestBrowser
  readonly attempt: AttemptView
}

/** What every automated Chromium with its own fake camera raises. */
const AUTOMATED: DeviceReport = {
  ...PHONE,
  automation: { webdriver: true, marks: [] },
  ...(PHONE.camera === undefined ? {} : { camera: { ...PHONE.camera, label: 'fake_device_0' } }),
}

let orders = 0

async function begun(order: Readonly<Record<string, string>> = SAFE, key?: AccessKey): Promise<Begun> {
  orders += 1
  const bizId = `device${orders}`
  const { body } = await test.call('Initialize', { ...order, MerchantBizId: bizId }, key)
  const id = body.Result?.['TransactionId'] ?? ''
  const browser = openBrowser(test.url, id)
  await browser.open()
  return { id, bizId, browser, attempt: await browser.begin('face') }
}

function report({ browser, attempt }: Begun, content: object = PHONE) {
  const headers = { 'user-agent': USER_AGENT }
  const path = `/attempts/${attempt.attemptId}/device`
  return browser.send<DeviceAnswer & ChannelProblem>('POST', path, content, headers)
}

const risk = async (DeviceToken: string, more: Readonly<Record<string, string>> = {}, key?: AccessKey) =>
  (await test.call('FaceGuardRisk', { ProductCode: 'FACE_GUARD', DeviceToken, ...more }, key)).body.Result

/** Submits with what the test makes of the token, and reads ExtRiskInfo. */
async function concluded(run: Begun, extra: object): Promise<Record<string, unknown> | undefined> {
  test.advance(run.attempt.challenge?.totalMs ?? 0)
  await run.browser.submit(run.attempt, faceMaterial(run.attempt), extra)
  await run.browser.send('GET', '/session?wait=20')
  const { body } = await test.call('CheckResult', { TransactionId: run.id, MerchantBizId: run.bizId })
  const text = body.Result?.['ExtRiskInfo']
  return text === undefined ? undefined : JSON.parse(text)
}

describe('the report of a device', () => {
  it('is answered with a token, and in safe mode with the threat tags that it raises', async () => {
    const { status, body } = await report(await begun())
    expect([status, body.threatTags]).toEqual([200, []])
    expect(body.deviceToken).toMatch(/^[\w-]+\.[0-9a-f]{64}$/)
    const hooked: DeviceReport = { ...PHONE, natives: [], automation: { ...PHONE.automation, webdriver: true } }
    expect((await report(await begun(), hooked)).body.threatTags).toEqual(['MediaHook', 'AutoOperation'])
  })

  it('is compared with the name that the browser gives the server', async () => {
    const lying = { ...PHONE, browser: { ...PHONE.browser, userAgent: `${USER_AGENT} Other` } }
    expect((await report(await begun(), lying)).body.threatTags).toEqual(['BrowserTampered'])
  })

  it('is compared with the MetaInfo of the start', async () => {
    const order = { ...SAFE, MetaInfo: JSON.stringify({ deviceType: 'h5', ua: 'Mozilla/5.0 (Windows NT 10.0)' }) }
    expect((await report(await begun(order))).body.threatTags).toEqual(['UnmatchOsUrl'])
  })

  it('is answered with a token alone in normal mode', async () => {
    const { body } = await report(await begun(FACE), { ...PHONE, natives: [] })
    expect(Object.keys(body)).toEqual(['deviceToken'])
  })

  it.each<[string, object, string]>([
    ['more than the protocol has room for', { ...PHONE, graphics: 'x'.repeat(600) }, 'request-invalid'],
    ['lists without end', { ...PHONE, natives: Array(33).fill(PHONE.natives[0]) }, 'request-invalid'],
    ['another version', { ...PHONE, version: 2 }, 'request-invalid'],
    ['more bytes than it may have', { ...PHONE, padding: 'x'.repeat(33_000) }, 'material-too-large'],
  ])('is refused with %s', async (_what, content, code) => {
    expect((await report(await begun(), content)).body.code).toBe(code)
  })

  it('belongs to an open attempt of its own transaction', async () => {
    const run = await begun()
    await run.browser.begin('face')
    expect((await report(run)).body.code).toBe('attempt-unknown')
    const other = await begun()
    expect((await report({ ...other, attempt: run.attempt })).body.code).toBe('attempt-unknown')
  })

  it('lies sealed, and nothing of it is logged', async () => {
    const run = await begun()
    await report(run, { ...PHONE, camera: { ...PHONE.camera, label: 'camera of Anna Canary' } })
    const attempt = await test.service.store.findAttempt(run.id, run.attempt.attemptId)
    const sealed = Buffer.from(attempt?.device?.sealedReport ?? [])
    expect(sealed.length).toBeGreaterThan(500)
    expect(sealed.toString('latin1')).not.toContain('Canary')
    expect(test.logged.join('\n')).not.toContain('Canary')
  })

  it('may come from the hosted page to an address of its own, and from no other page', async () => {
    const run = await begun()
    expect(((await run.browser.open()).body as SessionView).deviceUrl).toBe(DEVICE_ORIGIN)
    const path = `${test.url}/channel/v1/${run.id}/attempts/${run.attempt.attemptId}/device`
    const asked = await fetch(path, { method: 'OPTIONS', headers: { origin: 'https://elsewhere.example' } })
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, test.url])
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull()
  })
})

describe('the device token', () => {
  it('makes the report count in ExtRiskInfo', async () => {
    const run = await begun()
    const { body } = await report(run)
    expect(await concluded(run, { deviceToken: body.deviceToken })).toEqual({
      guardRiskScore: 0,
      riskTags: '',
      region: 'devices.example',
      tokenStatus: 'OK',
      decision: 'ACCEPT',
    })
  })

  const wrongs: readonly [string, string, (token: string) => Promise<string | undefined> | string | undefined][] = [
    ['is missing', 'TokenIsNull', () => undefined],
    ['is no token', 'TokenInvalid', () => 'abc'],
    ['was changed', 'TokenTampered', (token) => `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`],
    ['names a verification that is not there', 'TokenInvalid', (token) => renamed(token)],
  ]
  it.each(wrongs)('%s: %s', async (_what, tag, change) => {
    const run = await begun()
    const { body } = await report(run)
    const token = await change(body.deviceToken)
    expect(await concluded(run, token === undefined ? {} : { deviceToken: token })).toMatchObject({
      riskTags: tag,
      tokenStatus: tag,
      decision: 'REJECT',
    })
  })

  it('of another transaction belongs to that one', async () => {
    const [run, other] = [await begun(), await begun()]
    await report(run, AUTOMATED)
    const { deviceToken } = (await report(other, AUTOMATED)).body
    expect(await concluded(run, { deviceToken })).toMatchObject({
      riskTags: 'UsingVirtualCamera,BizIdNotMatch,AutoOperation',
      tokenStatus: 'TokenInvalid',
      decision: 'REJECT',
    })
  })

  it('of an earlier attempt or report was used up', async () => {
    const first = await begun()
    const { deviceToken } = (await report(first)).body
    const second = { ...first, attempt: await first.browser.begin('face') }
    await report(second, AUTOMATED)
    expect(await concluded(second, { deviceToken })).toMatchObject({
      riskTags: 'UsingVirtualCamera,TokenInvalid,AutoOperation',
    })

    const twice = await begun()
    const earlier = (await report(twice)).body.deviceToken
    await report(twice)
    expect(await concluded(twice, { deviceToken: earlier })).toMatchObject({ riskTags: 'TokenInvalid' })
  })

  it('that never came rejects in safe mode and is nothing in normal mode', async () => {
    expect(await concluded(await begun(), {})).toMatchObject({ riskTags: 'TokenIsNull', decision: 'REJECT' })
    expect(await concluded(await begun(FACE), {})).toBeUndefined()
    expect(test.judge.requests.at(-1)?.evidence.device).toBeUndefined()
  })

  it('keeps in normal mode what was found, without showing or deciding', async () => {
    const run = await begun(FACE)
    const { deviceToken } = (await report(run, { ...PHONE, natives: [] })).body
    expect(await concluded(run, { deviceToken })).toBeUndefined()
    expect(test.judge.requests.at(-1)?.evidence.device).toMatchObject({ decides: false, steps: [{ token: 'good' }] })
    expect(await risk(deviceToken)).toMatchObject({ GuardRiskScore: 90, RiskTags: 'MediaHook' })
  })
})

describe('FaceGuardRisk', () => {
  it('tells the tags of the report that a token stands for, as often as it is asked', async () => {
    const run = await begun()
    const { deviceToken } = (await report(run, { ...PHONE, storage: { ...PHONE.storage, cookies: false } })).body
    const answer = {
      TransactionId: run.id,
      GuardRiskScore: 30,
      RiskTags: 'CookieDisabled',
      RiskExtends: '{}',
    }
    expect(await risk(deviceToken)).toEqual(answer)
    expect(await risk(deviceToken, { BizId: run.bizId, MerchantBizId: run.bizId })).toEqual(answer)
    expect(await risk(deviceToken, { BizId: 'another' })).toMatchObject({ RiskTags: 'BizIdNotMatch,CookieDisabled' })
  })

  it('answers a bad token by a tag, not by an error', async () => {
    const run = await begun()
    const { deviceToken } = (await report(run)).body
    expect(await risk('')).toMatchObject({ GuardRiskScore: 90, RiskTags: 'TokenIsNull' })
    expect(await risk('abc')).toMatchObject({ RiskTags: 'TokenInvalid' })
    expect(await risk(renamed(deviceToken))).toMatchObject({ RiskTags: 'TokenInvalid' })
    expect(await risk(`${deviceToken.slice(0, -4)}0000`)).toMatchObject({ RiskTags: 'TokenTampered' })
  })

  it('knows no token of another account', async () => {
    const { deviceToken } = (await report(await begun())).body
    const key = await anotherAccount('elsewhere', 'live')
    expect(await risk(deviceToken, {}, key)).toMatchObject({ RiskTags: 'TokenInvalid' })
  })

  it('knows a token for seven days', async () => {
    const { deviceToken } = (await report(await begun())).body
    test.advance(WEEK_MS - 60_000)
    expect(await risk(deviceToken)).toMatchObject({ RiskTags: '' })
    test.advance(120_000)
    expect(await risk(deviceToken)).toMatchObject({ RiskTags: 'TokenExpired', GuardRiskScore: 60 })
  })

  it('weighs as the tenant was told to', async () => {
    const set = (threats: object) => command('tenants.set', { id: 'default', threats })
    const { deviceToken } = (await report(await begun(), { ...PHONE, natives: [] })).body
    await set({ MediaHook: 'review' })
    expect(await risk(deviceToken)).toMatchObject({ GuardRiskScore: 60, RiskTags: 'MediaHook' })
    await set({ MediaHook: 'reject' })
    await expect(set({ TokenIsNull: 'record' })).rejects.toThrow()
    await expect(set({ Nonsense: 'record' })).rejects.toThrow()
  })

  it('has a tag for every threat, and each but one threat', () => {
    expect(Object.keys(THREAT_TAGS).sort()).toEqual([...ALL_THREATS].sort())
    expect(new Set(Object.values(THREAT_TAGS)).size).toBe(ALL_THREATS.length)
  })
})

describe('a camera that the page brings', () => {
  it('is offered to test accounts and never to live ones, whatever is asked', async () => {
    const asked = { ...FACE, MetaInfo: JSON.stringify({ deviceType: 'h5', testCamera: true }) }
    const inTest = await begun(asked)
    expect((await inTest.browser.open({ testCamera: true })).body.testCamera).toBe(true)
    const inLive = await begun(asked, await anotherAccount('lively', 'live'))
    expect((await inLive.browser.open({ testCamera: true })).body).not.toHaveProperty('testCamera')
  })
})

/** A token that names another verification, with the signature that it had. */
function renamed(token: string): string {
  const [text = '', mac] = token.split('.')
  const claim = { ...JSON.parse(Buffer.from(text, 'base64url').toString()), transactionId: 'a'.repeat(32) }
  return `${Buffer.from(JSON.stringify(claim)).toString('base64url')}.${mac}`
}

function command(name: string, args: object): Promise<unknown> {
  const { config } = readConfig({}, { dataDir: test.dataDir, port: 0 })
  return administer(config, { command: name, args }, createLog('silent', { write: () => undefined }))
}

async function anotherAccount(id: string, mode: 'test' | 'live'): Promise<AccessKey> {
  await command('tenants.create', { id, name: id, mode })
  return (await command('keys.create', { tenant: id })) as AccessKey
}

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type ORDINARY_BROWSERS as Browsers, NATIVE_NAMES, ORDINARY_BROWSERS } from '../../test/ordinary-browsers.ts'
import type { DeviceEvidence, DeviceReport, StartClaims, StepReport, TokenState } from './device-report.ts'
import { judgeDevice, vouchesForCamera } from './judge-device.ts'
import { ALL_THREATS, THREATS, type Threat } from './threats.ts'

interface Recorded {
  readonly name: string
  readonly requestUserAgent: string
  readonly report: DeviceReport
}

/** Browsers that nobody drove, on a machine without a camera: with the fake camera of their own, WebKit with a canvas. */
const RECORDED: readonly Recorded[] = JSON.parse(
  readFileSync(new URL('../../test/recorded-browsers.json', import.meta.url), 'utf8'),
)
const chrome = ORDINARY_BROWSERS['Chrome on Android']

function evidence(report: DeviceReport, step: Partial<StepReport> = {}, claims: StartClaims = {}): DeviceEvidence {
  return { decides: true, claims, steps: [{ token: 'good', needsCamera: true, report, ...step }] }
}

function threats(report: DeviceReport, step?: Partial<StepReport>, claims?: StartClaims): readonly Threat[] {
  return judgeDevice(evidence(report, step, claims)).threats
}

/** A report with parts of it changed. */
function changed(
  change: {
    readonly [Part in keyof DeviceReport]?: Partial<DeviceReport[Part]> | undefined
  },
): DeviceReport {
  const parts = Object.entries(change).map(([name, part]) => {
    const before: unknown = chrome[name as keyof DeviceReport]
    return [name, isPlain(before) && isPlain(part) ? { ...before, ...part } : part]
  })
  return { ...chrome, ...Object.fromEntries(parts) } as DeviceReport
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function withNative(name: string, look: Partial<DeviceReport['natives'][number]>): DeviceReport {
  return { ...chrome, natives: chrome.natives.map((one) => (one.name === name ? { ...one, ...look } : one)) }
}

describe('the device', () => {
  it.each(Object.keys(ORDINARY_BROWSERS) as (keyof typeof Browsers)[])('raises nothing against %s', (name) => {
    const report = ORDINARY_BROWSERS[name]
    const claims = { userAgent: report.browser.userAgent }
    expect(judgeDevice(evidence(report, { requestUserAgent: report.browser.userAgent }, claims))).toEqual({
      decides: true,
      threats: [],
      decision: 'accept',
      score: 0,
      token: 'good',
    })
  })

  it.each(RECORDED)('raises nothing against $name as it was recorded, in front of a webcam', (recorded) => {
    const report = { ...recorded.report, camera: ORDINARY_BROWSERS['Chrome on Linux'].camera }
    const claims = { userAgent: report.browser.userAgent }
    expect(threats(report, { requestUserAgent: recorded.requestUserAgent }, claims)).toEqual([])
  })

  it.each(RECORDED)('finds the camera virtual that $name had when it was recorded, and nothing else', (recorded) => {
    expect(threats(recorded.report, { requestUserAgent: recorded.requestUserAgent })).toEqual(['camera-virtual'])
  })

  const replaced = 'function getUserMedia() { return stream }'
  const signs: readonly (readonly [string, Threat, DeviceReport, Partial<StepReport>?, StartClaims?])[] = [
    ['a camera with the name of a program', 'camera-virtual', changed({ camera: { label: 'OBS Virtual Camera' } })],
    ['the fake device of Chromium', 'camera-virtual', changed({ camera: { label: 'fake_device_0' } })],
    ['the track of a canvas', 'camera-virtual', changed({ camera: { track: 'CanvasCaptureMediaStreamTrack' } })],
    ['a track without a device', 'camera-virtual', changed({ camera: { hasDeviceId: false } })],
    ['a camera that the browser does not list', 'camera-virtual', changed({ camera: { listed: false } })],
    ['a camera without a name', 'camera-virtual', changed({ camera: { label: '' } })],
    ['the virtual camera of tests', 'camera-virtual', changed({ camera: { source: 'test' } })],
    ['a virtual camera beside the one in use', 'camera-virtual-at-hand', changed({ camera: { others: ['ManyCam'] } })],
    [
      'a getUserMedia with a source',
      'camera-functions-replaced',
      withNative('MediaDevices.getUserMedia', { text: replaced, ownText: replaced }),
    ],
    [
      'a getUserMedia before the own one',
      'camera-functions-replaced',
      withNative('MediaDevices.getUserMedia', { shadowed: true }),
    ],
    [
      'a bound or proxied function',
      'camera-functions-replaced',
      withNative('CanvasRenderingContext2D.drawImage', {
        text: 'function () { [native code] }',
        ownText: 'function () { [native code] }',
      }),
    ],
    [
      'a text that the page forges and a fresh frame does not',
      'camera-functions-replaced',
      withNative('MediaDevices.getUserMedia', { text: replaced }),
    ],
    ['functions that are not shown', 'camera-functions-replaced', { ...chrome, natives: [] }],
    [
      'a toString of its own',
      'browser-altered',
      withNative('Function.toString', { text: 'function toString() { return "" }' }),
    ],
    ['a user agent of its own', 'browser-altered', withNative('Navigator.userAgent', { shadowed: true })],
    ['two systems in one browser', 'browser-altered', changed({ browser: { hints: hints('Windows') } })],
    ['another name in the request', 'browser-altered', chrome, { requestUserAgent: 'Mozilla/5.0 (X11; Linux x86_64)' }],
    ['a face that no camera took', 'browser-altered', changed({ camera: undefined })],
    ['a phone on the processor of a desktop', 'browser-emulated', changed({ browser: { platform: 'Win32' } })],
    ['a phone that cannot be touched', 'browser-emulated', changed({ browser: { touchPoints: 0 } })],
    ['a phone without a screen of its own', 'cloud-phone', changed({ graphics: 'ANGLE (Google, SwiftShader)' })],
    ['webdriver', 'automated', changed({ automation: { webdriver: true } })],
    ['marks of a tool', 'automated', changed({ automation: { marks: ['__nightmare'] } })],
    ['a window of no size', 'automated', changed({ screen: { outerWidth: 0, outerHeight: 0 } })],
    ['a camera that plays a file', 'camera-virtual', changed({ camera: { label: '/home/me/clip.y4m' } })],
    ['cookies that are off', 'cookies-off', changed({ storage: { cookies: false } })],
    ['another user agent at the start', 'begun-elsewhere', chrome, {}, { userAgent: 'Mozilla/5.0 (Windows NT 10.0)' }],
    ['another version at the start', 'begun-elsewhere', chrome, {}, { osVersion: '17.4' }],
    ['another system at the start', 'begun-elsewhere', chrome, {}, { system: 'ios' }],
    ['no token', 'token-missing', chrome, { token: 'missing' }],
    ['a token of another kind', 'token-invalid', chrome, { token: 'invalid' }],
    ['a changed token', 'token-tampered', chrome, { token: 'tampered' }],
    ['an old token', 'token-expired', chrome, { token: 'expired' }],
    ['a token of another verification', 'token-foreign', chrome, { token: 'foreign' }],
    [
      'a crawler that names itself',
      'crawler',
      changed({ browser: { userAgent: `${chrome.browser.userAgent} (compatible; Googlebot/2.1)` } }),
    ],
  ]

  it.each(signs.map((sign) => [sign[0], sign[1], sign] as const))(
    '%s raises %s and nothing else',
    (_what, threat, sign) => {
      const [, , report, step, claims] = sign
      expect(threats(report, step, claims)).toEqual([threat])
    },
  )

  it('has a case for every threat above', () => {
    expect([...new Set(signs.map(([, threat]) => threat))].sort()).toEqual([...ALL_THREATS].sort())
  })

  it('is rejected, looked at or only written about as the heaviest of its threats weighs', () => {
    for (const [, threat, report, step, claims] of signs) {
      const { decision, score } = judgeDevice(evidence(report, step, claims))
      expect({ decision, score }, threat).toEqual(
        { reject: { decision: 'reject', score: 90 }, review: { decision: 'review', score: 60 } }[
          THREATS[threat] as string
        ] ?? { decision: 'accept', score: 30 },
      )
    }
  })

  it('weighs as the tenant says', () => {
    const virtual = evidence(changed({ camera: { label: 'Camo' } }))
    expect(judgeDevice(virtual, { 'camera-virtual': 'record' })).toMatchObject({ decision: 'accept', score: 30 })
    const cookies = evidence(changed({ storage: { cookies: false } }))
    expect(judgeDevice(cookies, { 'cookies-off': 'reject' })).toMatchObject({ decision: 'reject', score: 90 })
  })

  it('that reported nothing has no token', () => {
    expect(judgeDevice({ decides: true, claims: {}, steps: [] })).toMatchObject({
      threats: ['token-missing'],
      decision: 'reject',
      token: 'missing',
    })
  })

  it('counts what any of its steps shows, and its worst token', () => {
    const page: StepReport = {
      token: 'expired',
      needsCamera: false,
      report: changed({ camera: { label: 'vMix Video' } }),
    }
    const face: StepReport = { token: 'good', needsCamera: true, report: chrome }
    expect(judgeDevice({ decides: true, claims: {}, steps: [page, face] })).toMatchObject({
      threats: ['camera-virtual', 'token-expired'],
      token: 'expired',
    })
    const states: readonly TokenState[] = ['good', 'tampered', 'missing']
    const all = states.map((token): StepReport => ({ ...face, token }))
    expect(judgeDevice({ decides: true, claims: {}, steps: all }).token).toBe('tampered')
  })

  it('may leave out the camera where a page came from an album', () => {
    expect(threats(changed({ camera: undefined }), { needsCamera: false })).toEqual([])
  })

  it('vouches for its camera only where it decides, filmed the face and shows nothing', () => {
    expect(vouchesForCamera(evidence(chrome))).toBe(true)
    expect(vouchesForCamera(undefined)).toBe(false)
    expect(vouchesForCamera({ ...evidence(chrome), decides: false })).toBe(false)
    expect(vouchesForCamera(evidence(chrome, { needsCamera: false }))).toBe(false)
    expect(vouchesForCamera(evidence(changed({ storage: { cookies: false } })))).toBe(false)
    const weights = { 'camera-virtual': 'record' } as const
    expect(vouchesForCamera(evidence(changed({ camera: { source: 'test' } })), weights)).toBe(false)
  })

  it('is described with the functions that are looked at', () => {
    expect(chrome.natives.map(({ name }) => name)).toEqual(NATIVE_NAMES)
  })
})

function hints(platform: string): DeviceReport['browser']['hints'] {
  return { platform, mobile: true }
}

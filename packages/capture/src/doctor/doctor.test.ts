import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FAILURE_NAMES } from '../failures.ts'
import { browserHost } from './browser-host.ts'
import { CAMERA_CHECKS, type CameraFacts, diagnose, failureOfRefusal } from './diagnose.ts'
import { FIX_HOSTS, fixFor } from './fix-for.ts'
import { bestCamera, isWrongCamera } from './rate-camera.ts'

const working: CameraFacts = {
  host: 'chrome',
  secure: true,
  offersCameras: true,
  allowedByParent: true,
  asked: 'user',
  camera: { label: 'Integrated Camera' },
  picture: { firstMs: 400, framesPerSecond: 30, brightest: 200 },
}

describe('diagnose', () => {
  it('finds nothing wrong with a camera that works', () => {
    expect(diagnose(working)).toEqual({ checks: CAMERA_CHECKS.map((check) => ({ check, state: 'good' })) })
  })

  it.each<[string, Partial<CameraFacts>, string]>([
    ['a page without HTTPS', { secure: false }, 'insecure-page'],
    ['a browser without cameras', { offersCameras: false }, 'camera-unsupported'],
    ['an app that offers no cameras', { offersCameras: false, host: 'webview' }, 'camera-webview'],
    ['a frame without the permission', { allowedByParent: false }, 'camera-blocked'],
    ['a person who said no', { refusal: { name: 'NotAllowedError', message: '' } }, 'camera-denied'],
    ['a camera in use', { refusal: { name: 'NotReadableError', message: '' } }, 'camera-busy'],
    ['no camera', { refusal: { name: 'NotFoundError', message: '' } }, 'camera-none'],
    ['an infrared sensor', { camera: { label: 'HP IR Camera' } }, 'camera-wrong'],
    ['the other side', { camera: { label: '', facing: 'environment' } }, 'camera-wrong'],
    ['no picture', { picture: { framesPerSecond: 0, brightest: 0 } }, 'camera-no-picture'],
    ['black pictures', { picture: { firstMs: 10, framesPerSecond: 30, brightest: 0 } }, 'camera-no-picture'],
    ['few pictures', { picture: { firstMs: 10, framesPerSecond: 4, brightest: 90 } }, 'camera-slow'],
  ])('names %s', (_, change, failure) => {
    expect(diagnose({ ...working, ...change }).failure).toBe(failure)
  })

  it('names one problem at most, and looks at nothing behind it', () => {
    const facts = fc.record({
      host: fc.constantFrom(...FIX_HOSTS, 'webview' as const, 'other' as const),
      secure: fc.boolean(),
      offersCameras: fc.boolean(),
      allowedByParent: fc.boolean(),
      asked: fc.constantFrom('user' as const, 'environment' as const),
      refusal: fc.record({ name: fc.string(), message: fc.string() }),
    })
    fc.assert(
      fc.property(facts, (drawn) => {
        const { failure, checks } = diagnose(drawn)
        const states = checks.map(({ state }) => state)
        expect(states.filter((state) => state === 'problem')).toHaveLength(1)
        expect(states.slice(states.indexOf('problem') + 1).every((state) => state === 'not-checked')).toBe(true)
        expect(FAILURE_NAMES).toContain(failure)
      }),
    )
  })
})

describe('a refused camera', () => {
  it.each([
    ['NotAllowedError', 'Permission denied', undefined, 'chrome', 'camera-denied'],
    ['NotAllowedError', 'Permission dismissed', undefined, 'chrome', 'camera-dismissed'],
    ['NotAllowedError', '', 'prompt', 'android', 'camera-dismissed'],
    ['NotAllowedError', 'Permission denied by system', 'granted', 'chrome', 'camera-forbidden'],
    ['NotAllowedError', 'Permission denied', 'prompt', 'webview', 'camera-webview'],
    ['PermissionDeniedError', '', undefined, 'other', 'camera-denied'],
    ['SecurityError', '', undefined, 'chrome', 'camera-forbidden'],
    ['TrackStartError', '', undefined, 'chrome', 'camera-busy'],
    ['InvalidStateError', '', undefined, 'chrome', 'page-hidden'],
    ['something new', '', undefined, 'chrome', 'camera-busy'],
  ] as const)('%s “%s” (%s, %s) is %s', (name, message, permission, host, failure) => {
    expect(failureOfRefusal({ name, message, ...(permission === undefined ? {} : { permission }) }, host)).toBe(failure)
  })
})

describe('the fix', () => {
  it('leads a declined camera through the settings of each browser that is known', () => {
    const keys = FIX_HOSTS.map((host) => fixFor('camera-denied', host))
    expect(new Set(keys).size).toBe(FIX_HOSTS.length)
    expect(fixFor('camera-denied', 'other')).toBe('failure.camera-denied.help')
    expect(fixFor('camera-busy', 'ios')).toBe('failure.camera-busy.help')
  })
})

describe('browserHost', () => {
  const apple = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'
  it.each([
    ['Mozilla/5.0 (Linux; Android 14; Pixel 7) Chrome/124.0 Mobile Safari/537.36', 0, 'android'],
    ['Mozilla/5.0 (Linux; Android 14; Pixel 7; wv) Version/4.0 Chrome/124.0 Mobile Safari/537.36', 0, 'webview'],
    [
      `Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) ${apple} Version/17.4 Mobile/15E148 Safari/604.1`,
      5,
      'ios',
    ],
    [`Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) ${apple} Mobile/15E148`, 5, 'webview'],
    [`Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) ${apple} Mobile/15E148 Instagram 330.0`, 5, 'webview'],
    [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${apple} Version/17.4 Safari/605.1.15`, 0, 'safari'],
    [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${apple} Version/17.4 Safari/605.1.15`, 5, 'ios'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0', 0, 'firefox'],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/124.0 Safari/537.36 Edg/124.0', 0, 'chrome'],
    ['curl/8', 0, 'other'],
  ])('reads %s', (userAgent, touchPoints, host) => {
    expect(browserHost(userAgent, touchPoints)).toBe(host)
  })
})

describe('a choice of cameras', () => {
  it('passes over sensors, the other side and special lenses', () => {
    const cameras = ['HP IR Camera', 'camera2 1, facing front', 'camera2 0, facing back', 'Back Ultra Wide Camera']
    const named = cameras.map((label) => ({ label }))
    expect(bestCamera(named, 'user')?.label).toBe('camera2 1, facing front')
    expect(bestCamera(named, 'environment')?.label).toBe('camera2 0, facing back')
    expect(bestCamera([{ label: 'Integrated IR Camera' }], 'user')).toBeUndefined()
  })

  it('leaves a camera alone whose name says nothing', () => {
    expect(isWrongCamera({ label: 'USB 2.0 PC Camera' }, 'user')).toBe(false)
    expect(isWrongCamera({ label: '' }, 'environment')).toBe(false)
  })
})

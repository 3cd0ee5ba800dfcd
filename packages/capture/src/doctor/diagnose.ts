import type { FailureName } from '../failures.ts'
import type { BrowserHost } from './browser-host.ts'
import { type CameraTraits, isWrongCamera } from './rate-camera.ts'

/** What a page found out about a camera, in the order in which it can. Later facts are absent when earlier ones fail. */
export interface CameraFacts {
  readonly host: BrowserHost
  readonly secure: boolean
  /** Whether the browser has a way to open cameras at all. */
  readonly offersCameras: boolean
  /** Whether the page around this one passes the camera on; true where the browser does not tell. */
  readonly allowedByParent: boolean
  /** How opening it failed. */
  readonly refusal?: Refusal
  readonly asked: 'user' | 'environment'
  readonly camera?: CameraTraits
  readonly picture?: PictureFacts
}

export interface Refusal {
  /** Name of the DOMException. */
  readonly name: string
  readonly message: string
  /** What the browser says about its permission afterwards. */
  readonly permission?: 'granted' | 'denied' | 'prompt'
}

export interface PictureFacts {
  /** Absent when no picture came in time. */
  readonly firstMs?: number
  readonly framesPerSecond: number
  /** Brightest value of any channel, 0-255. */
  readonly brightest: number
}

export const CAMERA_CHECKS = ['secure', 'browser', 'frame', 'permission', 'device', 'picture', 'speed'] as const
export type CameraCheck = (typeof CAMERA_CHECKS)[number]

export interface Diagnosis {
  /** Absent when the camera works. */
  readonly failure?: FailureName
  /** In the order of `CAMERA_CHECKS`; what lies behind the first problem was not looked at. */
  readonly checks: readonly { readonly check: CameraCheck; readonly state: 'good' | 'problem' | 'not-checked' }[]
}

/**
 * What keeps the challenge from being judged: the service asks for 30 frames of a challenge of about 7 s
 * (docs/liveness-challenge.md), and colours are read at eight a second.
 */
const LEAST_FRAMES_PER_SECOND = 8
/** A covered lens still has noise above this; a broken stream is the same black everywhere. */
const BLACK = 6

/** Each check names the failure it finds. */
const EXAMINATIONS: Readonly<Record<CameraCheck, (facts: CameraFacts) => FailureName | undefined>> = {
  secure: ({ secure }) => (secure ? undefined : 'insecure-page'),
  browser: ({ offersCameras, host }) => {
    if (offersCameras) return undefined
    return host === 'webview' ? 'camera-webview' : 'camera-unsupported'
  },
  frame: ({ allowedByParent }) => (allowedByParent ? undefined : 'camera-blocked'),
  permission: ({ refusal, host }) => (refusal === undefined ? undefined : refusedPermission(refusal, host)),
  device: ({ refusal, camera, asked }) => {
    if (refusal !== undefined) return BY_NAME.get(refusal.name) ?? 'camera-busy'
    return camera !== undefined && isWrongCamera(camera, asked) ? 'camera-wrong' : undefined
  },
  picture: ({ picture }) =>
    picture?.firstMs === undefined || picture.brightest < BLACK ? 'camera-no-picture' : undefined,
  speed: ({ picture }) => ((picture?.framesPerSecond ?? 0) < LEAST_FRAMES_PER_SECOND ? 'camera-slow' : undefined),
}

/** Names the first thing that keeps a camera from working. */
export function diagnose(facts: CameraFacts): Diagnosis {
  let failure: FailureName | undefined
  const checks = CAMERA_CHECKS.map((check) => {
    if (failure !== undefined) return { check, state: 'not-checked' } as const
    failure = EXAMINATIONS[check](facts)
    return { check, state: failure === undefined ? 'good' : 'problem' } as const
  })
  return failure === undefined ? { checks } : { failure, checks }
}

/** What a refused camera means: the failure whose text and code the person and the merchant get. */
export function failureOfRefusal(refusal: Refusal, host: BrowserHost): FailureName {
  return refusedPermission(refusal, host) ?? BY_NAME.get(refusal.name) ?? 'camera-busy'
}

/** Every other way in which getUserMedia refuses (Media Capture and Streams, section 10.2), and what old browsers said. */
const BY_NAME: ReadonlyMap<string, FailureName> = new Map([
  ['NotFoundError', 'camera-none'],
  ['DevicesNotFoundError', 'camera-none'],
  ['NotReadableError', 'camera-busy'],
  ['TrackStartError', 'camera-busy'],
  ['OverconstrainedError', 'camera-unsuitable'],
  ['ConstraintNotSatisfiedError', 'camera-unsuitable'],
  ['AbortError', 'camera-interrupted'],
  ['InvalidStateError', 'page-hidden'],
  ['TypeError', 'camera-unsupported'],
  ['NotSupportedError', 'camera-unsupported'],
])

const NOT_ALLOWED: readonly string[] = ['NotAllowedError', 'PermissionDeniedError', 'PermissionDismissedError']

function refusedPermission({ name, message, permission }: Refusal, host: BrowserHost): FailureName | undefined {
  if (name === 'SecurityError') return 'camera-forbidden'
  if (!NOT_ALLOWED.includes(name)) return undefined
  // Chromium: "Permission denied by system" is the operating system's switch, "Permission dismissed" a closed question.
  if (/system/i.test(message)) return 'camera-forbidden'
  if (host === 'webview') return 'camera-webview'
  return permission === 'prompt' || /dismiss/i.test(message) ? 'camera-dismissed' : 'camera-denied'
}

import {
  type BrowserHost,
  browserHost,
  diagnose,
  type FailureName,
  failureOfRefusal,
  type Refusal,
} from '@bonafide/capture'

/** What can be known of a camera before asking for it. */
export interface Surroundings {
  readonly host: BrowserHost
  readonly secure: boolean
  readonly offersCameras: boolean
  readonly allowedByParent: boolean
}

export function lookAround(): Surroundings {
  return {
    host: hostHere(),
    secure: window.isSecureContext,
    offersCameras: typeof navigator.mediaDevices?.getUserMedia === 'function',
    allowedByParent: allowedByParent(),
  }
}

export function hostHere(): BrowserHost {
  return browserHost(navigator.userAgent, navigator.maxTouchPoints)
}

/** What would make the person be asked in vain. */
export function cameraObstacle(): FailureName | undefined {
  const { checks, failure } = diagnose({ ...lookAround(), asked: 'user' })
  const known = checks.some(({ check, state }) => state === 'problem' && BEFORE_ASKING.includes(check))
  return known ? failure : undefined
}

const BEFORE_ASKING: readonly string[] = ['secure', 'browser', 'frame']

/** What a refused camera means. */
export async function cameraFailure(error: unknown): Promise<FailureName> {
  return failureOfRefusal(await refusalOf(error), hostHere())
}

export async function refusalOf(error: unknown): Promise<Refusal> {
  const { name, message } = error instanceof Error ? error : { name: '', message: '' }
  const permission = await cameraPermission()
  return { name, message, ...(permission === undefined ? {} : { permission }) }
}

/** Firefox before 133 and old Safaris do not know the name `camera` and say nothing. */
async function cameraPermission(): Promise<PermissionState | undefined> {
  try {
    return (await navigator.permissions.query({ name: 'camera' as PermissionName })).state
  } catch {
    return undefined
  }
}

interface PolicyDocument {
  readonly featurePolicy?: { readonly allowsFeature: (feature: string) => boolean }
}

/** Only Chromium tells; elsewhere a refusal by the frame looks like one by the person. */
function allowedByParent(): boolean {
  return (document as PolicyDocument).featurePolicy?.allowsFeature('camera') ?? true
}

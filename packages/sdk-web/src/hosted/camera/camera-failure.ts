import type { FailureName } from '@bonafide/capture'

/** Every way in which `getUserMedia` refuses (Media Capture and Streams section 10.2). */
const BY_NAME: Readonly<Record<string, FailureName>> = {
  NotAllowedError: 'camera-denied',
  SecurityError: 'camera-forbidden',
  NotFoundError: 'camera-none',
  NotReadableError: 'camera-busy',
  OverconstrainedError: 'camera-unsuitable',
  AbortError: 'camera-interrupted',
  InvalidStateError: 'page-hidden',
  TypeError: 'camera-unsupported',
}

/** What a refused camera means; asking again and again for a page that its parent does not let is of no use. */
export function cameraFailure(error: unknown): FailureName {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' && !allowedByParent()) return 'camera-blocked'
  return BY_NAME[name] ?? 'camera-busy'
}

/** What can be known before asking, so that the person is not asked in vain. */
export function cameraObstacle(): FailureName | undefined {
  if (!window.isSecureContext) return 'insecure-page'
  if (typeof navigator.mediaDevices?.getUserMedia !== 'function') return 'camera-unsupported'
  return undefined
}

interface PolicyDocument {
  readonly featurePolicy?: { readonly allowsFeature: (feature: string) => boolean }
}

/** Only Chromium tells; elsewhere a refusal by the frame looks like one by the person. */
function allowedByParent(): boolean {
  return (document as PolicyDocument).featurePolicy?.allowsFeature('camera') ?? true
}

import { FAILURES, type FailureName, type VerifyResult } from '@bonafide/capture'
import type { DeviceAnswer } from '@bonafide/protocol'

/** What was found out about the camera; `reason` is one of the SDK's names for what can go wrong. */
export type CameraReport =
  | { readonly working: true }
  | ({ readonly working: false; readonly reason: FailureName } & VerifyResult)

/** What the hosted page tells the page around it. */
export type HostedMessage =
  | { readonly source: 'bonafide'; readonly event: 'ready'; readonly transactionId: string }
  | ({ readonly source: 'bonafide'; readonly event: 'camera'; readonly transactionId: string } & CameraReport)
  | ({
      readonly source: 'bonafide'
      readonly transactionId: string
      /** Where the merchant asked the browser to go at the end. */
      readonly returnUrl?: string
    } & VerifyResult &
      Partial<DeviceAnswer>)

/** A message of the hosted page for this transaction; anything else that arrives is not ours. */
export function readHostedMessage(data: unknown, transactionId: string): HostedMessage | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const message = data as Record<string, unknown>
  if (message['source'] !== 'bonafide' || message['transactionId'] !== transactionId) return undefined
  const about = { source: 'bonafide', transactionId } as const
  if (message['event'] === 'ready') return { ...about, event: 'ready' }
  if (message['event'] === 'camera' && message['working'] === true) return { ...about, event: 'camera', working: true }
  const result = readResult(message)
  if (result === undefined) return undefined
  if (message['event'] === 'camera') {
    const { reason } = result
    return reason === undefined ? undefined : { ...about, event: 'camera', working: false, ...result, reason }
  }
  const { returnUrl } = message
  const end = { ...about, ...result, ...readDevice(message) }
  return typeof returnUrl === 'string' ? { ...end, returnUrl } : end
}

function readDevice({ deviceToken, threatTags }: Record<string, unknown>): Partial<DeviceAnswer> {
  if (typeof deviceToken !== 'string') return {}
  if (!Array.isArray(threatTags)) return { deviceToken }
  return { deviceToken, threatTags: threatTags.filter((tag) => typeof tag === 'string') }
}

function readResult({ code, subCode, message, reason }: Record<string, unknown>): VerifyResult | undefined {
  if (typeof code !== 'number' || typeof subCode !== 'string' || typeof message !== 'string') return undefined
  const result = { code, subCode, message }
  // Names that this version does not know are dropped: the code stays.
  return isFailureName(reason) ? { ...result, reason } : result
}

function isFailureName(name: unknown): name is FailureName {
  return typeof name === 'string' && Object.hasOwn(FAILURES, name)
}

import type { Upstream } from '../ports/upstream.ts'
import type { AfterAnswer } from './after-answer.ts'

/** Operations that carry all of their material and change nothing, so that two services can judge the same call. */
export const COMPARABLE = [
  'AddressCompareIntl',
  'CardOcr',
  'DocOcr',
  'DocOcrMax',
  'DocOcrMaxV2',
  'DocOcrV2',
  'EkycVerify',
  'EkycVerifyV2',
  'FaceCompare',
  'FaceCompareV2',
  'FaceCrossCompareIntl',
  'FaceLiveness',
  'FaceLivenessV2',
] as const

/** Operations that begin a verification with a client: only one of the two services can conduct it. */
export const BEGINNINGS = ['Initialize', 'InitializeV2'] as const

/** Operations on a verification that was begun; whoever conducts it answers them. */
export const CONTINUATIONS = ['CheckResult', 'CheckVerifyLog', 'DeleteVerifyResult'] as const

/** Shadow mode at work: one tenant's calls are answered here and by another service, and the answers compared. */
export interface Shadow {
  readonly upstream: Upstream
  /** Whose calls; nobody else's leave this machine. */
  readonly tenantId: string
  /** Whose answer the caller gets. */
  readonly answers: 'upstream' | 'bonafide'
  readonly operations: ReadonlySet<string>
  readonly afterAnswer: AfterAnswer
}

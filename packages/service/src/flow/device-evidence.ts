import type { DeviceEvidence, StartClaims, StepReport } from '@bonafide/engine'
import { type DeviceReport, parseMetaInfo } from '@bonafide/protocol'
import type { Attempt } from '../ports/store.ts'
import { openJson, sealJson } from './sealed-json.ts'
import { pageOf } from './steps.ts'
import type { StoredRequest } from './stored-request.ts'
import type { Vault } from './tools.ts'

/** A report as it is kept: with the name that the browser gave to the server itself. */
export interface ReceivedReport {
  readonly report: DeviceReport
  readonly requestUserAgent?: string
}

export function sealReport(vault: Vault, attemptId: string, received: ReceivedReport): Uint8Array {
  return sealJson(vault, fieldOf(attemptId), received)
}

/** Whether the device decides along (SecurityLevel 02). */
export function isSafeMode({ parameters }: StoredRequest): boolean {
  return parameters['SecurityLevel'] === '02'
}

/** What is known of the device; undefined where nothing was asked of it and nothing came. */
export function deviceEvidence(
  request: StoredRequest,
  attempts: readonly Attempt[],
  vault: Vault,
): DeviceEvidence | undefined {
  const decides = isSafeMode(request)
  if (!decides && attempts.every(({ device }) => device === undefined)) return undefined
  return { decides, claims: claimsOf(request), steps: attempts.map((attempt) => stepReport(attempt, vault)) }
}

/** The device as one attempt shows it, with this token. */
export function deviceOfAttempt(
  request: StoredRequest,
  attempt: Attempt,
  token: StepReport['token'],
  vault: Vault,
): DeviceEvidence {
  const decides = isSafeMode(request)
  return { decides, claims: claimsOf(request), steps: [{ ...stepReport(attempt, vault), token }] }
}

function stepReport({ id, step, device }: Attempt, vault: Vault): StepReport {
  const sealed = device?.sealedReport
  return {
    token: device?.token ?? 'missing',
    needsCamera: pageOf(step) === undefined,
    ...(sealed === undefined ? {} : openJson<ReceivedReport>(vault, fieldOf(id), sealed)),
  }
}

function claimsOf({ parameters }: Pick<StoredRequest, 'parameters'>): StartClaims {
  const { ua, osVersion, deviceType } = parseMetaInfo(parameters['MetaInfo'] ?? '{}')
  return {
    ...(ua === undefined || ua === '' ? {} : { userAgent: ua }),
    ...(osVersion === undefined || osVersion === '' ? {} : { osVersion }),
    ...(deviceType === 'android' || deviceType === 'ios' ? { system: deviceType } : {}),
  }
}

function fieldOf(attemptId: string): string {
  return `device-report/${attemptId}`
}

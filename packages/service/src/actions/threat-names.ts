import type { DeviceRisk, Threat, TokenState } from '@bonafide/engine'
import type { FlowSettings } from '../flow/tools.ts'

/** The engine's threats as the threat tags of the API (client-sdk.md section 9). Total; a test reads it both ways. */
export const THREAT_TAGS: Readonly<Record<Threat, string>> = {
  'camera-virtual': 'UsingVirtualCamera',
  'camera-virtual-at-hand': 'VirtualCamera',
  'camera-functions-replaced': 'MediaHook',
  'browser-altered': 'BrowserTampered',
  'browser-emulated': 'VirtualBrowser',
  'cloud-phone': 'CloudPhone',
  automated: 'AutoOperation',
  crawler: 'WebCrawler',
  'cookies-off': 'CookieDisabled',
  'begun-elsewhere': 'UnmatchOsUrl',
  'token-missing': 'TokenIsNull',
  'token-invalid': 'TokenInvalid',
  'token-tampered': 'TokenTampered',
  'token-expired': 'TokenExpired',
  'token-foreign': 'BizIdNotMatch',
}

/** `tokenStatus` of ExtRiskInfo has no word for the token of another verification: it is not a valid one for this. */
const TOKEN_STATUS: Readonly<Record<TokenState, string>> = {
  good: 'OK',
  missing: 'TokenIsNull',
  invalid: 'TokenInvalid',
  tampered: 'TokenTampered',
  expired: 'TokenExpired',
  foreign: 'TokenInvalid',
}

export function threatTags({ threats }: Pick<DeviceRisk, 'threats'>): readonly string[] {
  return threats.map((threat) => THREAT_TAGS[threat])
}

/** Where reports of devices went: the host of a separate address, else here. */
export function regionOf({ deviceUrl }: Pick<FlowSettings, 'deviceUrl'>): string {
  return deviceUrl === undefined ? 'local' : new URL(deviceUrl).hostname
}

/** ExtRiskInfo of CheckResult (check-result.md section 4.4). */
export function riskInfo(risk: DeviceRisk, region: string): object {
  return {
    guardRiskScore: risk.score,
    riskTags: threatTags(risk).join(','),
    region,
    tokenStatus: TOKEN_STATUS[risk.token],
    decision: risk.decision.toUpperCase(),
  }
}

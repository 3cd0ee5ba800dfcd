import { POLICY_REPORTS_PATH } from './policy-reports.ts'

/** On every answer: nothing is stored on the way, nothing is guessed, nothing is framed, no address is passed on. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'geolocation=(), microphone=()',
}

/**
 * The policy of the hosted page: everything from our own origin; `parents` are the origins that may frame it, `deviceUrl`
 * is where device reports go if not here.
 */
export function hostedPagePolicy(parents: readonly string[], deviceUrl?: string): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    'media-src blob:',
    `connect-src 'self'${deviceUrl === undefined ? '' : ` ${deviceUrl}`}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${parents.length === 0 ? "'none'" : parents.join(' ')}`,
    `report-uri ${POLICY_REPORTS_PATH}`,
  ].join('; ')
}

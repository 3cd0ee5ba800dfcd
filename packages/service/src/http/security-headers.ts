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
function hostedPagePolicy(parents: readonly string[], deviceUrl?: string): string {
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

/** What is sent with the hosted page, whoever may frame it. */
export function hostedPageHeaders(parents: readonly string[], deviceUrl?: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': hostedPagePolicy(parents, deviceUrl),
    'permissions-policy': 'camera=(self), geolocation=(), microphone=()',
  }
}

/**
 * What is sent with the files of the browser SDK, which any page may load. The names carry a version (`/sdk/v1`) and no
 * hash: browsers may keep a file, but ask whether it changed. The worker among them lives under this policy, not under
 * that of the page: it can load nothing.
 */
export const BROWSER_FILE_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'public, max-age=300, must-revalidate',
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
}

/** Headers of every answer. The page may run our script and the SDK's, and show the hosted check in a frame; no more. */
export function pageHeaders(serviceOrigin: string): Readonly<Record<string, string>> {
  return {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': `camera=(self "${serviceOrigin}"), geolocation=(), microphone=()`,
    'content-security-policy': [
      "default-src 'none'",
      `script-src 'self' ${serviceOrigin}`,
      "style-src 'self'",
      "font-src 'self'",
      "img-src 'self'",
      "connect-src 'self'",
      `frame-src 'self' ${serviceOrigin}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  }
}

import type { VerifyResult } from '@bonafide/capture'

/** Schemes that would run code or read files in the page instead of leaving it. */
const REFUSED = /^(?:javascript|data|blob|file|filesystem|vbscript|about):$/

/**
 * ReturnUrl with the result appended: `response` as JSON and the flat values (client-sdk.md section 4). An app's own
 * scheme is allowed; a scheme that stays inside the browser is not, then the answer is undefined.
 */
export function returnAddress(returnUrl: string, transactionId: string, result: VerifyResult): string | undefined {
  try {
    // The parser drops line breaks and spaces that would hide a scheme from a look at the text.
    const url = new URL(returnUrl)
    if (REFUSED.test(url.protocol)) return undefined
    const { code, subCode } = result
    url.searchParams.set('response', JSON.stringify({ code, subCode, transactionId }))
    url.searchParams.set('code', String(code))
    url.searchParams.set('subCode', subCode)
    url.searchParams.set('transactionId', transactionId)
    return url.href
  } catch {
    return undefined
  }
}

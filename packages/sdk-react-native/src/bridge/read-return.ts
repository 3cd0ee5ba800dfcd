/** How a check ended that ran in the system's browser and came back by ReturnUrl. Advice only. */
export interface ReturnedResult {
  readonly code: number
  readonly subCode: string
  readonly transactionId: string
}

/**
 * Reads the address that the app was opened with at the end of a check in the system's browser (client-sdk.md section 4):
 *
 *     Linking.addEventListener('url', ({ url }) => readReturn(url, 'com.shop.app://done'))
 *
 * Undefined where it does not begin with this ReturnUrl or carries no result. Any app can open such an address, so the
 * server asks CheckResult with the TransactionId that it stored itself.
 */
export function readReturn(address: string, returnUrl: string): ReturnedResult | undefined {
  const [path = '', query = ''] = address.split('#', 1)[0]?.split('?', 2) ?? []
  if (path !== returnUrl.split(/[?#]/, 1)[0]) return undefined
  const values = new Map(query.split('&').map((pair) => readPair(pair)))
  const [code, subCode, transactionId] = [values.get('code'), values.get('subCode'), values.get('transactionId')]
  if (subCode === undefined || transactionId === undefined || !/^\d{4}$/.test(code ?? '')) return undefined
  return { code: Number(code), subCode, transactionId }
}

function readPair(pair: string): readonly [string, string] {
  const [name = '', value = ''] = pair.split('=', 2)
  return [decoded(name), decoded(value)]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return ''
  }
}

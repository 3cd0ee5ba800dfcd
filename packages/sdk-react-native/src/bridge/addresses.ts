/** React Native's own `URL` is incomplete, so addresses are read by these forms; whatever else an address holds is refused. */
const ORIGIN = /^(https?:\/\/[a-z0-9.-]+(?::\d{1,5})?)(?:[/?#]|$)/
const PAGE = /^\/v\/([A-Za-z0-9_-]{8,128})\/?(?:#(.*))?$/
const TRANSACTION_ID = /^[A-Za-z0-9_-]{8,128}$/

export interface PageTarget {
  readonly origin: string
  readonly transactionId: string
  /** The hosted page, with what no log may see in its fragment. */
  readonly address: string
}

/** The origin of an address, undefined where it has none that can be compared. */
export function originOf(address: string): string | undefined {
  return ORIGIN.exec(address)?.[1]
}

/** The hosted page for a TransactionId, or for a TransactionUrl of the installed service; undefined for anything else. */
export function readTarget(
  idOrUrl: string,
  {
    serviceUrl,
    protocol,
    language,
  }: { readonly serviceUrl: string; readonly protocol?: string; readonly language?: string },
): PageTarget | undefined {
  const origin = originOf(serviceUrl)
  if (origin === undefined) return undefined
  const isUrl = originOf(idOrUrl) === origin
  const [, idInUrl, fragment = ''] = (isUrl ? PAGE.exec(idOrUrl.slice(origin.length)) : undefined) ?? []
  const transactionId = isUrl ? idInUrl : idOrUrl
  if (transactionId === undefined || !TRANSACTION_ID.test(transactionId)) return undefined
  const parts = [
    ...(protocol === undefined
      ? fragment.split('&').filter((part) => part !== '')
      : [`p=${encodeURIComponent(protocol)}`]),
    ...(language === undefined ? [] : [`lang=${encodeURIComponent(language)}`]),
  ]
  const hash = parts.length === 0 ? '' : `#${parts.join('&')}`
  return { origin, transactionId, address: `${origin}/v/${transactionId}${hash}` }
}

/** Whether the web view may go there: nothing but the service itself, and the empty frames of its page. */
export function mayLoad(address: string, origin: string): boolean {
  return address === 'about:blank' || originOf(address) === origin
}

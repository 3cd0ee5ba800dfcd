import { type Options, type Parameter, type ParseContext, type Presence, parameter, ValueRefused } from './parameter.ts'

const MAX_URL = 2048

/** A place on the web without user info, fragment, white space or control characters. */
const WEB = /^(https?):\/\/([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?([/?][\x21\x22\x24-\x5b\x5d-\x7e]*)?$/

/** Schemes that run or read something in a browser instead of going somewhere. */
const HARMFUL_SCHEMES = ['javascript', 'data', 'vbscript', 'blob', 'file', 'about', 'view-source', 'filesystem']

/**
 * Where the service calls back: https on its own port (security.md E1), or an origin that the operator allowed. Whether
 * it may be reached is decided at the call.
 */
export function callbackUrl<const O extends Options<string>>(options: O): Parameter<Presence<string, O>> {
  const parse = (value: string, context: ParseContext): string => {
    const match = value.length <= MAX_URL ? WEB.exec(value) : null
    if (match === null) throw new ValueRefused('It must be an absolute https address.')
    const [, scheme, host, port = ''] = match
    if (context.httpOrigins.includes(`${scheme}://${host}${port}`)) return value
    if (scheme !== 'https') throw new ValueRefused('It must start with https.')
    if (port !== '' && port !== ':443') throw new ValueRefused('Its port must be 443.')
    return value
  }
  return parameter({ kind: 'url', maxLength: MAX_URL, parse }, options)
}

/** Where the browser goes at the end: http(s), or an app's own scheme. */
export function returnUrl<const O extends Options<string>>(options: O): Parameter<Presence<string, O>> {
  const parse = (value: string): string => {
    if (value.length > MAX_URL) throw new ValueRefused(`It may have at most ${MAX_URL} characters.`)
    const scheme = /^([A-Za-z][A-Za-z0-9+.-]{0,63}):\/\/[\x21-\x5b\x5d-\x7e]*$/.exec(value)?.[1]?.toLowerCase()
    if (scheme === undefined || HARMFUL_SCHEMES.includes(scheme)) {
      throw new ValueRefused('It must be an http, https or app address.')
    }
    if ((scheme === 'http' || scheme === 'https') && !WEB.test(value.split('#', 1)[0] ?? '')) {
      throw new ValueRefused('It is not an absolute address.')
    }
    return value
  }
  return parameter({ kind: 'url', maxLength: MAX_URL, parse }, options)
}

/** A picture's address. */
export function pictureUrl<const O extends Options<string>>(options: O): Parameter<Presence<string, O>> {
  const parse = (value: string): string => {
    if (value.length > MAX_URL || !WEB.test(value))
      throw new ValueRefused('It must be an absolute http or https address.')
    return value
  }
  return parameter({ kind: 'url', maxLength: MAX_URL, parse }, options)
}

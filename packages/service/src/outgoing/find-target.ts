import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { isPublicAddress } from './public-address.ts'

/** All addresses of a name. */
export type Resolve = (name: string) => Promise<readonly string[]>

export const systemResolve: Resolve = async (name) =>
  (await lookup(name, { all: true, verbatim: true })).map(({ address }) => address)

/** Where a request may go: the address that was checked, and the URL that was asked for. */
export interface Target {
  readonly url: URL
  readonly address: string
}

/** The address breaks the rules, now and for ever (`form`), or leads where no request of ours may go. */
export class TargetRefused extends Error {
  readonly code: 'form' | 'address'
  constructor(code: TargetRefused['code']) {
    super(code === 'form' ? 'The address is not allowed' : 'The address cannot be reached')
    this.code = code
  }
}

export interface GuardOptions {
  /** Exact origins that are let through although they are plain http, on another port or inside. */
  readonly allowedOrigins: readonly string[]
  readonly resolve: Resolve
  /** Ports that an https address may name; its own when not said. */
  readonly ports?: readonly string[]
}

/**
 * Checks where a URL leads before anything is sent (security.md E1, E2): https on port 443, no user info, and every
 * address of the name public. The name is resolved once and the request goes to the address that was checked, so a
 * second answer of the name server changes nothing. The URL parser has already turned decimal, octal, hexadecimal,
 * short and full-width forms into plain addresses, which are checked like resolved ones.
 */
export async function findTarget(
  text: string,
  { allowedOrigins, resolve, ports = [''] }: GuardOptions,
): Promise<Target> {
  const url = parse(text)
  const allowed = allowedOrigins.includes(url.origin)
  if (url.username !== '' || url.password !== '') throw new TargetRefused('form')
  if (!allowed && (url.protocol !== 'https:' || !ports.includes(url.port))) throw new TargetRefused('form')
  const name = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(name) === 0 ? await resolve(name) : [name]
  const [address] = addresses
  if (address === undefined) throw new TargetRefused('address')
  if (!allowed && !addresses.every(isPublicAddress)) throw new TargetRefused('address')
  return { url, address }
}

/** A name of the server is asked for by name only (RFC 6066 section 3); the URL writes IPv6 addresses in brackets. */
export function hostNameForTls({ hostname }: URL): string {
  return hostname.startsWith('[') || isIP(hostname) !== 0 ? '' : hostname
}

function parse(text: string): URL {
  try {
    const url = new URL(text)
    if (url.protocol === 'https:' || url.protocol === 'http:') return url
  } catch {
    // Falls through to the refusal.
  }
  throw new TargetRefused('form')
}

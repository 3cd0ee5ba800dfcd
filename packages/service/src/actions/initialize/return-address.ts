import type { Tenant } from '../../ports/store.ts'

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Whether the browser may be sent there at the end. With addresses on the tenant: only below one of them. Without:
 * any https address, and for a tenant in test mode also a page on this machine.
 */
export function isReturnAddressAllowed(address: string, tenant: Pick<Tenant, 'mode' | 'settings'>): boolean {
  const { returnAddresses } = tenant.settings
  if (returnAddresses.length > 0) return returnAddresses.some((allowed) => isBelow(address, allowed))
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (tenant.mode === 'test' && protocol === 'http:' && LOOPBACK.includes(hostname))
}

/** Compares origins whole, so that `https://bank.example` does not let `https://bank.example.evil` in. */
function isBelow(address: string, allowed: string): boolean {
  if (!URL.canParse(address) || !URL.canParse(allowed)) return false
  const [given, prefix] = [new URL(address), new URL(allowed)]
  if (given.protocol !== prefix.protocol || given.host !== prefix.host) return false
  return `${given.pathname}${given.search}`.startsWith(`${prefix.pathname}${prefix.search}`)
}

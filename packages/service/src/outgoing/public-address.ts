import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** IANA special-purpose registry for IPv4 (RFC 6890 and its updates), multicast and reserved space. */
const CLOSED_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
] as const

/** Only global unicast is open, which leaves out loopback, link-local, unique local, mapped and NAT64 addresses. */
const OPEN_IPV6 = '2000::/3'
/** Within it: protocol assignments with Teredo, documentation, and 6to4, which carries an IPv4 address inside. */
const CLOSED_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'] as const

const closedIpv4 = listOf(CLOSED_IPV4, 'ipv4')
const openIpv6 = listOf([OPEN_IPV6], 'ipv6')
const closedIpv6 = listOf(CLOSED_IPV6, 'ipv6')

/** Whether a resolved address belongs to the public internet (security.md E2). Anything that is no address does not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !closedIpv4.check(address, 'ipv4')
  if (!isIPv6(address) || address.includes('%')) return false
  return openIpv6.check(address, 'ipv6') && !closedIpv6.check(address, 'ipv6')
}

function listOf(ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/')
    list.addSubnet(network, Number(prefix), family)
  }
  return list
}

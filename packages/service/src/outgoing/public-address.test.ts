import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findTarget } from './find-target.ts'
import { isPublicAddress } from './public-address.ts'

const inside = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.192',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.0.1',
  '198.18.0.1',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '',
  'localhost',
]
const outside = [
  '8.8.8.8',
  '1.1.1.1',
  '100.63.255.255',
  '100.128.0.1',
  '172.15.0.1',
  '172.32.0.1',
  '223.255.255.255',
  '2606:4700::1111',
  '2a00:1450::1',
]

describe('isPublicAddress', () => {
  it.each(inside)('does not take %j for public', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
  it.each(outside)('takes %s for public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })
})

describe('findTarget', () => {
  const unasked = () => Promise.reject(new Error('no name server is asked about an address'))
  const guard = (
    resolve: (name: string) => Promise<readonly string[]> = unasked,
    allowedOrigins: readonly string[] = [],
  ) => ({ resolve, allowedOrigins })

  it.each([
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://127.0.1/',
    'https://0/',
    'https://１２７.０.０.１/',
    'https://127。0。0。1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[fd00:ec2::254]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://192.168.1.1/',
  ])('refuses the address literal %s', async (url) => {
    await expect(findTarget(url, guard())).rejects.toMatchObject({ code: 'address' })
  })

  it.each([
    'http://shop.example/',
    'https://shop.example:8443/',
    'https://user@shop.example/',
    'https://u:p@shop.example/',
    'ftp://shop.example/',
    'file:///etc/passwd',
    '//shop.example/',
    'javascript:0',
    '',
  ])('refuses the form of %j', async (url) => {
    await expect(
      findTarget(
        url,
        guard(async () => ['8.8.8.8']),
      ),
    ).rejects.toMatchObject({ code: 'form' })
  })

  it('refuses a name of which any address is inside, and a name without addresses', async () => {
    for (const addresses of [['127.0.0.1'], ['8.8.8.8', '10.0.0.1'], ['::1'], []]) {
      await expect(
        findTarget(
          'https://localhost./',
          guard(async () => addresses),
        ),
      ).rejects.toMatchObject({ code: 'address' })
    }
  })

  it('asks the name server once and goes to what it said then', async () => {
    const answers = [['8.8.8.8'], ['127.0.0.1']]
    const target = await findTarget(
      'https://rebind.example/x?y=1',
      guard(async () => answers.shift() ?? []),
    )
    expect(target.address).toBe('8.8.8.8')
    expect(answers).toHaveLength(1)
  })

  it('lets exactly the allowed origins through', async () => {
    const options = guard(async () => ['127.0.0.1'], ['http://localhost:7300', 'http://127.0.0.1:7300'])
    expect((await findTarget('http://localhost:7300/callback?x=1', options)).address).toBe('127.0.0.1')
    expect((await findTarget('http://127.0.0.1:7300/', options)).address).toBe('127.0.0.1')
    for (const other of [
      'http://localhost:7301/',
      'http://localhost./',
      'https://localhost:7300/',
      'http://localhost:7300@evil.example/',
    ]) {
      await expect(findTarget(other, options)).rejects.toThrow()
    }
  })

  it('never throws anything but its own error for any text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.webUrl({ authoritySettings: { withIPv4: true, withIPv6: true, withPort: true } }),
        ),
        async (url) => {
          const target = await findTarget(
            url,
            guard(async () => ['127.0.0.1']),
          ).catch((error) => error)
          expect(['form', 'address', undefined]).toContain(target.code)
          if (target.address !== undefined) expect(isPublicAddress(target.address)).toBe(true)
        },
      ),
    )
  })
})

import { randomUUID } from 'node:crypto'
import { signV3, webDigests } from '@bonafide/protocol'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LiveService, startLiveService } from './live-service.ts'
import { type RawRequest, sendRaw } from './raw-http.ts'

let service: LiveService
beforeAll(async () => {
  service = await startLiveService()
})
afterAll(() => service.close())

async function keepalive(
  accessKeySecret = service.credentials.accessKeySecret,
  nonce: string = randomUUID(),
): Promise<RawRequest> {
  const { accessKeyId } = service.credentials
  const call = { action: 'KeepaliveIntl', version: '2022-08-09', query: [], form: [], host: 'idv.example.test' }
  const now = service.now()
  const signed = await signV3({ method: 'POST', ...call, accessKeyId, accessKeySecret, nonce, now }, webDigests)
  return { method: 'POST', target: signed.target, headers: Object.entries(signed.headers) }
}

const codes = async (requests: readonly RawRequest[]) =>
  (await Promise.all(requests.map((request) => sendRaw(service.url, request)))).map(({ body }) => body.Code)

it('of a hundred copies sent at once exactly one is accepted', async () => {
  const request = await keepalive()
  const counted = await codes(Array.from({ length: 100 }, () => request))
  expect(counted.filter((code) => code === 'Success').length).toBe(1)
  expect(counted.filter((code) => code === 'SignatureNonceUsed').length).toBe(99)
})

it('a forged request does not burn the nonce of the honest one', async () => {
  const nonce = randomUUID()
  expect(await codes([await keepalive('forged', nonce)])).toEqual(['SignatureDoesNotMatch'])
  expect(await codes([await keepalive(undefined, nonce)])).toEqual(['Success'])
})

it('a replay is refused after a restart too', async () => {
  const request = await keepalive()
  expect(await codes([request])).toEqual(['Success'])
  await service.restart()
  expect(await codes([request])).toEqual(['SignatureNonceUsed'])
})

it('unknown keys and wrong signatures take about the same time', async () => {
  const known = await keepalive('wrong')
  const unknown = {
    ...known,
    headers: known.headers.map(
      ([name, value]) => [name, value.replace(/Credential=[^,]+/, 'Credential=nobody')] as const,
    ),
  }
  const timed = async (request: RawRequest): Promise<number> => {
    const began = performance.now()
    await sendRaw(service.url, request)
    return performance.now() - began
  }
  const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] }
  // Turn by turn, so that a busy machine slows both alike.
  for (let count = 0; count < 60; count += 1) {
    times.known.push(await timed(known))
    times.unknown.push(await timed(unknown))
  }
  const [a, b] = [medianOf(times.known), medianOf(times.unknown)]
  // Wide on purpose: a known key costs one row and one decryption more; the bound catches a missing signature check
  // only together with the count of digests in the protocol's own test.
  expect(Math.max(a, b) / Math.min(a, b)).toBeLessThan(5)
})

function medianOf(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}

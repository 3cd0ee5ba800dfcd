import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { signWebhook, verifyWebhook, WebhookError } from '../src/webhook.ts'
import { nodeDigests } from './node-digests.ts'
import { codeOf } from './verifier.ts'

interface WebhookVector {
  readonly name: string
  readonly secret: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: string
  readonly receiverTime: number
  readonly expect: 'accept' | 'reject'
}

const url = new URL('../vectors/standard-webhooks.json', import.meta.url)
const { vectors }: { readonly vectors: readonly WebhookVector[] } = JSON.parse(readFileSync(url, 'utf8'))

const SECRET = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='
const OTHER = 'whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA='

describe('the webhook vectors', () => {
  it('are all here', () => {
    expect(vectors.length).toBe(14)
  })

  it.each(vectors.map((vector) => [vector.expect, vector.name, vector] as const))('%s %s', async (_, __, vector) => {
    const received = {
      header: (name: string) => vector.headers[name],
      payload: vector.payload,
      secrets: [vector.secret],
      now: new Date(vector.receiverTime * 1000),
    }
    for (const digests of [undefined, nodeDigests]) {
      const result = verifyWebhook(received, digests)
      if (vector.expect === 'accept') expect(await result).toBe(vector.headers['webhook-id'])
      else await expect(result).rejects.toThrow(WebhookError)
    }
  })
})

describe('a signed webhook', () => {
  const query = 'callbackToken=tok&transactionId=t1&passed=Y&subCode=200'

  it('is verified by the package standardwebhooks, here over a query string', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (payload) => {
        const headers = await signWebhook({ id: 'msg_1', sentAt: new Date(), payload }, [SECRET])
        expect(new Webhook(SECRET).sign('msg_1', new Date(Number(headers['webhook-timestamp']) * 1000), payload)).toBe(
          headers['webhook-signature'],
        )
      }),
    )
    const headers = await signWebhook({ id: 'msg_1', sentAt: new Date(), payload: query }, [SECRET])
    // The package parses what it verified as JSON; a query string is none, which is all that it may complain about.
    expect(() => new Webhook(SECRET).verify(query, { ...headers })).toThrow(SyntaxError)
  })

  it('is accepted under the old and the new secret during a rotation', async () => {
    const now = new Date('2026-01-02T03:04:05Z')
    const headers = await signWebhook({ id: 'msg_1', sentAt: now, payload: query }, [SECRET, OTHER])
    const verify = (secrets: readonly string[]) =>
      verifyWebhook({ header: (name) => headers[name], payload: query, secrets, now })
    expect(await verify([SECRET])).toBe('msg_1')
    expect(await verify([OTHER])).toBe('msg_1')
    expect(await codeOf(verify(['whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY=']))).toBe(
      'webhook-signature-invalid',
    )
    expect(await codeOf(verify([]))).toBe('webhook-signature-invalid')
  })

  it('is accepted up to five minutes from its timestamp', async () => {
    const sentAt = new Date('2026-01-02T03:04:05Z')
    const headers = await signWebhook({ id: 'msg_1', sentAt, payload: query }, [SECRET])
    const at = (seconds: number) =>
      codeOf(
        verifyWebhook({
          header: (name) => headers[name],
          payload: query,
          secrets: [SECRET],
          now: new Date(sentAt.getTime() + seconds * 1000),
        }),
      )
    expect([await at(300), await at(-300)]).toEqual(['resolved', 'resolved'])
    expect([await at(301), await at(-301)]).toEqual(['webhook-timestamp-invalid', 'webhook-timestamp-invalid'])
  })

  it('is not made with a secret that is short, malformed or missing, nor with an id that could shift the content', async () => {
    const message = { id: 'msg_1', sentAt: new Date(), payload: query }
    for (const secrets of [[], ['x'], ['whsec_AAAA'], ['whsec_!']]) {
      expect(await codeOf(signWebhook(message, secrets))).toBe('webhook-secret-invalid')
    }
    expect(await codeOf(signWebhook({ ...message, id: 'a.1' }, [SECRET]))).toBe('webhook-header-missing')
  })
})

import { signWebhook, WebhookError } from '@bonafide/protocol'
import { expect, it } from 'vitest'
import { verifyCallback } from '../src/callback/verify-callback.ts'

const SECRET = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='
const NOW = new Date('2026-01-02T03:04:05Z')
const QUERY = 'x=1%2b&callbackToken=tok&transactionId=t1&passed=Y&subCode=200'

const signed = () => signWebhook({ id: 'msg_1', sentAt: NOW, payload: QUERY }, [SECRET])

it('accepts a callback by its url or its query, with any kind of headers', async () => {
  const headers = await signed()
  const hint = { messageId: 'msg_1', transactionId: 't1', passed: true, subCode: '200', callbackToken: 'tok' }
  expect(await verifyCallback(`https://merchant.test/cb?${QUERY}`, new Headers(headers), [SECRET], NOW)).toEqual(hint)
  expect(await verifyCallback(QUERY, headers, [SECRET], NOW)).toEqual(hint)
  const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]))
  expect(await verifyCallback(`/cb?${QUERY}#x`, upper, [SECRET], NOW)).toEqual(hint)
})

it('refuses a callback whose query was changed, even where it means the same', async () => {
  const headers = await signed()
  for (const query of [QUERY.replace('passed=Y', 'passed=N'), QUERY.replace('%2b', '%2B'), `${QUERY}&a=1`, '']) {
    await expect(verifyCallback(query, headers, [SECRET], NOW)).rejects.toThrow(WebhookError)
  }
})

it('refuses a callback without signature and one that is six minutes old', async () => {
  await expect(verifyCallback(QUERY, {}, [SECRET], NOW)).rejects.toThrow(WebhookError)
  const later = new Date(NOW.getTime() + 6 * 60_000)
  await expect(verifyCallback(QUERY, await signed(), [SECRET], later)).rejects.toThrow(WebhookError)
})

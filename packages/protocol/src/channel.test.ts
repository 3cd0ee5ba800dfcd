import { expect, it } from 'vitest'
import { CHANNEL_PROBLEMS, signedText } from './channel.ts'

it('a channel request signs method, path, sequence and body digest', () => {
  expect(signedText('POST', '/channel/v1/t1/open?x=1', 7, 'abc')).toBe(
    'bonafide-channel-1\nPOST\n/channel/v1/t1/open?x=1\n7\nabc',
  )
})

it('the problems of the channel are named once', () => {
  expect(new Set(CHANNEL_PROBLEMS).size).toBe(CHANNEL_PROBLEMS.length)
})

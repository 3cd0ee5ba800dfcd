import { createHash } from 'node:crypto'
import { type DeviceReport, signedText } from '@bonafide/protocol'
import { describe, expect, it } from 'vitest'
import { ChannelError, consequenceOf } from './channel-error.ts'
import { type Channel, type ChannelOptions, createChannel } from './create-channel.ts'
import type { ChannelFetch, ChannelRequest } from './ports.ts'

const session = { state: 'capturing', steps: [], config: {}, nextSequence: 7 }
const attempt = { attemptId: 'a1', step: 'face', pieceBytes: 4, received: [] }
const material = new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7, 8])

interface Sent {
  readonly url: string
  readonly request: ChannelRequest
}

type Reply = 'cut' | { readonly status: number; readonly body: unknown }

/** A channel whose service answers from a list (the last one again and again); time passes at once. */
function channelWith(...replies: readonly Reply[]): ReturnType<typeof channelOf> {
  return channelOf({}, ...replies)
}

function channelOf(
  more: Pick<ChannelOptions, 'device' | 'deviceName'>,
  ...replies: readonly Reply[]
): {
  readonly channel: Channel
  readonly sent: Sent[]
  readonly waits: number[]
} {
  const sent: Sent[] = []
  const waits: number[] = []
  const fetch: ChannelFetch = async (url, request) => {
    const reply = replies[Math.min(sent.length, replies.length - 1)]
    sent.push({ url, request })
    if (reply === undefined || reply === 'cut') throw new TypeError('network')
    return {
      status: reply.status,
      text: async () => (typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body)),
    }
  }
  const channel = createChannel({
    ...more,
    baseUrl: 'https://service.example',
    transactionId: 'tx1',
    sdk: 'test/1',
    fetch,
    keys: {
      publicKey: 'point',
      sign: async (text) => `signed:${text}`,
      sha256Hex: async (data) => createHash('sha256').update(data).digest('hex'),
    },
    timer: {
      after(ms, action) {
        if (ms > 10_000) return () => {}
        waits.push(ms)
        queueMicrotask(action)
        return () => {}
      },
    },
  })
  return { channel, sent, waits }
}

const ok = (body: unknown): Reply => ({ status: 200, body })
const problem = (status: number, code: string, more: object = {}): Reply => ({
  status,
  body: { title: code, status, code, ...more },
})
const sequences = (sent: readonly Sent[]): readonly (string | undefined)[] =>
  sent.map(({ request }) => request.headers['x-bonafide-sequence'])

describe('createChannel', () => {
  it('signs method, path with query, sequence and body hash of every request', async () => {
    const { channel, sent } = channelWith(ok(session))
    await channel.open('proto')
    await channel.session(20)
    const [open, look] = sent
    const body = JSON.stringify({ publicKey: 'point', sdk: 'test/1', protocol: 'proto' })
    const hash = createHash('sha256').update(body).digest('hex')
    expect(open?.request.body).toBe(body)
    expect(open?.request.headers['x-bonafide-signature']).toBe(
      `signed:${signedText('POST', '/channel/v1/tx1/open', 0, hash)}`,
    )
    expect(look?.url).toBe('https://service.example/channel/v1/tx1/session?wait=20')
    const empty = createHash('sha256').digest('hex')
    const text = signedText('GET', '/channel/v1/tx1/session?wait=20', 7, empty)
    expect(look?.request.headers['x-bonafide-signature']).toBe(`signed:${text}`)
  })

  it('tells with the first attempt which text was agreed to, where the service asks', async () => {
    const { channel, sent } = channelWith(ok({ ...session, consentVersion: 'v2' }), ok(attempt))
    await channel.open()
    await channel.attempt('face')
    expect(JSON.parse(String(sent[1]?.request.body))).toEqual({ step: 'face', consent: 'v2' })
  })

  it('names the device with each attempt', async () => {
    const { channel, sent } = channelOf({ deviceName: 'name-of-it' }, ok(attempt))
    await channel.attempt('face', { withoutFlash: true })
    expect(JSON.parse(String(sent[0]?.request.body))).toEqual({
      step: 'face',
      withoutFlash: true,
      device: 'name-of-it',
    })
  })

  it.each([
    ['sends a clip between the pieces and the end', ok({}), undefined],
    ['tries a clip once and goes on without it', 'cut', 'slow-network'],
    ['goes on without a clip that is refused', problem(422, 'material-invalid'), 'slow-network'],
  ] as const)('%s', async (_, reply, withoutClip) => {
    const { channel, sent } = channelWith(ok(session), ok({ received: [0] }), reply, ok(session))
    await channel.open()
    await channel.upload({ attempt, material: material.slice(0, 4), clip: { bytes: new Uint8Array([1, 2]) } })
    expect(sent.map(({ url }) => url.split('/').at(-1))).toEqual(['open', '0', 'clip', 'submit'])
    expect(sequences(sent)).toEqual(['0', '7', '8', '9'])
    const { withoutClip: told } = JSON.parse(String(sent.at(-1)?.request.body)) as { withoutClip?: string }
    expect(told).toBe(withoutClip)
  })

  it('says why there is no clip', async () => {
    const { channel, sent } = channelWith(ok(session), ok({ received: [0] }), ok(session))
    await channel.open()
    await channel.upload({ attempt, material: material.slice(0, 4), clip: { missing: 'unsupported' } })
    expect(JSON.parse(String(sent.at(-1)?.request.body))).toMatchObject({ withoutClip: 'unsupported' })
  })

  it('sends again under the same sequence after network errors, waiting longer each time', async () => {
    const { channel, sent, waits } = channelWith(ok(session), 'cut', 'cut', ok(attempt), ok(session))
    await channel.open()
    await channel.attempt('face')
    await channel.session()
    expect(sequences(sent)).toEqual(['0', '7', '7', '7', '8'])
    expect(waits).toEqual([400, 800])
  })

  it('gives up a dead network after its tries with a network error', async () => {
    const { channel, sent } = channelWith('cut')
    await expect(channel.open()).rejects.toMatchObject({ code: 'network' })
    expect(sent).toHaveLength(6)
  })

  it('waits out an overloaded service but not a refusal', async () => {
    const busy = channelWith(problem(503, 'overloaded'), ok(session))
    await busy.channel.open()
    expect(busy.sent).toHaveLength(2)
    const taken = channelWith(problem(409, 'transaction-taken'))
    await expect(taken.channel.open()).rejects.toMatchObject({ code: 'transaction-taken' })
    expect(taken.sent).toHaveLength(1)
  })

  it('goes on with the sequence that the service names', async () => {
    const old = problem(409, 'sequence-old', { nextSequence: 30 })
    const { channel, sent } = channelWith(ok(session), old, ok(attempt), ok(session))
    await channel.open()
    await channel.attempt('face')
    await channel.session()
    expect(sequences(sent)).toEqual(['0', '7', '30', '31'])
  })

  it('reports the device before it submits, where reports go, and hands the token on', async () => {
    const report = { version: 1 } as DeviceReport
    const answer = { deviceToken: 'token', threatTags: ['CookieDisabled'] }
    const answers: unknown[] = []
    const { channel, sent } = channelOf(
      { device: { report: async () => report, onAnswer: (heard) => answers.push(heard) } },
      ok({ ...session, deviceUrl: 'https://devices.example' }),
      ok({ received: [0] }),
      ok(answer),
      ok(session),
    )
    await channel.open()
    await channel.upload({ attempt, material: material.slice(0, 3) })
    expect(sent.map(({ url }) => url)).toEqual([
      'https://service.example/channel/v1/tx1/open',
      'https://service.example/channel/v1/tx1/attempts/a1/pieces/0',
      'https://devices.example/channel/v1/tx1/attempts/a1/device',
      'https://service.example/channel/v1/tx1/attempts/a1/submit',
    ])
    expect(sent[2]?.request.body).toBe(JSON.stringify(report))
    expect(JSON.parse(String(sent[3]?.request.body))).toMatchObject({ deviceToken: 'token' })
    expect(answers).toEqual([answer])
  })

  it('submits without a token where the browser cannot describe itself', async () => {
    const report = () => Promise.reject(new Error('no such thing here'))
    const device = { report, onAnswer: () => undefined }
    const { channel, sent } = channelOf({ device }, ok({ received: [0] }), ok(session))
    await channel.upload({ attempt, material: material.slice(0, 3) })
    expect(sent).toHaveLength(2)
    expect(JSON.parse(String(sent[1]?.request.body))).not.toHaveProperty('deviceToken')
  })

  it('cuts the material into pieces with hashes, tells progress and submits the whole', async () => {
    const { channel, sent } = channelWith(
      ok({ received: [] }),
      ok({ received: [0] }),
      ok({ received: [0, 1, 2] }),
      ok(session),
    )
    const shares: number[] = []
    await channel.upload({ attempt, material, onProgress: (share) => shares.push(share) })
    expect(sent.map(({ request }) => request.method)).toEqual(['PUT', 'PUT', 'PUT', 'POST'])
    expect(sent[2]?.request.body).toEqual(new Uint8Array([8]))
    expect(sent[2]?.request.headers['x-bonafide-piece-sha256']).toBe(
      createHash('sha256')
        .update(new Uint8Array([8]))
        .digest('hex'),
    )
    expect(JSON.parse(String(sent[3]?.request.body))).toEqual({
      pieces: 3,
      size: 9,
      sha256: createHash('sha256').update(material).digest('hex'),
    })
    expect(shares).toEqual([0, 1 / 3, 2 / 3, 1])
  })

  it('resumes an upload with the pieces that are missing', async () => {
    const replies: Reply[] = [
      ok({ received: [0] }),
      'cut',
      'cut',
      'cut',
      'cut',
      'cut',
      'cut',
      ok({ received: [0, 1] }),
      ok({ received: [0, 1, 2] }),
      ok(session),
    ]
    const { channel, sent } = channelWith(...replies)
    await expect(channel.upload({ attempt, material })).rejects.toMatchObject({ code: 'network' })
    await channel.upload({ attempt, material })
    const pieces = sent.filter(({ request }) => request.method === 'PUT').map(({ url }) => url.at(-1))
    expect(pieces).toEqual(['0', '1', '1', '1', '1', '1', '1', '1', '2'])
  })

  it('does not mistake the page of a proxy for an answer', async () => {
    const { channel } = channelWith(ok('<html>sign in</html>'))
    await expect(channel.open()).rejects.toMatchObject({ code: 'answer-unreadable' })
    const { channel: other } = channelWith({ status: 403, body: '<html>no</html>' })
    await expect(other.open()).rejects.toMatchObject({ code: 'answer-unreadable' })
  })
})

describe('consequenceOf', () => {
  it('lets the client code of the service win over the table', () => {
    const told = { type: '', title: '', status: 422, code: 'material-invalid', clientCode: 1014 } as const
    expect(consequenceOf(new ChannelError('material-invalid', { problem: told }))).toEqual({
      failure: 'attempts-exhausted',
    })
    expect(consequenceOf(new ChannelError('challenge-expired'))).toEqual({ notice: 'too-slow' })
    expect(consequenceOf(new Error('anything'))).toEqual({ failure: 'system' })
  })
})

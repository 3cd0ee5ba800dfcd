import { createHash, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import {
  type AttemptView,
  CHANNEL_HEADERS,
  type ChannelProblem,
  packMaterial,
  type SessionView,
  signedText,
} from '@bonafide/protocol'
import { jpegOf } from './pictures.ts'

export interface ChannelReply<T> {
  readonly status: number
  readonly body: T
}

type BrowserKeys = ReturnType<typeof newKeys>

/** A browser as the service sees it: a key, a number that grows, and the requests of the channel. */
export interface TestBrowser {
  readonly publicKey: string
  readonly keys: BrowserKeys
  sequence: number
  open(extra?: object): Promise<ChannelReply<SessionView & ChannelProblem>>
  /** The next numbered request. */
  send<T>(method: string, path: string, body?: Uint8Array | object, headers?: object): Promise<ChannelReply<T>>
  /** One request as it is, with any number, as often as wanted. */
  repeat<T>(sequence: number, method: string, path: string, body?: Uint8Array | object): Promise<ChannelReply<T>>
  begin(step: string): Promise<AttemptView>
  upload(attempt: AttemptView, material: Uint8Array): Promise<void>
  submit<T = SessionView>(attempt: AttemptView, material: Uint8Array, extra?: object): Promise<ChannelReply<T>>
}

/** With the keys of another one it is that browser again, after a reload. */
export function openBrowser(serviceUrl: string, transactionId: string, keys = newKeys()): TestBrowser {
  const { publicKey, privateKey } = keys
  const base = `/channel/v1/${transactionId}`
  const browser: TestBrowser = {
    publicKey: pointOf(publicKey),
    keys,
    sequence: 1,
    async open(extra = {}) {
      const body = { publicKey: browser.publicKey, sdk: 'test/1', ...extra }
      const reply = await browser.repeat<SessionView & ChannelProblem>(0, 'POST', '/open', body)
      if (reply.status === 200) browser.sequence = reply.body.nextSequence
      return reply
    },
    async send(method, path, body, headers) {
      const sequence = browser.sequence
      browser.sequence += 1
      return request(serviceUrl, privateKey, { sequence, method, path: base + path, body: bytesOf(body), headers })
    },
    repeat: (sequence, method, path, body) =>
      request(serviceUrl, privateKey, { sequence, method, path: base + path, body: bytesOf(body), headers: {} }),
    async begin(step) {
      const reply = await browser.send<AttemptView>('POST', '/attempts', { step })
      if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
      return reply.body
    },
    async upload(attempt, material) {
      for (let index = 0; index * attempt.pieceBytes < material.length; index += 1) {
        const piece = material.subarray(index * attempt.pieceBytes, (index + 1) * attempt.pieceBytes)
        const headers = { [CHANNEL_HEADERS.pieceSha256]: sha256(piece) }
        const reply = await browser.send('PUT', `/attempts/${attempt.attemptId}/pieces/${index}`, piece, headers)
        if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
      }
    },
    async submit(attempt, material, extra = {}) {
      await browser.upload(attempt, material)
      const pieces = Math.ceil(material.length / attempt.pieceBytes)
      const body = { pieces, size: material.length, sha256: sha256(material), ...extra }
      return browser.send('POST', `/attempts/${attempt.attemptId}/submit`, body)
    },
  }
  return browser
}

function newKeys() {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

/** A document page as material. */
export function pageMaterial(picture = jpegOf(1200, 850)): Uint8Array {
  return packMaterial({ kind: 'document', sizes: [picture.length] }, [picture])
}

/** Frames over the whole challenge, as a camera would take them. */
export function faceMaterial(attempt: AttemptView, frame = jpegOf(480, 640), frames = 40): Uint8Array {
  const { challenge } = attempt
  if (challenge === undefined) throw new Error('no challenge')
  const atMs = Array.from({ length: frames }, (_, index) => Math.round((index * challenge.totalMs) / (frames - 1)))
  const parts = atMs.map(() => frame)
  return packMaterial({ kind: 'face', challengeId: challenge.id, sizes: parts.map((part) => part.length), atMs }, parts)
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

interface Sent {
  readonly sequence: number
  readonly method: string
  readonly path: string
  readonly body: Uint8Array
  readonly headers: object | undefined
}

async function request<T>(
  url: string,
  key: KeyObject,
  { sequence, method, path, body, headers }: Sent,
): Promise<ChannelReply<T>> {
  const text = signedText(method, path, sequence, sha256(body))
  const signature = createSign('sha256').update(text).sign({ key, dsaEncoding: 'ieee-p1363' }).toString('base64url')
  const response = await fetch(url + path, {
    method,
    headers: { [CHANNEL_HEADERS.sequence]: String(sequence), [CHANNEL_HEADERS.signature]: signature, ...headers },
    ...(method === 'GET' ? {} : { body: Uint8Array.from(body) }),
  })
  return { status: response.status, body: (await response.json()) as T }
}

function bytesOf(body: Uint8Array | object | undefined): Uint8Array {
  if (body === undefined) return new Uint8Array()
  return body instanceof Uint8Array ? body : new TextEncoder().encode(JSON.stringify(body))
}

function pointOf(key: KeyObject): string {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]).toString(
    'base64url',
  )
}

import { createHash, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import {
  type AttemptView,
  CHANNEL_HEADERS,
  packClaims,
  packMaterial,
  type SessionView,
  signedText,
} from '@bonafide/protocol'
import { planted } from '@bonafide/testing'
import type { LiveService } from './live-service.ts'

/**
 * Plays the SDK until the service has a verdict, and answers which steps it was asked for. Pictures have headers only,
 * which is all that the test judge sees.
 */
export async function finishVerification(service: LiveService, transactionId: string): Promise<readonly string[]> {
  const browser = createBrowser(service.url, transactionId)
  const { steps } = await browser.open()
  for (const { id } of steps) {
    const attempt = await browser.send<AttemptView>('POST', '/attempts', { step: id })
    const material = materialOf(attempt)
    // The frames claim to span the challenge, so that much time must have gone by on the service's clock.
    if (attempt.challenge !== undefined) service.setClock(new Date(service.now().getTime() + attempt.challenge.totalMs))
    const sha256 = digest(material)
    await browser.send('PUT', `/attempts/${attempt.attemptId}/pieces/0`, material, {
      [CHANNEL_HEADERS.pieceSha256]: sha256,
    })
    await browser.send('POST', `/attempts/${attempt.attemptId}/submit`, { pieces: 1, size: material.length, sha256 })
  }
  await browser.untilFinished()
  service.setClock(undefined)
  return steps.map(({ id }) => id)
}

/** Opens the page and does nothing there. */
export async function openVerification(service: LiveService, transactionId: string): Promise<void> {
  await createBrowser(service.url, transactionId).open()
}

function createBrowser(serviceUrl: string, transactionId: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  let sequence = 0
  const send = async <T>(method: string, path: string, body: object | Uint8Array, headers: object = {}): Promise<T> => {
    const bytes =
      body instanceof Uint8Array ? body : new TextEncoder().encode(method === 'GET' ? '' : JSON.stringify(body))
    const target = `/channel/v1/${transactionId}${path}`
    const signature = sign(signedText(method, target, sequence, digest(bytes)), privateKey)
    const response = await fetch(serviceUrl + target, {
      method,
      headers: { [CHANNEL_HEADERS.sequence]: String(sequence), [CHANNEL_HEADERS.signature]: signature, ...headers },
      ...(method === 'GET' ? {} : { body: Uint8Array.from(bytes) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    sequence += 1
    return response.json() as Promise<T>
  }
  return {
    send,
    open: async (): Promise<SessionView> => {
      const view = await send<SessionView>('POST', '/open', { publicKey: pointOf(publicKey), sdk: 'test/1' })
      sequence = view.nextSequence
      return view
    },
    untilFinished: async (): Promise<void> => {
      for (;;) {
        const { state } = await send<SessionView>('GET', '/session?wait=5', {})
        if (state === 'finished') return
        if (state !== 'judging') throw new Error(`the session is ${state}`)
      }
    },
  }
}

function materialOf({ step, challenge }: AttemptView): Uint8Array {
  if (step === 'reading') return packClaims({})
  return challenge === undefined ? page() : frames(challenge)
}

function page(): Uint8Array {
  const picture = jpegHeader(1200, 850)
  return packMaterial({ kind: 'document', sizes: [picture.length] }, [picture])
}

function frames({ id, totalMs }: NonNullable<AttemptView['challenge']>): Uint8Array {
  const count = 40
  const picture = jpegHeader(480, 640)
  const parts = Array.from({ length: count }, () => picture)
  const atMs = parts.map((_, index) => Math.round((index * totalMs) / (count - 1)))
  return packMaterial({ kind: 'face', challengeId: id, sizes: parts.map(({ length }) => length), atMs }, parts)
}

/** The start of a JPEG of this size: markers without image data, with something planted in a comment. */
function jpegHeader(width: number, height: number): Uint8Array {
  const size = [height >> 8, height & 255, width >> 8, width & 255]
  const text = Buffer.from(planted('frame'))
  const comment = [0xff, 0xfe, 0, text.length + 2, ...text]
  return Uint8Array.from([
    0xff,
    0xd8,
    ...comment,
    0xff,
    0xc0,
    0,
    17,
    8,
    ...size,
    3,
    1,
    0x11,
    0,
    2,
    0x11,
    0,
    3,
    0x11,
    0,
    0xff,
    0xd9,
  ])
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function sign(text: string, key: KeyObject): string {
  return createSign('sha256').update(text).sign({ key, dsaEncoding: 'ieee-p1363' }).toString('base64url')
}

function pointOf(key: KeyObject): string {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  const point = [Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]
  return Buffer.concat(point).toString('base64url')
}

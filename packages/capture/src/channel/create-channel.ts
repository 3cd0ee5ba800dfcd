import {
  type AttemptView,
  CHANNEL_HEADERS,
  type ClaimView,
  type ClipMissing,
  type DeviceAnswer,
  type DeviceReport,
  type HandoverView,
  type SessionView,
  signedText,
} from '@bonafide/protocol'
import type { TakenClip } from '../frames/taken-clip.ts'
import { ChannelError } from './channel-error.ts'
import {
  parseAttempt,
  parseClaim,
  parseDeviceAnswer,
  parseHandover,
  parseProblem,
  parseReceived,
  parseSession,
} from './parse-answer.ts'
import { type ChannelFetch, type ChannelKeys, type ChannelRequest, pause, type Timer } from './ports.ts'

export interface ChannelOptions {
  /** Origin of the service, without a trailing slash. */
  readonly baseUrl: string
  readonly transactionId: string
  readonly keys: ChannelKeys
  readonly fetch: ChannelFetch
  readonly timer: Timer
  /** Name and version for the trace, e.g. `web/0.1.0`. */
  readonly sdk: string
  /** What attempts of this device are counted under; without it they are counted by the user alone. */
  readonly deviceName?: string
  /** What the evidence is taken with; without it nothing is reported, and safe mode does not pass. */
  readonly device?: ReportingDevice
}

export interface ReportingDevice {
  readonly report: () => Promise<DeviceReport>
  /** Called with what each report is answered with. */
  readonly onAnswer: (answer: DeviceAnswer) => void
}

export interface Channel {
  /** Opens the session, or opens it again for the same key after a reload. */
  readonly open: (protocol?: string) => Promise<SessionView>
  /** The session now, or at its next change within the given seconds. */
  readonly session: (waitSeconds?: number) => Promise<SessionView>
  /** `withoutFlash`: the face step is to have no colours. */
  readonly attempt: (step: string, choice?: { readonly withoutFlash: boolean }) => Promise<AttemptView>
  /** Sends the pieces that the service does not hold yet, then submits. Calling it again resumes. */
  readonly upload: (upload: Upload) => Promise<SessionView>
  /** Undoes the step of a page, so that the page can be taken again. */
  readonly retake: (step: string) => Promise<SessionView>
  readonly leave: (code: number) => Promise<SessionView>
  /** Makes a link with which another device takes over. */
  readonly offer: () => Promise<HandoverView>
  /** How the link stands, or how it stands at its next change within the given seconds. */
  readonly handover: (waitSeconds: number) => Promise<HandoverView>
  /** What the person read on the other device. */
  readonly typeNumber: (number: number) => Promise<HandoverView>
  /** On the other device: takes the link, or asks whether the number was typed. */
  readonly claim: (token: string) => Promise<ClaimView>
  /** After the move: the session as the other device has it. */
  readonly follow: (waitSeconds: number) => Promise<SessionView>
}

export interface Upload {
  readonly attempt: AttemptView
  readonly material: Uint8Array
  /** Where a clip was asked for. It is sent if the network allows, and never keeps the material from being sent. */
  readonly clip?: TakenClip
  readonly onProgress?: (share01: number) => void
}

/** Waits before the tries after the first, about 12 s in all: a lift or a tunnel, not a dead network. */
const BACK_OFF_MS = [400, 800, 1_600, 3_200, 6_400] as const
/** What waiting a moment mends. */
const PASSING: ReadonlySet<ChannelError['code']> = new Set(['network', 'overloaded', 'too-many-requests'])
/** A 1 MB piece at 400 kbit/s takes 21 s. */
const REQUEST_TIMEOUT_MS = 45_000
/**
 * A material that took longer leaves no time for a clip: both together must be there within a challenge's 60 s. A clip of
 * 600 KB takes as long at 400 kbit/s.
 */
const SLOW_MS = 12_000

interface Call {
  readonly method: string
  readonly path: string
  readonly body?: Uint8Array<ArrayBuffer> | string
  readonly headers?: Record<string, string>
  readonly keepalive?: boolean
  /** Where it goes if not to the service's own origin. */
  readonly origin?: string | undefined
  readonly timeoutMs?: number
}

/**
 * The client's end of the channel. Requests are signed and numbered; after a network error the same request goes out
 * again under the SAME sequence, so that the service can tell a retry from a new one. All methods throw `ChannelError`.
 */
export function createChannel(options: ChannelOptions): Channel {
  const { keys, fetch, timer } = options
  const root = `/channel/v1/${encodeURIComponent(options.transactionId)}`
  const held = new Map<string, Set<number>>()
  let deviceUrl: string | undefined
  /** Asked for on the first screen, which no attempt comes before. */
  let agreed: { readonly consent?: string } = {}
  let nextSequence = 0

  async function call(request: Call, sequence = nextSequence++): Promise<string> {
    try {
      return await sendUntilAnswered(request, sequence)
    } catch (error) {
      const right =
        error instanceof ChannelError && error.code === 'sequence-old' ? error.problem?.nextSequence : undefined
      if (right === undefined || sequence === 0) throw error
      nextSequence = right + 1
      return sendUntilAnswered(request, right)
    }
  }

  async function sendUntilAnswered(request: Call, sequence: number): Promise<string> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await send(request, sequence)
      } catch (error) {
        const wait = BACK_OFF_MS[tries]
        const mayPass = error instanceof ChannelError && PASSING.has(error.code)
        if (!mayPass || wait === undefined || request.keepalive === true) throw error
        await pause(timer, wait)
      }
    }
  }

  async function send(request: Call, sequence: number): Promise<string> {
    const path = root + request.path
    const digest = await keys.sha256Hex(request.body ?? '')
    const signature = await keys.sign(signedText(request.method, path, sequence, digest))
    const answer = await withTimeout(
      fetch((request.origin ?? options.baseUrl) + path, {
        method: request.method,
        headers: {
          ...request.headers,
          [CHANNEL_HEADERS.sequence]: String(sequence),
          [CHANNEL_HEADERS.signature]: signature,
        },
        ...bodyOf(request),
        cache: 'no-store',
        credentials: 'omit',
      }).then(async (response) => ({ status: response.status, text: await response.text() })),
      timer,
      request.timeoutMs,
    )
    if (answer.status >= 200 && answer.status < 300) return answer.text
    throw parseProblem(answer.status, answer.text)
  }

  function post(path: string, content: object, keepalive = false): Call {
    const headers = { 'content-type': 'application/json' }
    return { method: 'POST', path, body: JSON.stringify(content), headers, keepalive }
  }

  async function open(protocol?: string): Promise<SessionView> {
    const content = { publicKey: keys.publicKey, sdk: options.sdk, ...(protocol === undefined ? {} : { protocol }) }
    const session = parseSession(await call(post('/open', content), 0))
    nextSequence = session.nextSequence
    deviceUrl = session.deviceUrl
    agreed = session.consentVersion === undefined ? {} : { consent: session.consentVersion }
    return session
  }

  async function upload({ attempt, material, clip, onProgress }: Upload): Promise<SessionView> {
    let slow = false
    const stopWatch = timer.after(SLOW_MS, () => {
      slow = true
    })
    const count = Math.max(1, Math.ceil(material.length / attempt.pieceBytes))
    const received = held.get(attempt.attemptId) ?? new Set(attempt.received)
    held.set(attempt.attemptId, received)
    onProgress?.(received.size / count)
    for (let index = 0; index < count; index += 1) {
      if (received.has(index)) continue
      const piece = material.slice(index * attempt.pieceBytes, (index + 1) * attempt.pieceBytes)
      const headers = {
        'content-type': 'application/octet-stream',
        [CHANNEL_HEADERS.pieceSha256]: await keys.sha256Hex(piece),
      }
      const path = `/attempts/${encodeURIComponent(attempt.attemptId)}/pieces/${index}`
      for (const there of parseReceived(await call({ method: 'PUT', path, body: piece, headers }))) received.add(there)
      received.add(index)
      onProgress?.(received.size / count)
    }
    stopWatch()
    const withoutClip = clip === undefined ? undefined : slow ? 'slow-network' : await sendClip(attempt, clip)
    const deviceToken = await reportDevice(attempt)
    const content = {
      pieces: count,
      size: material.length,
      sha256: await keys.sha256Hex(material.slice()),
      ...(deviceToken === undefined ? {} : { deviceToken }),
      ...(withoutClip === undefined ? {} : { withoutClip }),
    }
    const path = `/attempts/${encodeURIComponent(attempt.attemptId)}/submit`
    return parseSession(await call(post(path, content)))
  }

  /** One try, because nothing depends on it; answers why there is none. */
  async function sendClip(attempt: AttemptView, clip: TakenClip): Promise<ClipMissing | undefined> {
    if ('missing' in clip) return clip.missing
    const body = clip.bytes.slice()
    const headers = {
      'content-type': 'application/octet-stream',
      [CHANNEL_HEADERS.pieceSha256]: await keys.sha256Hex(body),
    }
    const path = `/attempts/${encodeURIComponent(attempt.attemptId)}/clip`
    try {
      await send({ method: 'PUT', path, body, headers, timeoutMs: SLOW_MS }, nextSequence++)
      return undefined
    } catch {
      return 'slow-network'
    }
  }

  /** A browser that cannot describe itself goes on without a token: what that means is the service's to say. */
  async function reportDevice(attempt: AttemptView): Promise<string | undefined> {
    const report = await options.device?.report().catch(() => undefined)
    if (report === undefined) return undefined
    const path = `/attempts/${encodeURIComponent(attempt.attemptId)}/device`
    const answer = parseDeviceAnswer(await call({ ...post(path, report), origin: deviceUrl }))
    options.device?.onAnswer(answer)
    return answer.deviceToken
  }

  const named = options.deviceName === undefined ? {} : { device: options.deviceName }

  return {
    open,
    upload,
    session: async (wait) =>
      parseSession(await call({ method: 'GET', path: wait === undefined ? '/session' : `/session?wait=${wait}` })),
    attempt: async (step, choice) =>
      parseAttempt(await call(post('/attempts', { step, ...choice, ...named, ...agreed }))),
    retake: async (step) => parseSession(await call(post('/retake', { step }))),
    offer: async () => parseHandover(await call(post('/handover', {}))),
    handover: async (wait) => parseHandover(await call({ method: 'GET', path: `/handover?wait=${wait}` })),
    typeNumber: async (number) => parseHandover(await call(post('/handover/number', { number }))),
    claim: async (token) => parseClaim(await call(post('/claim', { publicKey: keys.publicKey, token }), 0)),
    follow: async (wait) => parseSession(await call({ method: 'GET', path: `/follow?wait=${wait}` }, 0)),
    leave: async (code) => parseSession(await call(post('/leave', { code }, true))),
  }
}

function bodyOf(request: Call): Pick<ChannelRequest, 'body' | 'keepalive'> {
  return {
    ...(request.body === undefined ? {} : { body: request.body }),
    ...(request.keepalive === true ? { keepalive: true } : {}),
  }
}

function withTimeout<T>(work: Promise<T>, timer: Timer, timeoutMs = REQUEST_TIMEOUT_MS): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = timer.after(timeoutMs, () => reject(new ChannelError('network')))
    work.then(
      (value) => {
        cancel()
        resolve(value)
      },
      (cause: unknown) => {
        cancel()
        reject(cause instanceof ChannelError ? cause : new ChannelError('network', { cause }))
      },
    )
  })
}

import { createHash } from 'node:crypto'
import {
  type AttemptView,
  CHANNEL_HEADERS,
  type ChannelProblem,
  type PieceView,
  type SessionView,
  signedText,
} from '@bonafide/protocol'
import { type ChannelKeys, createChannelKeys } from './channel-keys.ts'

/** The service refused a request; `problem` says why in the words of the protocol. */
export class ChannelRefusal extends Error {
  readonly code = 'channel-refusal'
  readonly problem: ChannelProblem
  constructor(problem: ChannelProblem) {
    super(`${problem.code}: ${problem.title}`)
    this.problem = problem
  }
}

export interface ChannelClientOptions {
  /** Origin of the service. */
  readonly service: string
  readonly transactionId: string
  /** Keys of an earlier client, to come back as the same browser; new ones where absent. */
  readonly keys?: ChannelKeys
  readonly signal?: AbortSignal
}

/** The SDK's end of the client channel on Node, one request after the other, without retries: failures show. */
export interface ChannelClient {
  readonly keys: ChannelKeys
  open(protocol?: string): Promise<SessionView>
  session(waitSeconds?: number): Promise<SessionView>
  begin(step: string): Promise<AttemptView>
  /** Uploads a material (`packMaterial` of the protocol) in pieces and submits it. */
  deliver(attempt: AttemptView, material: Uint8Array): Promise<SessionView>
  leave(code: number): Promise<SessionView>
}

/**
 *     const channel = await createChannelClient({ service, transactionId })
 *     const { currentStep } = await channel.open()
 */
export async function createChannelClient(options: ChannelClientOptions): Promise<ChannelClient> {
  const keys = options.keys ?? (await createChannelKeys())
  const root = `/channel/v1/${encodeURIComponent(options.transactionId)}`
  let sequence = 0

  const send = async <T>(method: string, path: string, body: Uint8Array, headers: Record<string, string> = {}) => {
    const number = sequence
    sequence += 1
    const signature = await keys.sign(signedText(method, root + path, number, sha256Hex(body)))
    const response = await fetch(new URL(root + path, options.service), {
      method,
      headers: { ...headers, [CHANNEL_HEADERS.sequence]: String(number), [CHANNEL_HEADERS.signature]: signature },
      ...(method === 'GET' ? {} : { body: Uint8Array.from(body) }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
    const answer: unknown = await response.json()
    if (!response.ok) throw new ChannelRefusal(answer as ChannelProblem)
    return answer as T
  }
  const post = <T>(path: string, content: object) =>
    send<T>('POST', path, Buffer.from(JSON.stringify(content)), { 'content-type': 'application/json' })

  return {
    keys,
    open: async (protocol) => {
      sequence = 0
      const content = { publicKey: keys.publicKey, sdk: 'lab/0.1.0', ...(protocol === undefined ? {} : { protocol }) }
      const session = await post<SessionView>('/open', content)
      sequence = session.nextSequence
      return session
    },
    session: (wait) =>
      send<SessionView>('GET', wait === undefined ? '/session' : `/session?wait=${wait}`, new Uint8Array()),
    begin: (step) => post<AttemptView>('/attempts', { step }),
    deliver: async ({ attemptId, pieceBytes, received }, material) => {
      const pieces = Math.ceil(material.length / pieceBytes)
      for (let index = 0; index < pieces; index += 1) {
        if (received.includes(index)) continue
        const piece = material.subarray(index * pieceBytes, (index + 1) * pieceBytes)
        await send<PieceView>('PUT', `/attempts/${attemptId}/pieces/${index}`, piece, {
          'content-type': 'application/octet-stream',
          [CHANNEL_HEADERS.pieceSha256]: sha256Hex(piece),
        })
      }
      const content = { pieces, size: material.length, sha256: sha256Hex(material) }
      return post<SessionView>(`/attempts/${attemptId}/submit`, content)
    },
    leave: (code) => post<SessionView>('/leave', { code }),
  }
}

function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

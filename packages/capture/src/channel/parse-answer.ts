import {
  type AttemptView,
  CHANNEL_PROBLEMS,
  type ChannelProblem,
  type ChannelProblemCode,
  type ClaimView,
  type DeviceAnswer,
  type HandoverView,
  type SessionView,
} from '@bonafide/protocol'
import { ChannelError } from './channel-error.ts'

/** The screens trust the service's views; this only makes sure that they are views and not, say, a proxy's page. */
export function parseSession(text: string): SessionView {
  const value = parseObject(text)
  const whole = typeof value['state'] === 'string' && Array.isArray(value['steps']) && isObject(value['config'])
  if (!whole || typeof value['nextSequence'] !== 'number') throw new ChannelError('answer-unreadable')
  return value as unknown as SessionView
}

export function parseAttempt(text: string): AttemptView {
  const value = parseObject(text)
  const whole = typeof value['attemptId'] === 'string' && typeof value['pieceBytes'] === 'number'
  if (!whole || !Array.isArray(value['received'])) throw new ChannelError('answer-unreadable')
  return value as unknown as AttemptView
}

export function parseDeviceAnswer(text: string): DeviceAnswer {
  const { deviceToken, threatTags } = parseObject(text)
  if (typeof deviceToken !== 'string') throw new ChannelError('answer-unreadable')
  const tags = Array.isArray(threatTags) ? threatTags.filter((tag) => typeof tag === 'string') : undefined
  return { deviceToken, ...(tags === undefined ? {} : { threatTags: tags }) }
}

export function parseHandover(text: string): HandoverView {
  const value = parseObject(text)
  if (typeof value['state'] !== 'string') throw new ChannelError('answer-unreadable')
  return value as unknown as HandoverView
}

export function parseClaim(text: string): ClaimView {
  const value = parseObject(text)
  if (typeof value['state'] !== 'string' || typeof value['number'] !== 'number') {
    throw new ChannelError('answer-unreadable')
  }
  return value as unknown as ClaimView
}

export function parseReceived(text: string): readonly number[] {
  const { received } = parseObject(text)
  if (!Array.isArray(received)) throw new ChannelError('answer-unreadable')
  return received.filter((index) => typeof index === 'number')
}

/** An error answer: a problem of ours, or the plain status of something in between. */
export function parseProblem(status: number, text: string): ChannelError {
  let value: Record<string, unknown>
  try {
    value = parseObject(text)
  } catch (cause) {
    return new ChannelError(status === 429 || status >= 502 ? 'overloaded' : 'answer-unreadable', { cause })
  }
  const code = CHANNEL_PROBLEMS.find((known: ChannelProblemCode) => known === value['code'])
  if (code !== undefined) return new ChannelError(code, { problem: value as unknown as ChannelProblem })
  return new ChannelError(status >= 500 || status === 429 ? 'overloaded' : 'answer-unreadable')
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new ChannelError('answer-unreadable', { cause })
  }
  if (!isObject(value)) throw new ChannelError('answer-unreadable')
  return value
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

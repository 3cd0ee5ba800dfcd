import type { IncomingMessage } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { PictureNotFetched, type RemotePictures } from '../ports/pictures.ts'
import { findTarget, type GuardOptions, type Target, TargetRefused } from './find-target.ts'
import { AnswerTooLong, readAnswer, sendRequest } from './send-request.ts'

/** security.md E1 */
const TIMEOUT_MS = 10_000
const MAX_BYTES = 5 * 1024 * 1024

export interface PictureOptions extends GuardOptions {
  readonly timeoutMs?: number
}

/**
 * Fetches pictures by GET from the address that was checked, under the name that was asked for. No redirect is followed.
 * A host that cannot be reached, one that may not be and one that never answers all fail at the same time, the deadline,
 * so that nobody learns from it which addresses exist inside (security.md E3).
 */
export function createRemotePictures(options: PictureOptions): RemotePictures {
  const { timeoutMs = TIMEOUT_MS } = options
  return {
    async fetch(address) {
      const deadline = AbortSignal.timeout(timeoutMs)
      const until = setTimeout(timeoutMs, undefined, { ref: false })
      try {
        return await Promise.race([get(address, options, deadline), until.then(unreachable)])
      } catch (error) {
        if (error instanceof PictureNotFetched && error.code !== 'unreachable') throw error
        await until
        throw new PictureNotFetched('unreachable', { cause: error })
      }
    },
  }
}

function unreachable(): never {
  throw new PictureNotFetched('unreachable')
}

async function get(address: string, guard: GuardOptions, signal: AbortSignal): Promise<Uint8Array> {
  const target = await findTarget(address, guard).catch((error: unknown) => {
    if (error instanceof TargetRefused && error.code === 'form') throw new PictureNotFetched('form', { cause: error })
    throw error
  })
  return readBody(await send(target, signal))
}

function send(target: Target, signal: AbortSignal): Promise<IncomingMessage> {
  const headers = { accept: 'image/jpeg, image/png', 'user-agent': 'Bonafide-Picture/1' }
  return sendRequest(target, { method: 'GET', headers }, signal)
}

async function readBody(response: IncomingMessage): Promise<Uint8Array> {
  try {
    if (response.statusCode !== 200) throw new PictureNotFetched('refused')
    return await readAnswer(response, MAX_BYTES)
  } catch (error) {
    throw error instanceof AnswerTooLong ? new PictureNotFetched('too-large') : error
  } finally {
    response.destroy()
  }
}

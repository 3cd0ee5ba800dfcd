import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { CommandError } from '../../define-command.ts'

/** A Chromium of one's own, driven through its pipe: no port that others could reach, and no package. */
export interface Chromium {
  /** Opens a page in a context with nothing remembered, and answers how to speak to it. */
  openPage(): Promise<PageSession>
  close(): Promise<void>
}

export interface PageSession {
  /** One command of the DevTools protocol for this page. */
  send(method: string, params?: object): Promise<Readonly<Record<string, unknown>>>
}

const ARGUMENTS = [
  '--headless=new',
  '--remote-debugging-pipe',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function startChromium(program: string): Promise<Chromium> {
  const profile = await mkdtemp(join(tmpdir(), 'bonafide-chromium-'))
  // Chromium keeps its sandbox from root; whoever runs this as root runs it in a container.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const args = [...ARGUMENTS, ...sandbox, `--user-data-dir=${profile}`]
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const started = new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', (cause) =>
      reject(new CommandError(`${program} cannot be started: name one by --chromium`, { cause })),
    )
  })
  await started.catch(async (error: unknown) => {
    await rm(profile, { recursive: true, force: true })
    throw error
  })
  const speak = overPipe(child.stdio[3] as Writable, child.stdio[4] as Readable, ended)
  return {
    async openPage() {
      const { browserContextId } = await speak('Target.createBrowserContext', {})
      const { targetId } = await speak('Target.createTarget', { url: 'about:blank', browserContextId })
      const { sessionId } = await speak('Target.attachToTarget', { targetId, flatten: true })
      return { send: (method, params = {}) => speak(method, params, String(sessionId)) }
    },
    async close() {
      child.kill()
      await ended
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}

type Speak = (method: string, params: object, sessionId?: string) => Promise<Readonly<Record<string, unknown>>>

interface Answer {
  readonly id?: number
  readonly result?: Readonly<Record<string, unknown>>
  readonly error?: { readonly message: string }
}

/** Messages are JSON that ends with a zero byte. */
function overPipe(output: Writable, input: Readable, ended: Promise<void>): Speak {
  const waiting = new Map<number, (answer: Answer) => void>()
  let unread = Buffer.alloc(0)
  let lastId = 0
  input.on('data', (chunk: Buffer) => {
    unread = Buffer.concat([unread, chunk])
    for (let end = unread.indexOf(0); end >= 0; end = unread.indexOf(0)) {
      const answer = JSON.parse(unread.subarray(0, end).toString()) as Answer
      unread = unread.subarray(end + 1)
      waiting.get(answer.id ?? 0)?.(answer)
    }
  })
  const gone = ended.then((): never => {
    throw new CommandError('Chromium ended early')
  })
  gone.catch(() => undefined)
  return async (method, params, sessionId) => {
    lastId += 1
    const id = lastId
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve))
    output.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`)
    const { result = {}, error } = await Promise.race([answered, gone])
    waiting.delete(id)
    if (error !== undefined) throw new CommandError(`Chromium refused ${method}: ${error.message}`)
    return result
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const LIGHT_SERVICE = fileURLToPath(new URL('./light-service.mjs', import.meta.url))
const BONAFIDE = fileURLToPath(new URL('../../apps/cli/bin/bonafide.js', import.meta.url))
const HOST = '127.0.0.1'

/**
 * Compiles the embedded database without optimising it: a process that lives for seconds starts in 1.4 s of processor
 * time instead of 2.4 (one run each).
 */
const QUICK_START = '--liftoff-only'

/** What Node is told to run. */
export const PROGRAMS = {
  /** The service with a judge that decides at once. */
  light: [QUICK_START, LIGHT_SERVICE],
  /** The whole service, as an operator starts it. */
  bonafide: [BONAFIDE, 'serve'],
} as const

export interface ServiceProcess {
  readonly name: string
  readonly url: string
  /** Everything that it printed. */
  readonly output: () => string
  /** Whether it lives; one that ended by itself does not. */
  readonly alive: () => boolean
  /** Its process id; it must live. */
  readonly pid: () => number
  start(): Promise<void>
  /** Ends it as a power cut would, as far as a process can feel one. */
  kill(): Promise<void>
  stop(): Promise<void>
}

export interface ServiceProcessOptions {
  readonly name: string
  readonly program: readonly string[]
  readonly port: number
  readonly env: Readonly<Record<string, string>>
}

/** A service as a process of its own, which can be ended and started again. */
export function serviceProcess({ name, program, port, env }: ServiceProcessOptions): ServiceProcess {
  const url = `http://${HOST}:${port}`
  const printed: string[] = []
  let child: ChildProcess | undefined

  const alive = () => child !== undefined && child.exitCode === null && child.signalCode === null

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child === undefined || !alive()) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }

  return {
    name,
    url,
    alive,
    output: () => printed.join(''),
    pid() {
      if (child?.pid === undefined || !alive()) throw new Error(`${name} does not run`)
      return child.pid
    },
    async start() {
      const started = spawn(process.execPath, [...program], {
        env: { PATH: process.env['PATH'] ?? '', BONAFIDE_PORT: String(port), BONAFIDE_LOG_LEVEL: 'warn', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = started
      for (const stream of [started.stdout, started.stderr]) stream?.on('data', (text) => printed.push(String(text)))
      const failed = once(started, 'exit').then(([code]) => {
        throw new Error(`${name} ended with ${code} before it answered:\n${printed.slice(-20).join('')}`)
      })
      failed.catch(() => undefined)
      await Promise.race([untilReady(url), failed])
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}

async function untilReady(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.ok === true) return
    await wait(50)
  }
}

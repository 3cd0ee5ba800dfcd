import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const BONAFIDE = fileURLToPath(new URL('../../../apps/cli/bin/bonafide.js', import.meta.url))

export interface ServedProcess {
  /** Everything it printed since it was started last. */
  readonly output: () => string
  start(): Promise<void>
  /** Ends it as a power cut would, as far as a process can feel one. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** `bonafide serve` as a process of its own. */
export function servedProcess(
  args: readonly string[],
  url: string,
  env: Readonly<Record<string, string>>,
): ServedProcess {
  let child: ChildProcess | undefined
  let output = ''

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }

  return {
    output: () => output,
    async start() {
      output = ''
      child = spawn(process.execPath, [BONAFIDE, 'serve', ...args], {
        env: { PATH: process.env['PATH'] ?? '', ...env },
      })
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += String(text)))
      const failed = once(child, 'exit').then(([code]) => {
        throw new Error(`bonafide serve ended with ${code} before it answered:\n${output}`)
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

import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { AccessKeyPair } from '../verify/read-key-file.ts'
import { cpuMs } from './cpu-time.ts'

/** What a bench server says to the process that started it. */
export type FromServer =
  | { readonly kind: 'ready'; readonly url: string; readonly keyFile?: string }
  | { readonly kind: 'cpu'; readonly usage: NodeJS.CpuUsage }

export type ToServer =
  | { readonly kind: 'service'; readonly dataDir: string }
  | { readonly kind: 'bare'; readonly key: AccessKeyPair }
  | { readonly kind: 'cpu' }

/** A server in a process of its own, so that its processor time is its own. */
export interface ServerProcess {
  readonly url: string
  readonly keyFile?: string
  cpuMs(): Promise<number>
  stop(): Promise<void>
}

export async function startServerProcess(
  order: Extract<ToServer, { kind: 'service' | 'bare' }>,
): Promise<ServerProcess> {
  // Beside this file, with its ending: the sources run as well as what was built of them.
  const entry = import.meta.url.replace('server-process.', 'bench-server.')
  const child = fork(fileURLToPath(entry), [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ready = await ask(child, order, 'ready')
  return {
    url: ready.url,
    ...(ready.keyFile === undefined ? {} : { keyFile: ready.keyFile }),
    cpuMs: async () => cpuMs((await ask(child, { kind: 'cpu' }, 'cpu')).usage),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        // The servers stop when nobody listens to them any more.
        child.disconnect()
      }),
  }
}

function ask<Kind extends FromServer['kind']>(child: ChildProcess, order: ToServer, kind: Kind) {
  return new Promise<Extract<FromServer, { kind: Kind }>>((resolve, reject) => {
    const settle = () => {
      child.off('message', take)
      child.off('exit', fail)
    }
    const take = (message: FromServer) => {
      if (message.kind !== kind) return
      settle()
      resolve(message as Extract<FromServer, { kind: Kind }>)
    }
    const fail = () => {
      settle()
      reject(new Error('the server of the bench ended early'))
    }
    child.on('message', take)
    child.once('exit', fail)
    child.send(order)
  })
}

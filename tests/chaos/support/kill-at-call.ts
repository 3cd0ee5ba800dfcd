import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { ServiceProcess } from '../../processes/service-process.ts'

const LOOK_MS = 20

/**
 * Kills a process when one of its threads makes such a call for the n-th time from now on, before the call does anything.
 * Resolves when it is gone. Needs strace.
 */
export async function killAtCall(process: ServiceProcess, calls: string, nth: number): Promise<void> {
  const rules = ['-e', `trace=${calls}`, '-e', `inject=${calls}:signal=SIGKILL:when=${nth}`]
  const strace = spawn('strace', ['-f', '-qq', '-o', '/dev/null', ...rules, '-p', String(process.pid())], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  strace.stderr.on('data', (text) => (said += String(text)))
  await once(strace, 'exit')
  // strace ends by the signal of what it traced; when it could trace nothing, it says why and the process lives.
  while (process.alive()) {
    if (said !== '') throw new Error(`strace: ${said}`)
    await wait(LOOK_MS)
  }
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'

export interface CallFault {
  /** System calls that fail, as strace names them. */
  readonly calls: string
  readonly error: 'EIO' | 'ENOSPC'
}

const LOOK_MS = 20
/** Looks in a row at which every thread stands still: one that only waits for strace goes on in between. */
const STILL_LOOKS = 5

/** Lets these system calls of a running process fail until the answered function is called. Needs strace. */
export async function injectFault(pid: number, { calls, error }: CallFault): Promise<() => Promise<void>> {
  const rules = ['-e', `trace=${calls}`, '-e', `inject=${calls}:error=${error}`]
  const strace = spawn('strace', ['-f', '-qq', '-o', '/dev/null', ...rules, '-p', String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(strace, 'exit')
  let said = ''
  strace.stderr.on('data', (text) => (said += String(text)))
  const failed = ended.then(([code]) => {
    throw new Error(`strace ended with ${code}: ${said}`)
  })
  failed.catch(() => undefined)
  await Promise.race([untilThreads(pid, 1, ({ tracer }) => tracer !== '0'), failed])
  return async () => {
    // Let go of in the middle of a call, the process would see a third error (ENOSYS) that no disk gives.
    process.kill(pid, 'SIGSTOP')
    await untilThreads(pid, STILL_LOOKS, ({ state }) => state === 'T' || state === 't')
    strace.kill('SIGINT')
    await ended
    process.kill(pid, 'SIGCONT')
  }
}

interface Thread {
  readonly state: string
  readonly tracer: string
}

async function untilThreads(pid: number, looks: number, hold: (thread: Thread) => boolean): Promise<void> {
  for (let seen = 0; seen < looks; ) {
    const threads = await threadsOf(pid)
    seen = threads.every(hold) ? seen + 1 : 0
    await wait(LOOK_MS)
  }
}

async function threadsOf(pid: number): Promise<readonly Thread[]> {
  const threads: Thread[] = []
  for (const id of await readdir(`/proc/${pid}/task`)) {
    const status = await readFile(`/proc/${pid}/task/${id}/status`, 'utf8').catch(() => undefined)
    if (status === undefined) continue
    threads.push({
      state: /^State:\s+(\S)/m.exec(status)?.[1] ?? '',
      tracer: /^TracerPid:\s+(\d+)/m.exec(status)?.[1] ?? '0',
    })
  }
  return threads
}

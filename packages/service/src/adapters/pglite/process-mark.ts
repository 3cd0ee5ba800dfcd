import { readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'

/** What names a running process for good: ids are reused, a start time within one boot is not. */
export interface ProcessMark {
  readonly pid: number
  readonly host: string
  /** Clock ticks since boot; absent where the system does not tell. */
  readonly startedAt?: string
  readonly boot?: string
  /** Ids mean nothing outside of their namespace (containers). */
  readonly pidNamespace?: string
  readonly released?: boolean
}

/** A holder that cannot be looked at counts as dead after that long without a sign of life. */
const SILENCE_MS = 30_000

export async function describeProcess(pid = process.pid): Promise<ProcessMark> {
  const startedAt = await startOf(pid)
  const boot = await text('/proc/sys/kernel/random/boot_id')
  const pidNamespace = await readlink('/proc/self/ns/pid').catch(() => undefined)
  return {
    pid,
    host: hostname(),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(boot === undefined ? {} : { boot }),
    ...(pidNamespace === undefined ? {} : { pidNamespace }),
  }
}

/** Whether the marked process runs. `seenMs` is when it last showed life, for processes of other machines. */
export async function isAlive(mark: ProcessMark, seenMs: number, nowMs = Date.now()): Promise<boolean> {
  const self = await describeProcess()
  if (mark.host === self.host && mark.boot !== self.boot) return false
  const visible = mark.host === self.host && mark.pidNamespace === self.pidNamespace
  if (!visible) return nowMs - seenMs < SILENCE_MS
  if (mark.startedAt !== undefined) return (await startOf(mark.pid)) === mark.startedAt
  return respondsToSignal(mark.pid)
}

/** Field 22 of /proc/PID/stat; the second field may contain anything, so fields are counted from its closing bracket. */
async function startOf(pid: number): Promise<string | undefined> {
  const stat = await text(`/proc/${pid}/stat`)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}

function respondsToSignal(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function text(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').then(
    (content) => content.trim(),
    () => undefined,
  )
}

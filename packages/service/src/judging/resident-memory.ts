import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Resident memory of a process in bytes; undefined when it is gone. */
export async function residentMemory(pid: number): Promise<number | undefined> {
  const kilobytes = process.platform === 'linux' ? fromProc(pid) : await fromPs(pid)
  return Number.isFinite(kilobytes) ? kilobytes * 1024 : undefined
}

/** Read at once: the file lies in memory, and handing it to a thread costs many times what reading it does. */
function fromProc(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    return Number.NaN
  }
}

async function fromPs(pid: number): Promise<number> {
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => ({ stdout: 'gone' }))
  return Number(stdout)
}

import { randomUUID } from 'node:crypto'
import { link, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describeProcess, isAlive, type ProcessMark } from './process-mark.ts'

/** How often a holder shows life to processes that cannot see it (another machine or container). */
const HEARTBEAT_MS = 2_000

/** Another process uses the folder. */
export class DirectoryInUse extends Error {
  readonly code = 'directory-in-use'
  constructor(folder: string, holder: ProcessMark) {
    super(
      `The data folder ${folder} is in use by process ${holder.pid} on ${holder.host}. ` +
        'One process may use it at a time: stop that one first, or use PostgreSQL (DATABASE_URL) for several.',
    )
  }
}

export interface DirectoryLock {
  release(): Promise<void>
}

/**
 * Takes a folder for this process. The lock is the file `lock.N` with the highest number; it names its holder by process
 * id and start time, so that a reused process id is not taken for it. A dead holder's lock is succeeded by `lock.N+1`,
 * which only one process can create. A number is never used twice: a late opener that saw an older number finds that
 * its own is not the highest any more and steps back. No lock of the operating system is at hand in Node.
 */
export async function lockDirectory(folder: string): Promise<DirectoryLock> {
  const mark = await describeProcess()
  for (;;) {
    const highest = await highestLock(folder)
    const holder = highest === 0 ? undefined : await readHolder(folder, highest)
    if (holder === 'gone') continue
    if (holder !== undefined && (await isHeld(folder, highest, holder))) throw new DirectoryInUse(folder, holder)
    const mine = highest + 1
    if (!(await createLock(folder, mine, mark))) continue
    if ((await highestLock(folder)) !== mine) {
      await rm(join(folder, `lock.${mine}`), { force: true })
      continue
    }
    await removeOlder(folder, mine)
    return hold(folder, mine)
  }
}

async function isHeld(folder: string, number: number, holder: ProcessMark): Promise<boolean> {
  if (holder.released) return false
  const { mtimeMs } = await stat(join(folder, `lock.${number}`)).catch(() => ({ mtimeMs: 0 }))
  return isAlive(holder, mtimeMs)
}

function hold(folder: string, number: number): DirectoryLock {
  const path = join(folder, `lock.${number}`)
  const heartbeat = setInterval(() => {
    const now = new Date()
    utimes(path, now, now).catch(() => undefined)
  }, HEARTBEAT_MS)
  heartbeat.unref()
  return {
    async release() {
      clearInterval(heartbeat)
      const mark = await describeProcess()
      // Stays, marked as released: a number that went away could be used twice.
      await writeFile(path, JSON.stringify({ ...mark, released: true }))
    },
  }
}

/** Written first and linked then: nobody ever sees half a lock. */
async function createLock(folder: string, number: number, mark: ProcessMark): Promise<boolean> {
  const draft = join(folder, `.lock-${randomUUID()}`)
  await writeFile(draft, JSON.stringify(mark), { mode: 0o600 })
  try {
    await link(draft, join(folder, `lock.${number}`))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

async function lockNumbers(folder: string): Promise<readonly number[]> {
  const names = await readdir(folder)
  return names.flatMap((name) => (/^lock\.\d{1,15}$/.test(name) ? [Number(name.slice(5))] : []))
}

async function highestLock(folder: string): Promise<number> {
  return Math.max(0, ...(await lockNumbers(folder)))
}

async function removeOlder(folder: string, mine: number): Promise<void> {
  for (const number of await lockNumbers(folder)) {
    if (number < mine) await rm(join(folder, `lock.${number}`), { force: true })
  }
}

/** A lock that cannot be read was written by a holder that died in a full disk, or is no lock of ours: it holds nothing. */
async function readHolder(folder: string, number: number): Promise<ProcessMark | 'gone' | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, `lock.${number}`), 'utf8')) as ProcessMark
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'gone' : undefined
  }
}

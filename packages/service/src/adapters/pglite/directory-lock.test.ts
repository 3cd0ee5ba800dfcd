import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DirectoryLock, lockDirectory } from './directory-lock.ts'
import { describeProcess } from './process-mark.ts'

describe('lockDirectory', () => {
  let folder: string
  let children: ChildProcess[] = []
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bonafide-lock-'))
    children = []
  })
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })

  async function idleProcess(): Promise<{ child: ChildProcess; pid: number }> {
    const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => undefined, 1000)'])
    children.push(child)
    await once(child.stdout, 'data')
    if (child.pid === undefined) throw new Error('no process')
    return { child, pid: child.pid }
  }

  it('is held by one of many who ask at the same time, again and again', async () => {
    for (let round = 0; round < 10; round += 1) {
      const results = await Promise.allSettled(Array.from({ length: 10 }, () => lockDirectory(folder)))
      const held = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
      const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
      expect(held).toHaveLength(1)
      expect(new Set(errors)).toEqual(new Set(['directory-in-use']))
      await held[0]?.release()
    }
    expect(await readdir(folder)).toHaveLength(1)
  })

  it('refuses while the holder lives, and goes over when it was killed', async () => {
    const { child, pid } = await idleProcess()
    await writeFile(join(folder, 'lock.7'), JSON.stringify(await describeProcess(pid)))
    await expect(lockDirectory(folder)).rejects.toThrow(`in use by process ${pid}`)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const lock = await lockDirectory(folder)
    expect(await readdir(folder)).toEqual(['lock.8'])
    await lock.release()
  })

  it('is held by one when many take over from the same dead process', async () => {
    const { child, pid } = await idleProcess()
    await writeFile(join(folder, 'lock.1'), JSON.stringify(await describeProcess(pid)))
    child.kill('SIGKILL')
    await once(child, 'exit')
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockDirectory(folder)))
    const held = results.flatMap((result): DirectoryLock[] => (result.status === 'fulfilled' ? [result.value] : []))
    expect(held).toHaveLength(1)
    await held[0]?.release()
  })

  it('does not take a reused process id for the holder', async () => {
    const { pid } = await idleProcess()
    const mark = { ...(await describeProcess(pid)), startedAt: '1' }
    await writeFile(join(folder, 'lock.1'), JSON.stringify(mark))
    const lock = await lockDirectory(folder)
    expect(JSON.parse(await readFile(join(folder, 'lock.2'), 'utf8')).pid).toBe(process.pid)
    await lock.release()
  })

  it('believes a holder that it cannot see for half a minute after its last sign of life', async () => {
    const path = join(folder, 'lock.1')
    await writeFile(path, JSON.stringify({ ...(await describeProcess()), host: 'another-machine' }))
    await expect(lockDirectory(folder)).rejects.toMatchObject({ code: 'directory-in-use' })
    const longAgo = new Date(Date.now() - 31_000)
    await utimes(path, longAgo, longAgo)
    await (await lockDirectory(folder)).release()
    expect(await readdir(folder)).toEqual(['lock.2'])
  })

  it('takes a lock that holds no mark as held by nobody', async () => {
    await writeFile(join(folder, 'lock.1'), '{"pid":')
    await (await lockDirectory(folder)).release()
    expect(await readdir(folder)).toEqual(['lock.2'])
  })
})

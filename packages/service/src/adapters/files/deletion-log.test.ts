import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Deletion } from '../../ports/deletions.ts'
import { createDeletionLog } from './deletion-log.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonafide-log-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const deletion = (transactionId: string): Deletion => ({
  transactionId,
  kind: 'All',
  reason: 'retention',
  at: new Date('2026-03-01T12:00:00.000Z'),
  signature: 'c2lnbmVk',
})

describe('the deletion log', () => {
  it('has no file before the first deletion, then one that only its owner can read', async () => {
    const path = join(folder, 'new.log')
    const log = createDeletionLog(path)
    await log.append([])
    expect(await log.read()).toEqual([])
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' })
    await log.append([deletion('a'), deletion('b')])
    await createDeletionLog(path).append([deletion('c')])
    expect(await log.read()).toEqual([deletion('a'), deletion('b'), deletion('c')])
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('drops the end of a write that was cut off, and goes on behind the last whole line', async () => {
    const path = join(folder, 'cut.log')
    const log = createDeletionLog(path)
    await log.append([deletion('a')])
    await appendFile(path, '{"v":1,"transac')
    expect(await log.read()).toEqual([deletion('a')])
    await log.append([deletion('b')])
    expect(await log.read()).toEqual([deletion('a'), deletion('b')])
  })

  it('is refused when a line in it is none', async () => {
    const path = join(folder, 'damaged.log')
    const log = createDeletionLog(path)
    await log.append([deletion('a')])
    await appendFile(path, 'nonsense\n')
    const text = await readFile(path, 'utf8')
    await expect(log.read()).rejects.toMatchObject({
      code: 'deletion-log-invalid',
      message: expect.stringContaining('2'),
    })
    expect(await readFile(path, 'utf8')).toBe(text)
  })
})

import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { adminSocketPath, askRunningService, serveAdminSocket } from './admin-socket.ts'

const REQUEST = { command: 'tenants.list', args: {} }

let root: string
let dataDir: string
const errors: unknown[] = []

beforeEach(async () => {
  errors.length = 0
  root = await mkdtemp(join(tmpdir(), 'bonafide-test-'))
  dataDir = join(root, 'x'.repeat(120))
  await mkdir(dataDir)
})
afterEach(() => rm(root, { recursive: true, force: true }))

const serve = (administer: () => Promise<unknown>) =>
  serveAdminSocket(dataDir, administer, (error) => void errors.push(error))

describe('the socket of the operator', () => {
  it('serves a data folder whose path is too long for a socket', async () => {
    const socket = await serve(async () => ['default'])
    expect(adminSocketPath(dataDir).startsWith(dataDir)).toBe(false)
    expect(await askRunningService(dataDir, REQUEST)).toEqual({ result: ['default'] })
    await socket.close()
  })

  // Only root may give a folder away.
  it.runIf(process.getuid?.() === 0)('is not believed when it belongs to another user than the folder', async () => {
    const socket = await serve(async () => ['forged'])
    await chown(dataDir, 65_534, 65_534)
    expect(await askRunningService(dataDir, REQUEST)).toBeUndefined()
    await socket.close()
  })

  it('tells the log what went wrong, and the operator that it is there', async () => {
    const failure = new Error('the disk is on fire')
    const socket = await serve(() => Promise.reject(failure))
    await expect(askRunningService(dataDir, REQUEST)).rejects.toThrow('its log says why')
    expect(errors).toEqual([failure])
    await socket.close()
  })
})

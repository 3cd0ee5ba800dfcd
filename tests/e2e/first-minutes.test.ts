import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const PORT = '19480'

/** A network namespace of our own, with loopback and nothing else; only root may make one. */
const CAN_ISOLATE =
  process.getuid?.() === 0 && spawnSync('unshare', ['--net', 'true']).status === 0 && existsSync('/usr/sbin/ip')

function inLoopbackOnly(command: string): readonly [string, readonly string[]] {
  return CAN_ISOLATE ? ['unshare', ['--net', 'sh', '-c', `ip link set lo up && ${command}`]] : ['sh', ['-c', command]]
}

describe('the first minutes with npm start', () => {
  let dataDir: string
  let started: ChildProcess
  let output = ''
  /** Commands that share the network of the started service. */
  let enter: readonly string[] = []

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'bonafide-first-'))
    const [command, args] = inLoopbackOnly(`exec npm start --silent -- --port ${PORT} --data ${dataDir}`)
    started = spawn(command, args, { detached: true })
    for (const stream of [started.stdout, started.stderr]) stream?.on('data', (text) => (output += String(text)))
    while (!output.includes('access-key.json')) {
      await once(started.stdout ?? started, 'data')
      if (started.exitCode !== null) throw new Error(`npm start ended:\n${output}`)
    }
    enter = CAN_ISOLATE ? ['nsenter', '--net', '--target', String(started.pid), '--'] : []
  })

  afterAll(async () => {
    if (started?.pid !== undefined && started.exitCode === null) {
      const ended = once(started, 'exit')
      process.kill(-started.pid, 'SIGTERM')
      await ended
    }
    // npm goes before the process that it started, which then still writes its last files.
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  })

  const run = (...command: readonly string[]) => {
    const [name = '', ...args] = [...enter, ...command]
    return spawnSync(name, args, { encoding: 'utf8', timeout: 120_000 })
  }

  it('prints the demo, the service and where the access key lies', () => {
    expect(output).toMatch(/http:\/\/127\.0\.0\.1:19481/)
    expect(output).toMatch(/http:\/\/127\.0\.0\.1:19480/)
    expect(output).toContain(join(dataDir, 'access-key.json'))
  })

  it('verifies a specimen without webcam and without network', () => {
    const key = join(dataDir, 'access-key.json')
    const service = `http://127.0.0.1:${PORT}`
    const { stdout, stderr, status } = run(
      process.execPath,
      'apps/cli/bin/bonafide.js',
      'verify',
      '--specimen',
      '--service',
      service,
      '--key-file',
      key,
      '--json',
    )
    expect(stderr).not.toContain('Error')
    expect(JSON.parse(stdout)).toMatchObject({ Code: 'Success', Result: { Passed: 'Y', SubCode: '200' } })
    expect(status).toBe(0)
  })

  it('refuses a second start on the same data folder and says why', () => {
    const { stdout, stderr, status } = run('npm', 'start', '--silent', '--', '--port', '19490', '--data', dataDir)
    expect(stdout + stderr).toMatch(/in use|already/i)
    expect(stdout + stderr).toContain(dataDir)
    expect(status).toBe(1)
  })

  it('issues a second access key beside the running service', () => {
    const { stdout } = run(
      process.execPath,
      'apps/cli/bin/bonafide.js',
      'keys',
      'create',
      '--tenant',
      'default',
      '--data',
      dataDir,
      '--json',
    )
    expect(JSON.parse(stdout)).toMatchObject({ AccessKeyId: expect.any(String), AccessKeySecret: expect.any(String) })
  })
})

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

const INSTALLED = '/usr/lib/postgresql'

export interface PostgresProcess {
  readonly url: string
  start(): Promise<void>
  /** Ends the server and everything of it at once. */
  kill(): Promise<void>
  query<T extends object>(text: string): Promise<readonly T[]>
  close(): Promise<void>
}

/** A PostgreSQL server of this machine's packages on a folder and a socket of its own. */
export async function openPostgresProcess(settings: readonly string[] = []): Promise<PostgresProcess> {
  const bin = join(INSTALLED, readdirSync(INSTALLED).sort().at(-1) ?? '', 'bin')
  const folder = mkdtempSync(join(tmpdir(), 'bonafide-chaos-postgres-'))
  const [data, socket] = [join(folder, 'data'), join(folder, 'socket')]
  const owner = serverOwner()
  chmodSync(folder, 0o755)
  for (const path of [data, socket]) {
    mkdirSync(path)
    if (owner !== undefined) chownSync(path, owner.uid, owner.gid)
  }
  const asOwner = owner === undefined ? {} : owner
  const options = { cwd: folder, stdio: 'ignore', ...asOwner } as const
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'bonafide', '-A', 'trust', '-E', 'UTF8', '--locale=C'], options)
  const url = `postgresql://bonafide@localhost/postgres?host=${socket}`
  const args = ['-D', data, '-c', 'listen_addresses=', '-c', `unix_socket_directories=${socket}`]
  let child: ChildProcess | undefined

  const server: PostgresProcess = {
    url,
    async start() {
      // A server whose last one was killed refuses to start until the processes of that one are gone.
      for (;;) {
        const started = spawn(join(bin, 'postgres'), [...args, ...settings.flatMap((one) => ['-c', one])], options)
        child = started
        if (await untilAnswers(server, started)) return
      }
    },
    async kill() {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
    async query<T extends object>(text: string) {
      const client = new pg.Client({ connectionString: url })
      client.on('error', () => undefined)
      await client.connect()
      try {
        return (await client.query<T>(text)).rows
      } finally {
        await client.end()
      }
    },
    async close() {
      await server.kill()
      await wait(300)
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await server.start()
  return server
}

/** False when the server ended before it answered. */
async function untilAnswers(server: PostgresProcess, child: ChildProcess): Promise<boolean> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) return false
    const answered = await server.query('select 1').then(
      () => true,
      () => false,
    )
    if (answered) return true
    await wait(100)
  }
}

/** PostgreSQL does not run as root. */
function serverOwner(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

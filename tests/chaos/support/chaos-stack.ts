import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@bonafide/server-sdk'
import { type CallbackReceiver, openCallbackReceiver } from '../../processes/callback-receiver.ts'
import { openPostgresProcess, type PostgresProcess } from '../../processes/postgres-process.ts'
import { reservePort } from '../../processes/reserve-port.ts'
import { PROGRAMS, type ServiceProcess, serviceProcess } from '../../processes/service-process.ts'
import { type FrontDoor, openFrontDoor } from './front-door.ts'
import { mountSmallDisk, type SmallDisk } from './full-disk.ts'

export interface ChaosStack {
  readonly database: 'embedded' | 'postgres'
  readonly api: ServiceProcess
  /** A second process that answers requests, where it was asked for. */
  readonly secondApi?: ServiceProcess
  /** Judges in a process of its own where the database can be shared. */
  readonly worker?: ServiceProcess
  readonly postgres?: PostgresProcess
  readonly callbacks: CallbackReceiver
  /** What every caller goes through, where it was asked for. */
  readonly door?: FrontDoor
  readonly client: Client
  /** Where the blobs lie, where they were given a disk of their own. */
  readonly blobDisk?: SmallDisk
  readonly credentials: { readonly accessKeyId: string; readonly accessKeySecret: string }
  readonly dataDir: string
  /** Starts one more process beside the others, on the same material. Only PostgreSQL can be shared. */
  another(
    role: 'api' | 'worker',
    program: readonly string[],
    settings?: Readonly<Record<string, string>>,
  ): Promise<ServiceProcess>
  close(): Promise<void>
}

export interface ChaosStackOptions {
  readonly database: ChaosStack['database']
  readonly secondApi?: boolean
  /** Every caller goes through one address, which notes what was answered. */
  readonly frontDoor?: boolean
  /** The blobs lie on a small disk of their own. */
  readonly blobDisk?: boolean
  readonly env?: Readonly<Record<string, string>>
  /** Folder instead of a fresh one. */
  readonly dataDir?: string
  /** What Node runs in each process; the service with the light judge when not said. */
  readonly program?: readonly string[]
}

/** Settings that a version before them refuses to start with. */
const NEWER = { BONAFIDE_USER_ATTEMPTS_A_DAY: '1000000' }

/** The service on either database, each role in a process that can be killed. */
export async function openChaosStack(options: ChaosStackOptions): Promise<ChaosStack> {
  const folder = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'bonafide-chaos-')))
  const callbacks = await openCallbackReceiver()
  const postgres = options.database === 'postgres' ? await openPostgresProcess() : undefined
  const door = options.frontDoor === true ? await openFrontDoor() : undefined
  const apiDir = join(folder, 'api')
  const blobDisk = options.blobDisk === true ? mountSmallDisk(join(apiDir, 'blobs')) : undefined
  const ports: { release(): void }[] = []
  const common = {
    BONAFIDE_CALLBACK_ORIGINS: callbacks.url,
    BONAFIDE_CALL_LIMITS: 'none',
    BONAFIDE_JUDGE_PROCESSES: '4',
    ...(postgres === undefined ? {} : { DATABASE_URL: postgres.url }),
    ...(door === undefined ? {} : { BONAFIDE_PUBLIC_URL: door.url }),
    ...options.env,
  }
  const processes: ServiceProcess[] = []
  async function open(
    name: string,
    env: Readonly<Record<string, string>>,
    program = options.program ?? PROGRAMS.light,
  ): Promise<ServiceProcess> {
    const reserved = await reservePort()
    ports.push(reserved)
    const opened = serviceProcess({
      name,
      program,
      port: reserved.port,
      env: { ...common, ...(program === options.program ? {} : NEWER), ...env },
    })
    processes.push(opened)
    await opened.start()
    return opened
  }
  const beside = (name: string) => ({
    BONAFIDE_DATA: join(folder, name),
    BONAFIDE_MASTER_KEY_FILE: join(apiDir, 'master.key'),
  })
  const api = await open('api', { BONAFIDE_DATA: apiDir, ...(postgres === undefined ? {} : { BONAFIDE_ROLE: 'api' }) })
  const blobs = { BONAFIDE_DATA: apiDir, BONAFIDE_DELETION_LOG: join(folder, 'worker.log') }
  const worker = postgres === undefined ? undefined : await open('worker', { ...blobs, BONAFIDE_ROLE: 'worker' })
  const secondApi =
    options.secondApi === true ? await open('second api', { ...beside('second'), BONAFIDE_ROLE: 'api' }) : undefined
  door?.direct([api.url])
  const key = JSON.parse(await readFile(join(apiDir, 'access-key.json'), 'utf8'))
  const credentials = { accessKeyId: key.AccessKeyId, accessKeySecret: key.AccessKeySecret }
  return {
    database: options.database,
    api,
    callbacks,
    credentials,
    dataDir: apiDir,
    client: createClient({ endpoint: (door ?? api).url, ...credentials, maxTries: 1 }),
    ...(door === undefined ? {} : { door }),
    ...(blobDisk === undefined ? {} : { blobDisk }),
    ...(worker === undefined ? {} : { worker }),
    ...(secondApi === undefined ? {} : { secondApi }),
    ...(postgres === undefined ? {} : { postgres }),
    another: (role, program, settings = {}) => {
      const deletionLog = join(folder, `another-${processes.length}.log`)
      const env = { BONAFIDE_DATA: apiDir, BONAFIDE_ROLE: role, BONAFIDE_DELETION_LOG: deletionLog }
      return open(`another ${role}`, { ...env, ...settings }, program)
    },
    async close() {
      for (const process of processes) await process.stop()
      blobDisk?.unmount()
      for (const port of ports) port.release()
      await door?.close()
      await callbacks.close()
      await postgres?.close()
      if (options.dataDir === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

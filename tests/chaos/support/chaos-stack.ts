import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPictures } from '@bonafide/imaging'
import { type Client, createClient } from '@bonafide/server-sdk'
import { freePort } from '../../../scripts/start/free-port.mjs'
import { pageSubject, persist, type Trial, type TrialSubject } from '../../e2e/support/persistent-client.ts'
import { type CallbackReceiver, openCallbackReceiver } from './callback-receiver.ts'
import { type LightProcess, lightProcess } from './light-process.ts'
import { openPostgresProcess, type PostgresProcess } from './postgres-process.ts'

const HOST = '127.0.0.1'
const FIRST_PORT = 18600

export interface ChaosStack {
  readonly api: LightProcess
  /** A second process that answers requests, where it was asked for. */
  readonly secondApi?: LightProcess
  /** Judges in a process of its own where the database can be shared. */
  readonly worker?: LightProcess
  readonly postgres?: PostgresProcess
  readonly callbacks: CallbackReceiver
  readonly client: Client
  readonly credentials: { readonly accessKeyId: string; readonly accessKeySecret: string }
  readonly dataDir: string
  close(): Promise<void>
}

export interface ChaosStackOptions {
  readonly database: 'embedded' | 'postgres'
  readonly secondApi?: boolean
  readonly env?: Readonly<Record<string, string>>
  /** Folder instead of a fresh one. */
  readonly dataDir?: string
}

/** The service with the light judge on either database, each role in a process that can be killed. */
export async function openChaosStack(options: ChaosStackOptions): Promise<ChaosStack> {
  const folder = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'bonafide-chaos-')))
  const callbacks = await openCallbackReceiver()
  const postgres = options.database === 'postgres' ? await openPostgresProcess() : undefined
  const apiDir = join(folder, 'api')
  const common = {
    BONAFIDE_CALLBACK_ORIGINS: callbacks.url,
    BONAFIDE_CALL_LIMITS: 'none',
    BONAFIDE_JUDGE_PROCESSES: '4',
    ...(postgres === undefined ? {} : { DATABASE_URL: postgres.url }),
    ...options.env,
  }
  async function open(name: string, env: Readonly<Record<string, string>>): Promise<LightProcess> {
    const light = lightProcess({ name, port: await freePort(FIRST_PORT, HOST), env: { ...common, ...env } })
    await light.start()
    return light
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
  const key = JSON.parse(await readFile(join(apiDir, 'access-key.json'), 'utf8'))
  const credentials = { accessKeyId: key.AccessKeyId, accessKeySecret: key.AccessKeySecret }
  return {
    api,
    callbacks,
    credentials,
    dataDir: apiDir,
    client: createClient({ endpoint: api.url, ...credentials, maxTries: 1 }),
    ...(worker === undefined ? {} : { worker }),
    ...(secondApi === undefined ? {} : { secondApi }),
    ...(postgres === undefined ? {} : { postgres }),
    async close() {
      for (const process of [api, secondApi, worker]) await process?.stop()
      await callbacks.close()
      await postgres?.close()
      if (options.dataDir === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

export interface Load {
  readonly trials: readonly Trial[]
  /** Begins nothing new and resolves when everything that was begun is finished. */
  finish(): Promise<void>
}

/** Verifications of one document page, so many at a time, each done to its end whatever happens. */
export async function startLoad({ api, client, callbacks }: ChaosStack, atOnce: number): Promise<Load> {
  const subject = await graySubject()
  const trials: Trial[] = []
  let running = true
  const work = Promise.all(
    Array.from({ length: atOnce }, async (_, index) => {
      for (let count = 1; running; count += 1) {
        await persist({
          service: api.url,
          client,
          merchantBizId: `w${index}n${count}`,
          callbackUrl: `${callbacks.url}/done`,
          subject,
          onStarted: (trial) => trials.push(trial),
        })
      }
    }),
  )
  work.catch(() => undefined)
  return {
    trials,
    async finish() {
      running = false
      await work
    },
  }
}

async function graySubject(): Promise<TrialSubject> {
  const gray = { width: 640, height: 480, data: new Uint8Array(640 * 480 * 3).fill(120) }
  return pageSubject(await createPictures().encodeJpeg(gray, 60))
}

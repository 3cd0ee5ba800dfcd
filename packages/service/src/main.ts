import { randomInt } from 'node:crypto'
import { resolve } from 'node:path'
import { createHttpConnector } from './adapters/http/http-connector.ts'
import { createMockConnector } from './adapters/http/mock-connector.ts'
import { askRunningService, serveAdminSocket } from './admin/admin-socket.ts'
import { type AdminRequest, createAdminister } from './admin/administer.ts'
import { prepareFirstStart } from './admin/first-start.ts'
import { startCallbackSender } from './callbacks/callback-sender.ts'
import { type Config, ConfigError } from './config.ts'
import { createFaceIndex } from './faces/face-index.ts'
import { repeatExpiry } from './flow/expire.ts'
import { judgeTransaction } from './flow/judge.ts'
import type { Clock, FlowTools } from './flow/tools.ts'
import { createChanges } from './flow/watch-transaction.ts'
import { createServer } from './http/create-server.ts'
import { errorFields, type Log } from './http/log.ts'
import { createJudgePool } from './judging/judge-pool.ts'
import { openClosing } from './open-closing.ts'
import { createRemotePictures } from './outgoing/fetch-picture.ts'
import { systemResolve } from './outgoing/find-target.ts'
import type { Judge } from './ports/judge.ts'
import type { Store } from './ports/store.ts'
import { openStorage } from './storage.ts'

export interface StartOptions {
  readonly config: Config
  readonly log: Log
  /** Folder with the built browser SDK. */
  readonly browserFiles: string
  readonly clock?: Clock
  /** Judges instead of the pool of processes; for tests. */
  readonly judge?: Judge
}

export interface RunningService {
  /** Where it listens. */
  readonly url: string
  readonly dataDir: string
  readonly store: Store
  /** Where the first access key lies, when this start made it. */
  readonly accessKeyFile?: string
  /** Takes no new requests, hands its jobs back, and lets go of the data folder. */
  close(): Promise<void>
}

const systemClock: Clock = { now: () => new Date() }
const random = { below: (bound: number) => randomInt(bound) }

/** The only place where the parts of the service are made and put together. Prints nothing. */
export async function startService(options: StartOptions): Promise<RunningService> {
  const { config, log, clock = systemClock } = options
  const dataDir = resolve(config.dataDir)
  const closing = openClosing()
  try {
    const storage = await openStorage(storageOptions(config, log, clock))
    closing.add(() => storage.store.close())
    if (options.judge === undefined) await checkFaceModels(config.faceModels)
    const judge = options.judge ?? openJudgePool(config, log)
    closing.add(() => judge.close())
    const faces = createFaceIndex({
      ...storage,
      onError: (error) => log.write('error', 'faces-failed', errorFields(error)),
    })
    closing.add(async () => faces.close())
    const settings = { ...config, publicUrl: config.publicUrl ?? '' }
    const pictures = createRemotePictures({ allowedOrigins: config.pictureOrigins, resolve: systemResolve })
    const tools: FlowTools = {
      ...storage,
      judge,
      faces,
      pictures,
      ...openSource(config, clock),
      clock,
      random,
      changes: createChanges(),
      log,
      settings,
    }
    const accessKeyFile = await prepareFirstStart(dataDir, tools)
    const { store } = storage
    const worker = store.workJudging(config.judgeProcesses, (job, signal) => judgeTransaction(job, tools, signal))
    closing.add(() => worker.stop())
    const callbacks = startCallbackSender({
      ...tools,
      allowedOrigins: config.callbackOrigins,
      onError: (error) => log.write('error', 'callback-failed', errorFields(error)),
    })
    closing.add(() => callbacks.stop())
    closing.add(repeatExpiry(tools))
    const socket = await serveAdminSocket(dataDir, createAdminister(tools), (error) =>
      log.write('error', 'administration-failed', errorFields(error)),
    )
    closing.add(() => socket.close())
    const app = createServer({ ...config, tools, browserFiles: options.browserFiles })
    closing.add(() => app.close())
    closing.add(() => tools.changes.close())
    const url = await app.listen({ host: config.host, port: config.port })
    settings.publicUrl ||= url
    log.write('info', 'started', { port: Number(new URL(url).port) })
    return {
      url,
      dataDir,
      store,
      ...(accessKeyFile === undefined ? {} : { accessKeyFile }),
      close: () => closing.close(),
    }
  } catch (error) {
    await closing.close()
    throw error
  }
}

/**
 * Carries out administration: through the running service when one holds the data folder, otherwise on the folder
 * itself, which is locked meanwhile.
 */
export async function administer(config: Config, request: AdminRequest, log: Log): Promise<unknown> {
  const answered = await askRunningService(config.dataDir, request)
  if (answered !== undefined) return answered.result
  const storage = await openStorage(storageOptions(config, log, systemClock))
  const faces = createFaceIndex({
    ...storage,
    onError: (error) => log.write('error', 'faces-failed', errorFields(error)),
  })
  try {
    return await createAdminister({ ...storage, faces, clock: systemClock, log })(request)
  } finally {
    faces.close()
    await storage.store.close()
  }
}

function openSource({ connectorUrl, connectorSecret }: Config, clock: Clock): Pick<FlowTools, 'source'> {
  if (connectorUrl === undefined) return {}
  if (connectorUrl === 'mock') return { source: createMockConnector() }
  if (connectorSecret === undefined) {
    throw new ConfigError(
      'BONAFIDE_CONNECTOR_SECRET: it is needed with BONAFIDE_CONNECTOR_URL (expected: whsec_ and Base64)',
    )
  }
  return { source: createHttpConnector({ url: connectorUrl, secret: connectorSecret, now: () => clock.now() }) }
}

/**
 * Opens the operator's own networks once and closes them: the service does not start with ones that cannot be used, where
 * otherwise every judging process would fail later. Loads the runtime only when there is something to check.
 */
async function checkFaceModels(path: string | undefined): Promise<void> {
  if (path === undefined) return
  const { openPlugIns, readPlugIns } = await import('@bonafide/models-onnx')
  const plugIns = await openPlugIns(await readPlugIns(path))
  await plugIns.close()
}

function openJudgePool(config: Config, log: Log): Judge {
  return createJudgePool({
    processes: config.judgeProcesses,
    deadlineMs: config.judgeDeadlineSeconds * 1000,
    memoryMb: config.judgeMemoryMb,
    ...(config.faceModels === undefined ? {} : { faceModels: resolve(config.faceModels) }),
    onError: (error) => log.write('error', 'judge-failed', errorFields(error)),
  })
}

function storageOptions(config: Config, log: Log, clock: Clock): Parameters<typeof openStorage>[0] {
  return {
    dataDir: resolve(config.dataDir),
    databaseUrl: config.databaseUrl,
    judgeDeadlineMs: config.judgeDeadlineSeconds * 1000,
    deletionLog: config.deletionLog,
    clock,
    log,
  }
}

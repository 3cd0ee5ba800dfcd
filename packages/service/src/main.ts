import { randomInt } from 'node:crypto'
import { resolve } from 'node:path'
import type { Random } from '@bonafide/engine'
import { createHttpConnector } from './adapters/http/http-connector.ts'
import { createHttpUpstream } from './adapters/http/http-upstream.ts'
import { createMockConnector } from './adapters/http/mock-connector.ts'
import { askRunningService, serveAdminSocket } from './admin/admin-socket.ts'
import { type AdminRequest, createAdminister } from './admin/administer.ts'
import { prepareFirstStart } from './admin/first-start.ts'
import { startCallbackSender } from './callbacks/callback-sender.ts'
import { type Config, ConfigError } from './config.ts'
import { createDrain } from './drain.ts'
import { createFaceIndex, type FaceIndex } from './faces/face-index.ts'
import { createVectorSearch } from './faces/vector-search.ts'
import { repeatExpiry } from './flow/expire.ts'
import { judgeTransaction } from './flow/judge.ts'
import type { Clock, FlowTools } from './flow/tools.ts'
import { createChanges } from './flow/watch-transaction.ts'
import { createServer } from './http/create-server.ts'
import { createHealthServer } from './http/health.ts'
import { errorFields, type Log } from './http/log.ts'
import { createJudgePool } from './judging/judge-pool.ts'
import { watchBacklog } from './load/watch-backlog.ts'
import { createMetricsServer } from './metrics/metrics-server.ts'
import { createServiceMetrics, type ServiceMetrics } from './metrics/service-metrics.ts'
import { openClosing } from './open-closing.ts'
import { createRemotePictures } from './outgoing/fetch-picture.ts'
import { systemResolve } from './outgoing/find-target.ts'
import type { Judge } from './ports/judge.ts'
import type { Store } from './ports/store.ts'
import { createAfterAnswer } from './shadow/after-answer.ts'
import { shadowSettings } from './shadow/shadow-settings.ts'
import { createSteadyClock } from './steady-clock.ts'
import { openStorage, type Storage, storageOptionsOf } from './storage.ts'

export interface StartOptions {
  readonly config: Config
  readonly log: Log
  /** Folder with the built browser SDK. */
  readonly browserFiles: string
  readonly clock?: Clock
  /** Draws challenges instead of the system's; for tests, and reached by no setting. */
  readonly random?: Random
  /** Judges instead of the pool of processes; for tests. */
  readonly judge?: Judge
}

export interface RunningService {
  /** Where it listens: a worker for questions about its health only. */
  readonly url: string
  readonly dataDir: string
  readonly store: Store
  /** Where the first access key lies, when this start made it. */
  readonly accessKeyFile?: string
  /** Takes no new requests, hands its jobs back, and lets go of the data folder. */
  close(): Promise<void>
}

const systemClock: Clock = { now: () => new Date() }
const steadyClock = (log: Log): Clock => createSteadyClock((ms) => log.write('error', 'clock-jumped', { ms }))
const systemRandom: Random = { below: (bound) => randomInt(bound) }

type Closing = ReturnType<typeof openClosing>

/** The only place where the parts of the service are made and put together. Prints nothing. */
export async function startService(options: StartOptions): Promise<RunningService> {
  const { config } = options
  requireSharedDatabase(config)
  const dataDir = resolve(config.dataDir)
  const closing = openClosing()
  const drain = createDrain(config.drainSeconds * 1000)
  const metrics = createServiceMetrics()
  closing.add(() => metrics.close())
  const log = metrics.watchLog(options.log)
  try {
    const settings = { ...config, publicUrl: config.publicUrl ?? '' }
    const tools: FlowTools = { ...(await openTools({ ...options, log }, closing)), metrics, settings }
    metrics.showBacklog(tools.backlog)
    const accessKeyFile = await prepareFirstStart(dataDir, tools)
    if (config.role !== 'api') startWork(tools, config, closing)
    if (config.role !== 'worker') await serveOperator(dataDir, tools, closing)
    const surface = { tools, isDraining: drain.isDraining }
    const app =
      config.role === 'worker'
        ? createHealthServer(surface)
        : createServer({ ...config, ...surface, browserFiles: options.browserFiles })
    closing.add(() => app.close())
    closing.add(() => tools.changes.close())
    await serveMetrics(metrics, config, closing)
    const url = await app.listen({ host: config.host, port: config.port })
    settings.publicUrl ||= url
    log.write('info', 'started', { port: Number(new URL(url).port), role: config.role })
    return {
      url,
      dataDir,
      store: tools.store,
      ...(accessKeyFile === undefined ? {} : { accessKeyFile }),
      async close() {
        await drain.begin()
        await closing.close()
      },
    }
  } catch (error) {
    await closing.close()
    throw error
  }
}

/** Everything that requests and jobs use, except what is only known when the service listens. */
async function openTools(
  { config, log, clock = steadyClock(log), random = systemRandom, judge: givenJudge }: StartOptions,
  closing: Closing,
): Promise<Omit<FlowTools, 'settings' | 'metrics'>> {
  const storage = await openStorage(storageOptionsOf(config, log, clock))
  closing.add(() => storage.store.close())
  const judge = givenJudge ?? openJudgePool(config, await checkFaceModels(config.faceModels), log)
  closing.add(() => judge.close())
  const faces = openFaces(storage, log)
  closing.add(async () => faces.close())
  const backlog = watchBacklog(storage.store, (error) => log.write('error', 'backlog-failed', errorFields(error)))
  closing.add(() => backlog.close())
  const pictures = createRemotePictures({ allowedOrigins: config.pictureOrigins, resolve: systemResolve })
  const source = openSource(config, clock)
  const shadow = openShadow(config, clock, log, closing)
  return {
    ...{ ...storage, judge, faces, backlog, pictures, ...source, ...shadow },
    ...{ clock, random, changes: createChanges(), log },
  }
}

/** Judges what was accepted, sends callbacks, and ends what is over. */
function startWork(tools: FlowTools, config: Config, closing: Closing): void {
  const { store, log } = tools
  const worker = store.workJudging(config.judgeProcesses, (job, signal) => judgeTransaction(job, tools, signal))
  closing.add(() => worker.stop())
  const callbacks = startCallbackSender({
    ...tools,
    allowedOrigins: config.callbackOrigins,
    onError: (error) => log.write('error', 'callback-failed', errorFields(error)),
  })
  closing.add(() => callbacks.stop())
  closing.add(repeatExpiry(tools))
}

async function serveMetrics(metrics: ServiceMetrics, { metricsHost, metricsPort }: Config, closing: Closing) {
  if (metricsPort === undefined) return
  const app = createMetricsServer({ metrics, host: metricsHost })
  closing.add(() => app.close())
  await app.listen({ host: metricsHost, port: metricsPort })
}

async function serveOperator(dataDir: string, tools: FlowTools, closing: Closing): Promise<void> {
  const socket = await serveAdminSocket(dataDir, createAdminister(tools), (error) =>
    tools.log.write('error', 'administration-failed', errorFields(error)),
  )
  closing.add(() => socket.close())
}

/** Processes that share the work share a database; the embedded one belongs to a single process and has no extensions. */
function requireSharedDatabase({ role, databaseUrl, faceSearch }: Config): void {
  if (faceSearch === 'pgvector' && databaseUrl === undefined)
    throw new ConfigError('BONAFIDE_FACE_SEARCH: "pgvector" needs PostgreSQL with that extension; set DATABASE_URL')
  if (role === 'all' || databaseUrl !== undefined) return
  throw new ConfigError(
    `BONAFIDE_ROLE: "${role}" needs PostgreSQL, because the embedded database serves one process; set DATABASE_URL`,
  )
}

/**
 * Carries out administration: through the running service when one holds the data folder, otherwise on the folder
 * itself, which is locked meanwhile.
 */
export async function administer(config: Config, request: AdminRequest, log: Log): Promise<unknown> {
  const answered = await askRunningService(config.dataDir, request)
  if (answered !== undefined) return answered.result
  const storage = await openStorage(storageOptionsOf(config, log, systemClock))
  const faces = openFaces(storage, log)
  const judge = judgeOnDemand(config, log)
  try {
    return await createAdminister({ ...storage, faces, judge, clock: systemClock, log })(request)
  } finally {
    await judge.close()
    faces.close()
    await storage.store.close()
  }
}

function openFaces(storage: Storage, log: Log): FaceIndex {
  const { keys, faceVectors } = storage
  if (faceVectors !== undefined) return createVectorSearch(faceVectors, keys)
  const onError = (error: unknown) => log.write('error', 'faces-failed', errorFields(error))
  return createFaceIndex({ ...storage, onError })
}

/** Opens judging processes when something is judged for the first time: most administration judges nothing. */
function judgeOnDemand(config: Config, log: Log): Pick<Judge, 'judge' | 'describeFace' | 'close'> {
  let opened: Promise<Judge> | undefined
  const open = async () => openJudgePool(config, await checkFaceModels(config.faceModels), log)
  return {
    async judge(request, signal) {
      opened ??= open()
      return (await opened).judge(request, signal)
    },
    async describeFace(...args) {
      opened ??= open()
      return (await opened).describeFace(...args)
    },
    close: async () => (await opened)?.close(),
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

function openShadow(config: Config, clock: Clock, log: Log, closing: Closing): Pick<FlowTools, 'shadow'> {
  const settings = shadowSettings(config)
  if (settings === undefined) return {}
  const afterAnswer = createAfterAnswer((error) => log.write('error', 'shadow-failed', errorFields(error)))
  closing.add(() => afterAnswer.close())
  const { url, accessKeyId, accessKeySecret, ...rest } = settings
  const guard = { allowedOrigins: config.shadowOrigins, resolve: systemResolve }
  const upstream = createHttpUpstream({ url, accessKeyId, accessKeySecret, now: () => clock.now(), ...guard })
  return { shadow: { ...rest, upstream, afterAnswer } }
}

/**
 * Opens the operator's own networks once and closes them: the service does not start with ones that cannot be used, where
 * otherwise every judging process would fail later. Loads the runtime only when there is something to check.
 */
async function checkFaceModels(path: string | undefined): Promise<{ readonly tellsLivingFaces: boolean }> {
  if (path === undefined) return { tellsLivingFaces: false }
  const { openPlugIns, readPlugIns } = await import('@bonafide/models-onnx')
  const plugIns = await openPlugIns(await readPlugIns(path))
  await plugIns.close()
  return { tellsLivingFaces: plugIns.antiSpoof !== undefined }
}

function openJudgePool(config: Config, networks: { readonly tellsLivingFaces: boolean }, log: Log): Judge {
  return createJudgePool({
    processes: config.judgeProcesses,
    deadlineMs: config.judgeDeadlineSeconds * 1000,
    memoryMb: config.judgeMemoryMb,
    ...networks,
    ...(config.faceModels === undefined ? {} : { faceModels: resolve(config.faceModels) }),
    onError: (error) => log.write('error', 'judge-failed', errorFields(error)),
  })
}

import { readFileSync } from 'node:fs'
import { z } from 'zod'

const minutes = (value: number) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 60)
    .default(value)
const origins = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((origin) => origin.trim())
      .filter((origin) => origin !== ''),
  )
  .refine((list) => list.every(isOrigin), 'must be a comma list of origins such as http://127.0.0.1:7300')

/** One setting: its environment name, its form with the default, and a sentence for the reference page. */
interface Setting<Schema extends z.ZodType = z.ZodType> {
  readonly env: string
  readonly schema: Schema
  /** How the value is written, and what holds without it; for the reference page. */
  readonly form: string
  readonly standard: string
  readonly says: string
  /** Also read from the file that `<env>_FILE` names, as secrets are mounted. */
  readonly secret?: true
  /** Answers a warning when the value is only fit for development. */
  readonly warn?: (value: z.output<Schema>) => string | undefined
}

function setting<Schema extends z.ZodType>(entry: Setting<Schema>): Setting<Schema> {
  return entry
}

/** Every setting of the service, once. The environment is read nowhere else. */
export const SETTINGS = {
  role: setting({
    env: 'BONAFIDE_ROLE',
    schema: z.enum(['all', 'api', 'worker']).default('all'),
    form: 'all, api or worker',
    standard: 'all',
    says: 'What this process does: answer requests (api), judge what was accepted, send callbacks and delete in time (worker), or both. Several processes need PostgreSQL.',
  }),
  host: setting({
    env: 'BONAFIDE_HOST',
    schema: z.string().min(1).default('127.0.0.1'),
    form: 'address',
    standard: '127.0.0.1',
    says: 'Address that the service listens on.',
  }),
  port: setting({
    env: 'BONAFIDE_PORT',
    schema: z.coerce.number().int().min(0).max(65_535).default(7480),
    form: '0-65535',
    standard: '7480',
    says: 'Port that the service listens on; 0 takes any free one.',
  }),
  publicUrl: setting({
    env: 'BONAFIDE_PUBLIC_URL',
    schema: z.string().refine(isOrigin, 'must be an origin such as https://idv.example.com').optional(),
    form: 'origin',
    standard: 'http://HOST:PORT',
    says: 'Origin under which browsers reach the service; TransactionUrl begins with it.',
    warn: (value) =>
      value === undefined || value.startsWith('https://') || isLoopback(value)
        ? undefined
        : 'browsers give no camera to a page without https; set BONAFIDE_PUBLIC_URL to an https origin',
  }),
  deviceUrl: setting({
    env: 'BONAFIDE_DEVICE_URL',
    schema: z.string().refine(isOrigin, 'must be an origin such as https://devices.eu.example.com').optional(),
    form: 'origin',
    standard: 'the public address',
    says: 'Origin that browsers send their device reports to, where one region takes them (docs/safe-mode.md). It has to lead to a process of this service on the same database.',
  }),
  dataDir: setting({
    env: 'BONAFIDE_DATA',
    schema: z.string().min(1).default('data'),
    form: 'folder',
    standard: 'data',
    says: 'Folder for the database, the encrypted material and the master key.',
  }),
  deletionLog: setting({
    env: 'BONAFIDE_DELETION_LOG',
    schema: z.string().min(1).optional(),
    form: 'file',
    standard: 'DATA.deletions.log beside the data folder',
    says: 'Record of deletions that keeps deleted data deleted when an older backup comes back; it belongs in no backup of the data folder.',
  }),
  masterKeyFile: setting({
    env: 'BONAFIDE_MASTER_KEY_FILE',
    schema: z.string().min(1).optional(),
    form: 'file',
    standard: 'DATA/master.key, made at the first start',
    says: 'File with the master key: 32 bytes in Base64. Processes on several machines need the same one; it is never made there.',
  }),
  databaseUrl: setting({
    env: 'DATABASE_URL',
    secret: true,
    schema: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
      .optional(),
    form: 'postgres URL',
    standard: 'embedded database in the data folder',
    says: 'PostgreSQL 15 or newer to use instead of the embedded database.',
  }),
  databaseConnections: setting({
    env: 'BONAFIDE_DATABASE_CONNECTIONS',
    schema: z.coerce.number().int().min(2).max(200).default(10),
    form: '2-200',
    standard: '10',
    says: 'Connections to PostgreSQL that this process opens at most; one more listens.',
  }),
  faceSearch: setting({
    env: 'BONAFIDE_FACE_SEARCH',
    schema: z.enum(['memory', 'pgvector']).default('memory'),
    form: 'memory or pgvector',
    standard: 'memory',
    says: 'Where faces of groups are compared. `pgvector` keeps every template a second time where the database can read it: read docs/decisions/face-search.md before.',
  }),
  s3Url: setting({
    env: 'BONAFIDE_S3_URL',
    schema: z
      .string()
      .refine(isBucketAddress, 'must be an address with a bucket such as https://s3.example.com/bucket')
      .optional(),
    form: 'address with the bucket',
    standard: 'files in the data folder',
    says: 'Bucket of an S3-type store for pictures and captured material; a path behind the bucket is put before every key.',
    warn: (value) =>
      value === undefined || value.startsWith('https://')
        ? undefined
        : 'the blob store is reached without https; set BONAFIDE_S3_URL to an https address',
  }),
  s3Region: setting({
    env: 'BONAFIDE_S3_REGION',
    schema: z
      .string()
      .regex(/^[a-z0-9-]{1,63}$/, 'must be a region such as eu-central-1')
      .default('us-east-1'),
    form: 'region',
    standard: 'us-east-1',
    says: 'Region that requests to the store are signed for.',
  }),
  s3AccessKeyId: setting({
    env: 'BONAFIDE_S3_ACCESS_KEY_ID',
    secret: true,
    schema: z.string().min(1).max(256).optional(),
    form: 'text',
    standard: 'none',
    says: 'Access key of the store; it may read, write, delete and list in the bucket.',
  }),
  s3SecretAccessKey: setting({
    env: 'BONAFIDE_S3_SECRET_ACCESS_KEY',
    secret: true,
    schema: z.string().min(1).max(512).optional(),
    form: 'text',
    standard: 'none',
    says: 'Secret of that access key.',
  }),
  callbackOrigins: setting({
    env: 'BONAFIDE_CALLBACK_ORIGINS',
    schema: origins,
    form: 'comma list of origins',
    standard: 'none',
    says: 'Exact origins that callbacks may go to although they are plain http, on another port or inside the private network.',
    warn: (value) =>
      value.length === 0
        ? undefined
        : `callbacks to ${value.join(', ')} skip the guard against internal addresses; unset BONAFIDE_CALLBACK_ORIGINS in production`,
  }),
  judgeProcesses: setting({
    env: 'BONAFIDE_JUDGE_PROCESSES',
    schema: z.coerce.number().int().min(1).max(64).default(1),
    form: '1-64',
    standard: '1',
    says: 'Processes that judge evidence side by side; each takes about half a gigabyte.',
  }),
  judgeDeadlineSeconds: setting({
    env: 'BONAFIDE_JUDGE_DEADLINE_SECONDS',
    schema: z.coerce.number().int().min(1).max(600).default(60),
    form: '1-600',
    standard: '60',
    says: 'Seconds after which a judgement is given up and its process ended.',
  }),
  judgeMemoryMb: setting({
    env: 'BONAFIDE_JUDGE_MEMORY_MB',
    schema: z.coerce.number().int().min(256).max(65_536).default(1536),
    form: '256-65536',
    standard: '1536',
    says: 'Memory ceiling of one judging process in megabytes.',
  }),
  metricsHost: setting({
    env: 'BONAFIDE_METRICS_HOST',
    schema: z.string().min(1).default('127.0.0.1'),
    form: 'address',
    standard: '127.0.0.1',
    says: 'Address of the listener for `/metrics`.',
  }),
  metricsPort: setting({
    env: 'BONAFIDE_METRICS_PORT',
    schema: z.coerce.number().int().min(0).max(65_535).optional(),
    form: '0-65535',
    standard: 'no metrics',
    says: 'Port of the listener for `/metrics` in the form of Prometheus; nobody has to sign in there, so only the operator may reach it.',
  }),
  drainSeconds: setting({
    env: 'BONAFIDE_DRAIN_SECONDS',
    schema: z.coerce.number().int().min(0).max(300).default(0),
    form: '0-300',
    standard: '0',
    says: 'Seconds between the signal to stop, from which on `/readyz` answers 503, and the end of listening: time for a load balancer to look elsewhere.',
  }),
  startMinutes: setting({
    env: 'BONAFIDE_START_MINUTES',
    schema: minutes(30),
    form: 'minutes',
    standard: '30',
    says: 'How long a transaction waits for the user to begin.',
  }),
  idleMinutes: setting({
    env: 'BONAFIDE_IDLE_MINUTES',
    schema: minutes(15),
    form: 'minutes',
    standard: '15',
    says: 'How long a begun transaction waits for the next thing the user does.',
  }),
  sessionMinutes: setting({
    env: 'BONAFIDE_SESSION_MINUTES',
    schema: minutes(30),
    form: 'minutes',
    standard: '30',
    says: 'The longest that a transaction lasts beyond its time to begin, however lively the user is.',
  }),
  maxAttempts: setting({
    env: 'BONAFIDE_MAX_ATTEMPTS',
    schema: z.coerce.number().int().min(1).max(20).default(10),
    form: '1-20',
    standard: '10',
    says: 'Attempts that a user has for each step of one transaction.',
  }),
  userAttemptsADay: setting({
    env: 'BONAFIDE_USER_ATTEMPTS_A_DAY',
    schema: z.coerce.number().int().min(1).max(1_000_000).default(100),
    form: '1-1000000',
    standard: '100',
    says: 'Attempts that one user of a tenant (MerchantUserId) has in 24 hours, over all verifications; a verification takes two to four. Raise it where an application names all its users alike.',
  }),
  deviceAttemptsADay: setting({
    env: 'BONAFIDE_DEVICE_ATTEMPTS_A_DAY',
    schema: z.coerce.number().int().min(1).max(1_000_000).default(200),
    form: '1-1000000',
    standard: '200',
    says: 'Attempts that one browser has in 24 hours, over all verifications. Raise it where many people use one device, as in a branch.',
  }),
  pictureOrigins: setting({
    env: 'BONAFIDE_PICTURE_ORIGINS',
    schema: origins,
    form: 'comma list of origins',
    standard: 'none',
    says: 'Exact origins that pictures may be fetched from although they are plain http, on another port or inside the private network.',
    warn: (value) =>
      value.length === 0
        ? undefined
        : `pictures from ${value.join(', ')} skip the guard against internal addresses; unset BONAFIDE_PICTURE_ORIGINS in production`,
  }),
  uploadHost: setting({
    env: 'BONAFIDE_UPLOAD_HOST',
    schema: z
      .string()
      .regex(/^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+(:\d{1,5})?$/, 'must be a host name such as uploads.idv.example.com')
      .optional(),
    form: 'host, with a port where it is not 443',
    standard: 'no uploads',
    says: 'Name under which the official clients send files (Bucket.Endpoint). They insist on https: a proxy with a certificate for it passes the requests on to this service.',
  }),
  connectorUrl: setting({
    env: 'BONAFIDE_CONNECTOR_URL',
    schema: z
      .string()
      .refine((text) => text === 'mock' || (URL.canParse(text) && /^https?:/.test(text)), 'must be an address or mock')
      .optional(),
    form: 'address, or mock',
    standard: 'no outside source',
    says: 'Connector that answers the operations which need an outside register (docs/connectors.md).',
    warn: (value) =>
      value === 'mock'
        ? 'outside registers are mocked: their answers are invented; set BONAFIDE_CONNECTOR_URL'
        : undefined,
  }),
  connectorSecret: setting({
    env: 'BONAFIDE_CONNECTOR_SECRET',
    secret: true,
    schema: z
      .string()
      .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'must be whsec_ and Base64 of 24 to 64 bytes')
      .optional(),
    form: 'whsec_ and Base64',
    standard: 'none',
    says: 'Secret that our questions to the connector are signed with; it is needed with an address.',
  }),
  shadowUrl: setting({
    env: 'BONAFIDE_SHADOW_URL',
    schema: z.string().refine(isOrigin, 'must be an origin such as https://api.example.com').optional(),
    form: 'origin',
    standard: 'no shadow mode',
    says: 'Another service of the same API that calls are compared with (docs/shadow.md).',
    warn: (value) =>
      value === undefined
        ? undefined
        : `calls with their pictures are passed on to ${value}; unset BONAFIDE_SHADOW_URL when the comparison is over`,
  }),
  shadowOrigins: setting({
    env: 'BONAFIDE_SHADOW_ORIGINS',
    schema: origins,
    form: 'comma list of origins',
    standard: 'none',
    says: 'Exact origins that the other service may have although they are plain http, on another port or inside the private network.',
    warn: (value) =>
      value.length === 0
        ? undefined
        : `calls to ${value.join(', ')} skip the guard against internal addresses; unset BONAFIDE_SHADOW_ORIGINS in production`,
  }),
  shadowKeyId: setting({
    env: 'BONAFIDE_SHADOW_KEY_ID',
    secret: true,
    schema: z.string().min(1).max(128).optional(),
    form: 'text',
    standard: 'none',
    says: 'Access key of the other service; it is needed with its address.',
  }),
  shadowKeySecret: setting({
    env: 'BONAFIDE_SHADOW_KEY_SECRET',
    secret: true,
    schema: z.string().min(1).max(256).optional(),
    form: 'text',
    standard: 'none',
    says: 'Secret of that access key.',
  }),
  shadowTenant: setting({
    env: 'BONAFIDE_SHADOW_TENANT',
    schema: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'must be the id of a tenant')
      .optional(),
    form: 'id of a tenant',
    standard: 'none',
    says: 'Whose calls are passed on; it is needed with the address, and calls of others stay here.',
  }),
  shadowAnswers: setting({
    env: 'BONAFIDE_SHADOW_ANSWERS',
    schema: z.enum(['bonafide', 'upstream']).default('bonafide'),
    form: 'bonafide or upstream',
    standard: 'bonafide',
    says: 'Whose answer the caller gets while both judge.',
  }),
  shadowOperations: setting({
    env: 'BONAFIDE_SHADOW_OPERATIONS',
    schema: z
      .string()
      .default('')
      .transform((text) =>
        text
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== ''),
      ),
    form: 'comma list of operations',
    standard: 'all that can be compared',
    says: 'Operations that are passed on; Initialize and InitializeV2 only where the other service answers.',
  }),
  mostWaitSeconds: setting({
    env: 'BONAFIDE_MOST_WAIT_SECONDS',
    schema: z.coerce.number().int().min(1).max(86_400).default(120),
    form: 'seconds',
    standard: '120',
    says: "Age of a tenant's oldest unjudged verification from which on its Initialize is answered 503 with the time to come back.",
  }),
  callLimits: setting({
    env: 'BONAFIDE_CALL_LIMITS',
    schema: z.enum(['documented', 'none']).default('documented'),
    form: 'documented or none',
    standard: 'documented',
    says: 'Calls that an account has in a second for each action and product: as documented upstream, or as many as the machine can take. A tenant may have numbers of its own.',
  }),
  connectionsPerAddress: setting({
    env: 'BONAFIDE_CONNECTIONS_PER_ADDRESS',
    schema: z.coerce.number().int().min(1).max(100_000).default(256),
    form: '1-100000',
    standard: '256',
    says: 'Open connections that one address may hold; raise it when a proxy stands in front.',
  }),
  faceModels: setting({
    env: 'BONAFIDE_FACE_MODELS',
    schema: z.string().min(1).optional(),
    form: 'file',
    standard: 'the packaged networks',
    says: 'JSON file that names face networks of your own (docs/face-models.md); checked at start.',
  }),
  logLevel: setting({
    env: 'BONAFIDE_LOG_LEVEL',
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    form: 'debug, info, warn, error or silent',
    standard: 'info',
    says: 'The least important log lines that are still written.',
  }),
} as const

type Settings = typeof SETTINGS
export type SettingName = keyof Settings
export type Config = { readonly [Name in SettingName]: z.output<Settings[Name]['schema']> }

/** The settings are wrong; the message names each of them and what is expected. */
export class ConfigError extends Error {
  readonly code = 'config-invalid'
}

export interface ReadConfig {
  readonly config: Config
  /** Values that are only fit for development, one sentence each. */
  readonly warnings: readonly string[]
}

/**
 * Reads the settings from an environment; `overrides` (options of a command line) win over it.
 * Throws a `ConfigError` that lists every unknown or malformed setting.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  overrides: Partial<Config> = {},
): ReadConfig {
  const problems = unknownNames(environment)
  const warnings: string[] = []
  const values = Object.entries(SETTINGS).map(([name, entry]) => {
    const given = overrides[name as SettingName] ?? readValue(entry, environment, problems)
    const value = parseSetting(entry, Array.isArray(given) ? given.join(',') : given, problems)
    const warning = (entry as Setting).warn?.(value)
    if (warning !== undefined) warnings.push(warning)
    return [name, value]
  })
  if (problems.length > 0)
    throw new ConfigError(`The configuration is wrong:\n${problems.map((p) => `  ${p}`).join('\n')}`)
  return { config: Object.fromEntries(values) as Config, warnings }
}

/** The variable itself, or for a secret the file that the variable `<env>_FILE` names. Empty is as good as absent. */
function readValue(
  entry: Setting,
  environment: Readonly<Record<string, string | undefined>>,
  problems: string[],
): string | undefined {
  const value = environment[entry.env] || undefined
  const path = entry.secret === true ? environment[fileNameOf(entry)] || undefined : undefined
  if (path === undefined) return value
  if (value !== undefined) {
    problems.push(`${fileNameOf(entry)}: ${entry.env} is set as well; one of them is enough`)
    return value
  }
  try {
    return readFileSync(path, 'utf8').trim() || undefined
  } catch {
    problems.push(`${fileNameOf(entry)}: the file cannot be read`)
    return undefined
  }
}

function fileNameOf({ env }: Setting): string {
  return `${env}_FILE`
}

function parseSetting(entry: Setting, given: unknown, problems: string[]): unknown {
  const parsed = entry.schema.safeParse(given)
  if (parsed.success) return parsed.data
  problems.push(`${entry.env}: ${parsed.error.issues[0]?.message ?? 'malformed'} (expected: ${entry.form})`)
  return undefined
}

/** Names under which the project's own test runner is spoken to; a service started by a test may inherit them. */
const OF_TESTS = 'BONAFIDE_TEST_'

function unknownNames(environment: Readonly<Record<string, string | undefined>>): string[] {
  const entries: readonly Setting[] = Object.values(SETTINGS)
  const known = new Set(entries.flatMap((entry) => [entry.env, ...(entry.secret === true ? [fileNameOf(entry)] : [])]))
  return Object.keys(environment)
    .filter((name) => name.startsWith('BONAFIDE_') && !name.startsWith(OF_TESTS) && !known.has(name))
    .map((name) => `${name}: there is no such setting`)
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text
}

function isBucketAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:\/\/[^/?#@]+\/[^/?#]+(\/[A-Za-z0-9_.-]+)*\/?$/.test(text)
}

function isLoopback(origin: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(origin).hostname)
}

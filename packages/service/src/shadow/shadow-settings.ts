import { type Config, ConfigError } from '../config.ts'
import { BEGINNINGS, COMPARABLE, type Shadow } from './shadow.ts'

interface ShadowSettings extends Omit<Shadow, 'upstream' | 'afterAnswer'> {
  readonly url: string
  readonly accessKeyId: string
  readonly accessKeySecret: string
}

const NEEDED = {
  shadowKeyId: 'BONAFIDE_SHADOW_KEY_ID',
  shadowKeySecret: 'BONAFIDE_SHADOW_KEY_SECRET',
  shadowTenant: 'BONAFIDE_SHADOW_TENANT',
} as const

/** The settings of shadow mode as a whole; undefined without an address. Throws `ConfigError` where they do not fit. */
export function shadowSettings(config: Config): ShadowSettings | undefined {
  const { shadowUrl: url, shadowAnswers: answers } = config
  if (url === undefined) return undefined
  const { shadowKeyId: accessKeyId, shadowKeySecret: accessKeySecret, shadowTenant: tenantId } = config
  if (accessKeyId === undefined || accessKeySecret === undefined || tenantId === undefined) {
    const missing = Object.entries(NEEDED).flatMap(([name, env]) =>
      config[name as keyof typeof NEEDED] === undefined ? [env] : [],
    )
    throw new ConfigError(`${missing.join(', ')}: needed with BONAFIDE_SHADOW_URL`)
  }
  return { url, accessKeyId, accessKeySecret, tenantId, answers, operations: operationsOf(config) }
}

/** A verification has one client, so that it is begun at the other service only where that one answers. */
function operationsOf({ shadowAnswers, shadowOperations }: Config): ReadonlySet<string> {
  const possible: readonly string[] = shadowAnswers === 'upstream' ? [...COMPARABLE, ...BEGINNINGS] : COMPARABLE
  const wrong = shadowOperations.find((name) => !possible.includes(name))
  if (wrong !== undefined)
    throw new ConfigError(`BONAFIDE_SHADOW_OPERATIONS: ${wrong} cannot be passed on (expected: ${possible.join(', ')})`)
  return new Set(shadowOperations.length === 0 ? possible : shadowOperations)
}

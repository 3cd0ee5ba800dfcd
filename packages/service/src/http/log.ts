import pino from 'pino'

/**
 * Everything that a log line may hold: ids, codes and timings. Never addresses with their query, bodies, names,
 * numbers or signatures (security.md F4); whatever is not in this list cannot be logged.
 */
export interface LogFields {
  readonly requestId?: string
  readonly tenantId?: string
  readonly transactionId?: string
  readonly accessKeyId?: string
  readonly attemptId?: string
  readonly deliveryId?: string
  readonly action?: string
  readonly route?: string
  readonly method?: string
  readonly status?: number
  readonly code?: string
  readonly clientCode?: number
  readonly state?: string
  readonly step?: string
  readonly attempt?: number
  readonly count?: number
  readonly ms?: number
  readonly port?: number
  readonly role?: string
  /** Where an error came from: its stack without the message, which could carry data. */
  readonly at?: string
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

export interface Log {
  write(level: LogLevel, event: string, fields?: LogFields): void
}

const ALLOWED: Readonly<Record<keyof LogFields, true>> = {
  requestId: true,
  tenantId: true,
  transactionId: true,
  accessKeyId: true,
  attemptId: true,
  deliveryId: true,
  action: true,
  route: true,
  method: true,
  status: true,
  code: true,
  clientCode: true,
  state: true,
  step: true,
  attempt: true,
  count: true,
  ms: true,
  port: true,
  role: true,
  at: true,
}

/** JSON lines through pino, to the given sink. */
export function createLog(level: LogLevel | 'silent', sink: { write(line: string): void }): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event' }, sink)
  return {
    write(lineLevel, event, fields = {}) {
      if (logger.isLevelEnabled(lineLevel)) logger[lineLevel](onlyAllowed(fields), event)
    },
  }
}

/** An error as log fields: its code (or its name) and its stack without the message. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { code: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  const frames = stackWithoutMessage(error)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
  return { code, at: frames.slice(0, 4).join(' <').replace(/\s+/g, ' ').trim() }
}

/** A message may have lines that look like a stack. One that was changed after the stack was made leaves nothing. */
function stackWithoutMessage({ message, stack = '' }: Error): string {
  const at = stack.indexOf(message)
  return at < 0 ? '' : stack.slice(at + message.length)
}

function onlyAllowed(fields: LogFields): LogFields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => Object.hasOwn(ALLOWED, name)))
}

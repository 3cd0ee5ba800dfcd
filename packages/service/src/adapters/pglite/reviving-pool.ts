import { setTimeout as wait } from 'node:timers/promises'
import { DatabaseUnavailable, type QueryClient, type QueryPool } from '../sql/broken-connections.ts'

/** One opening of the embedded database. */
export interface Instance {
  readonly pool: QueryPool
  /** Aborts when it gave up: from then on nobody may ask it anything, since it would never give control back. */
  readonly panicked: AbortSignal
  close(): Promise<void>
}

export interface RevivingPool extends QueryPool {
  /** Lets go of the folder. */
  close(): Promise<void>
}

export interface RevivingOptions {
  /** Opens the folder, also after an instance before it gave up there. */
  readonly open: () => Promise<Instance>
  /** Rejects while it makes no sense to open it again. */
  readonly probe: () => Promise<void>
  /** Told when it gave up, and of every attempt to open it again that failed. */
  readonly onError: (error: unknown) => void
  readonly betweenMs?: number
}

/** A disk that was full has room again when somebody deleted something: asked often, it costs a look at the disk each time. */
const BETWEEN_MS = 500

/**
 * Connections to an embedded database that is opened again after it gave up. Meanwhile everything is refused with
 * `DatabaseUnavailable`; what was committed is there afterwards, because opening replays its log.
 */
export async function openRevivingPool(options: RevivingOptions): Promise<RevivingPool> {
  const { open, probe, onError, betweenMs = BETWEEN_MS } = options
  const closing = new AbortController()
  let current: Instance | undefined
  let reviving: Promise<void> | undefined

  function take(instance: Instance): void {
    current = instance
    const gaveUp = () => {
      current = undefined
      onError(unavailable())
      reviving = revive()
    }
    if (instance.panicked.aborted) gaveUp()
    else instance.panicked.addEventListener('abort', gaveUp, { once: true })
  }

  async function revive(): Promise<void> {
    while (!closing.signal.aborted) {
      await wait(betweenMs, undefined, { signal: closing.signal }).catch(() => undefined)
      if (closing.signal.aborted) return
      const instance = await probe().then(open).catch(onError)
      if (instance) return take(instance)
    }
  }

  take(await open())
  return {
    async connect() {
      const instance = current
      if (instance === undefined) throw unavailable()
      return whileAlive(await unlessPanicked(instance, instance.pool.connect()), instance)
    },
    async end() {
      await current?.pool.end()
    },
    async close() {
      closing.abort()
      await reviving
      await current?.close()
    },
  }
}

function whileAlive(client: QueryClient, instance: Instance): QueryClient {
  return {
    async query(text, values) {
      if (instance.panicked.aborted) throw unavailable()
      return unlessPanicked(instance, client.query(text, values))
    },
    release(error) {
      if (!instance.panicked.aborted) client.release(error)
    },
  }
}

/** What a database that gave up was asked is never answered. */
async function unlessPanicked<T>({ panicked }: Instance, asked: Promise<T>): Promise<T> {
  if (panicked.aborted) throw unavailable()
  return new Promise<T>((resolve, reject) => {
    const gaveUp = () => reject(unavailable())
    panicked.addEventListener('abort', gaveUp, { once: true })
    asked.then(resolve, reject).finally(() => panicked.removeEventListener('abort', gaveUp))
  })
}

function unavailable(): DatabaseUnavailable {
  return new DatabaseUnavailable('The embedded database gave up, because its disk is full or failed')
}

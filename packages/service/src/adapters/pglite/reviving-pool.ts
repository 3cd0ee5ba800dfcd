import { setTimeout as wait } from 'node:timers/promises'
import type { QueryClient, QueryPool } from '../sql/broken-connections.ts'
import { gaveUpError, type Panic } from './panic.ts'

/** One opening of the embedded database. */
export interface Instance {
  readonly pool: QueryPool
  /** From when it gives up, nobody may ask it anything: it would never give control back. */
  readonly panic: Panic
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
    instance.panic.hear(() => {
      current = undefined
      onError(gaveUpError())
      reviving = revive()
    })
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
      if (instance === undefined) throw gaveUpError()
      return whileAlive(await instance.panic.orUnavailable(instance.pool.connect()), instance.panic)
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

function whileAlive(client: QueryClient, panic: Panic): QueryClient {
  return {
    async query(text, values) {
      if (panic.happened()) throw gaveUpError()
      return panic.orUnavailable(client.query(text, values))
    },
    release(error) {
      if (!panic.happened()) client.release(error)
    },
  }
}

import pg from 'pg'
import { CHANNELS, type Channel, type SqlDatabase } from '../sql/sql-database.ts'

const FIRST_RETRY_MS = 250
const LAST_RETRY_MS = 5_000

/**
 * A connection that only listens. When it breaks it is opened again, and then everybody is woken once, since
 * notifications may have been missed.
 */
export async function startListener(url: string, onError: (error: unknown) => void) {
  const wakes = new Map<Channel, Set<() => void>>(CHANNELS.map((channel) => [channel, new Set()]))
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  let closed = false

  function wakeAll(channel: Channel) {
    for (const wake of [...(wakes.get(channel) ?? [])]) wake()
  }

  async function connect() {
    const opened = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5_000 })
    opened.on('notification', ({ channel }) => {
      const known = CHANNELS.find((name) => name === channel)
      if (known !== undefined) wakeAll(known)
    })
    opened.on('error', onError)
    await opened.connect()
    for (const channel of CHANNELS) await opened.query(`listen ${channel}`)
    opened.on('end', () => reconnect(FIRST_RETRY_MS))
    client = opened
  }

  function reconnect(delayMs: number) {
    if (closed) return
    retry = setTimeout(() => {
      connect().then(
        () => CHANNELS.forEach(wakeAll),
        (error) => {
          onError(error)
          reconnect(Math.min(delayMs * 2, LAST_RETRY_MS))
        },
      )
    }, delayMs)
  }

  const listen: SqlDatabase['listen'] = (channel, wake) => {
    wakes.get(channel)?.add(wake)
    return () => wakes.get(channel)?.delete(wake)
  }

  await connect()
  return {
    listen,
    async close() {
      closed = true
      clearTimeout(retry)
      await client?.end()
    },
  }
}

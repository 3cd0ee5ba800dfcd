import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export const USAGE = `npm start -- [--port N] [--data DIR] [--lan]

  --port N    port of the service, 7480 without it; the demo takes the next one
  --data DIR  folder for everything that is kept, ./data without it
  --lan       serve demo and capture page over https to phones in the local network`

/** Reads the command line; throws an Error whose message can be shown as it is. */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string' },
      data: { type: 'string' },
      lan: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  const port = values.port === undefined ? 7480 : Number(values.port)
  if (!Number.isInteger(port) || port < 1 || port > 65_000) throw new Error('--port wants a number from 1 to 65000')
  return { port, dataDir: resolve(values.data ?? 'data'), lan: values.lan === true, help: values.help === true }
}

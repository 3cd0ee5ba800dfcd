import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { progressLine } from './progress-line.mjs'

/** Builds what is stale, quietly; what the build said is shown only when it failed. */
export async function buildStale() {
  const line = progressLine('Building')
  const script = fileURLToPath(new URL('../build.mjs', import.meta.url))
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => said.push(bytes))
  const [code] = await once(child, 'close')
  if (code === 0) return line.done()
  line.fail()
  process.stderr.write(Buffer.concat(said))
  throw new Error('The build failed; what it said is above.')
}

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const BUILD = fileURLToPath(new URL('../../../packages/sdk-web/build.mjs', import.meta.url))

/** Once before all browser tests: the hosted page is that of these sources. */
export default function buildBrowserFiles(): void {
  const built = spawnSync(process.execPath, [BUILD], { encoding: 'utf8' })
  if (built.status !== 0) throw new Error(built.stderr)
}

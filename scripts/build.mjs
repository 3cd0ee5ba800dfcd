// Builds what is stale: the packages with tsc, then the browser files. Prints nothing when there is nothing to say.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

run(['node_modules/typescript/bin/tsc', '-b'])
for (const bundler of ['packages/sdk-web/build.mjs', 'apps/demo/build.mjs']) if (existsSync(bundler)) run([bundler])

function run(args) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

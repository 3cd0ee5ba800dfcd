// Everything that can be said about the code without running the service: indexes, format and lint, types, layers,
// dead code, unit and contract tests. `--static` leaves the tests out.
import { spawnSync } from 'node:child_process'

const bin = (name) => `node_modules/.bin/${name}`

step('indexes', process.execPath, ['scripts/gen.mjs', '--check'])
step('format and lint', bin('biome'), ['check', '--error-on-warnings', '.'])
step('types', bin('tsc'), ['-b'])
step('imports of built files', process.execPath, ['scripts/check-built-imports.mjs'])
step('types of tests', bin('tsc'), ['-p', 'tsconfig.test.json'])
step('layers', process.execPath, ['scripts/check-layers.mjs'])
step('dead code', bin('knip'), [])
if (!process.argv.includes('--static')) step('unit and contract tests', bin('vitest'), ['run', '--project', 'unit'])

function step(name, command, args) {
  const start = Date.now()
  const { status } = spawnSync(command, args, { stdio: 'inherit' })
  console.error(`${status === 0 ? 'ok' : 'FAILED'}  ${name}  ${((Date.now() - start) / 1000).toFixed(1)} s`)
  if (status !== 0) process.exit(status ?? 1)
}

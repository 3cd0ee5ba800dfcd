// `npm run load`: offers ten times what can be judged and prints what callers noticed. Options: --seconds 120, --idle 30.
// PostgreSQL is needed.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '120' }, idle: { type: 'string', default: '30' } },
})
const build = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
if (build.status !== 0) process.exit(1)
const { status } = spawnSync('node_modules/.bin/vitest', ['run', '--project', 'chaos', 'tests/load'], {
  stdio: 'inherit',
  env: { ...process.env, BONAFIDE_TEST_LOAD_SECONDS: values.seconds, BONAFIDE_TEST_IDLE_SECONDS: values.idle },
})
process.exit(status ?? 1)

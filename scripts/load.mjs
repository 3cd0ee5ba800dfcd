// `npm run load`: offers ten times what can be judged and prints what callers noticed; then what a verification costs with
// 1, 2 and 4 workers. Options: --only overload|workers|slow, --seconds 120, --idle 30, --pages 16.
// PostgreSQL is needed.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    idle: { type: 'string', default: '30' },
    pages: { type: 'string', default: '16' },
    only: { type: 'string' },
  },
})
const build = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
if (build.status !== 0) process.exit(1)
const files = values.only === undefined ? 'tests/load' : `tests/load/${values.only}.test.ts`
const { status } = spawnSync('node_modules/.bin/vitest', ['run', '--project', 'chaos', files], {
  stdio: 'inherit',
  env: {
    ...process.env,
    BONAFIDE_TEST_LOAD_SECONDS: values.seconds,
    BONAFIDE_TEST_IDLE_SECONDS: values.idle,
    BONAFIDE_TEST_LOAD_PAGES: values.pages,
  },
})
process.exit(status ?? 1)

// `npm run chaos`: kills processes, takes the database away and repeats requests, and prints what came of it. Options:
// --database embedded|postgres, --kills 200, --outage 30, --replays 100000, --only kill|outage|replay. PostgreSQL is needed.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    database: { type: 'string' },
    kills: { type: 'string', default: '200' },
    outage: { type: 'string', default: '30' },
    replays: { type: 'string', default: '100000' },
    only: { type: 'string' },
  },
})
const env = {
  ...process.env,
  BONAFIDE_TEST_KILLS: values.kills,
  BONAFIDE_TEST_OUTAGE_SECONDS: values.outage,
  BONAFIDE_TEST_REPLAYS: values.replays,
  ...(values.database === undefined ? {} : { BONAFIDE_TEST_CHAOS_DATABASE: values.database }),
}
const build = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
if (build.status !== 0) process.exit(1)
const files = values.only === undefined ? [] : [`tests/chaos/${values.only}.test.ts`]
const { status } = spawnSync('node_modules/.bin/vitest', ['run', '--project', 'chaos', ...files], {
  stdio: 'inherit',
  env,
})
process.exit(status ?? 1)
